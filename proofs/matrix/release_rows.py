"""The table of the mini program's code: packages, and their way through WeChat's review by hand."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from proofs.matrix.recipe import File, Row, Thing, Who

_SHOP = "ApiConsoleV1ShopsShopId"
_PACKAGE = {"package_id": Thing("package.own")}
_REVIEW = {"review_id": Thing("code_review.own")}
# The village's shops have AppIDs of their own: WeChat takes all of this by hand alone, and says so first.
_BY_HAND = 409


def _desk(path: Mapping[str, Thing] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, path=path or {}, body=body, **more)


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("app.json", '{"pages":["a"]}')
    return made.getvalue()


def _key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kind = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


_CODE: dict[str, Row] = {
    "GetCode": _desk(),
    "CoachPostCoach": _desk(),
    "PackagesGetPackages": _desk(),
    "PackagesPostPackage": _desk(body={"version": "9.0.0"}),
    "PackagesOwnPostOwnPackage": _desk(upload=File("build.zip", _zip()), body={"version": "9.0.1"}),
    "PackagesPackageIdGetPackage": _desk(_PACKAGE),
    "PackagesPackageIdPackageZipGetPackageZip": _desk(_PACKAGE, answer=404),
    "PackagesPackageIdRetryPostPackageRetry": _desk(_PACKAGE, answer=409),
    "PackagesPackageIdUploadPostPackageUpload": _desk(_PACKAGE, answer=409),
    "PrivacyPostPrivacy": _desk(answer=409),
    "SettingsPutCodeSettings": _desk(body={"accent": "#112233"}),
    "SourceZipGetSourceZip": _desk(),
    "TestersGetTesters": _desk(),
    "TestersPostTester": _desk(body={"wechat_id": "wxm_01"}, answer=_BY_HAND),
    "TestersTesterIdDeleteTester": _desk({"tester_id": Thing("code_tester.own")}, answer=_BY_HAND),
    "TrialCodeGetTrialCode": _desk(answer=_BY_HAND),
    "UploadKeyPutUploadKey": _desk(body={"private_key_pem": _key()}),
    "UploadKeyDeleteUploadKey": _desk(),
}
_RELEASES: dict[str, Row] = {
    "GetReleases": _desk(),
    "PostRelease": _desk(body={}, answer=409),
    "CheckReleasedPostCheckReleased": _desk(),
    "FormGetReleaseForm": _desk(answer=409),
    "PicturesPostReleasePicture": _desk(upload=File("preview.png", b""), answer=_BY_HAND),
    "VersionsGetVersions": _desk(),
    "ReviewIdGetRelease": _desk(_REVIEW),
    "ReviewIdCheckPostReleaseCheck": _desk(_REVIEW),
    "ReviewIdGrayDeleteReleaseGray": _desk(_REVIEW, answer=_BY_HAND),
    "ReviewIdGrayPostReleaseGray": _desk(_REVIEW, {"percent": 10}, answer=_BY_HAND),
    # The check before has found it released: a note comes too late.
    "ReviewIdNotePostReleaseNote": _desk(_REVIEW, {"verdict": "passed"}, answer=409),
    "ReviewIdPostReleaseRelease": _desk(_REVIEW, answer=_BY_HAND),
    "ReviewIdRollBackPostReleaseRollBack": _desk(_REVIEW, {}, answer=_BY_HAND),
    "ReviewIdSpeedUpPostReleaseSpeedUp": _desk(_REVIEW, answer=_BY_HAND),
    "ReviewIdWithdrawPostReleaseWithdraw": _desk(_REVIEW, answer=_BY_HAND),
}

ROWS: dict[str, Row] = {f"{_SHOP}Code{name}": row for name, row in _CODE.items()} | {
    f"{_SHOP}Releases{name}": row for name, row in _RELEASES.items()
}
