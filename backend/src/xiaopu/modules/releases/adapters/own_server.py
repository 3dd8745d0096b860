"""`CodeUploader` over an upload endpoint of one's own: WeChat's sandbox, or a gateway that a company puts
before miniprogram-ci. Contract: docs/reference/sandbox.md, `POST /_ci/upload`.
"""

import base64
import hashlib
import re
from collections.abc import Sequence

import httpx
import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from xiaopu.kernel.clock import Clock
from xiaopu.modules.releases.errors import (
    UploadAddressRefused,
    UploadFailed,
    UploadKeyWrong,
    UploadTooLarge,
    UploadUnreachable,
)
from xiaopu.modules.releases.ports import Upload

PATH = "/_ci/upload"
_TIMEOUT_S = 120
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+")
_KINDS: dict[int, type[UploadFailed]] = {
    -10008: UploadAddressRefused,
    80001: UploadKeyWrong,
    80002: UploadKeyWrong,
    80051: UploadTooLarge,
    -1: UploadUnreachable,
}


class _Said(msgspec.Struct):
    errCode: int  # noqa: N815 (its own spelling)
    errMsg: str = ""  # noqa: N815 (as above)
    main_bytes: int = 0
    total_bytes: int = 0


class OwnServerUploader:
    """Signs `appid\\nversion\\nsha256\\ntime\\n` with the upload key."""

    def __init__(self, http: httpx.AsyncClient, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    async def upload(self, upload: Upload) -> Sequence[str]:
        """See `CodeUploader`."""
        at = str(int(self._clock().timestamp()))
        digest = hashlib.sha256(upload.package).hexdigest()
        text = f"{upload.appid}\n{upload.version}\n{digest}\n{at}\n"
        headers = {"X-Upload-Timestamp": at, "X-Upload-Signature": _signed(text, upload.key_pem)}
        fields = {
            "appid": upload.appid,
            "version": upload.version,
            "desc": upload.desc,
            "robot": str(upload.robot),
        }
        files = {"package": ("package.zip", upload.package, "application/zip")}
        try:
            answer = await self._http.post(
                PATH, data=fields, files=files, headers=headers, timeout=_TIMEOUT_S
            )
            said = msgspec.json.decode(answer.content, type=_Said)
        except httpx.HTTPError:
            raise UploadUnreachable(wechat_code="unreachable", said="") from None
        except (msgspec.DecodeError, msgspec.ValidationError):
            raise UploadUnreachable(wechat_code="unreadable", said="") from None
        if said.errCode:
            raise refusal_of(said.errCode, said.errMsg)
        return [f"main {said.main_bytes // 1024} KB, total {said.total_bytes // 1024} KB", "ok"]


def refusal_of(code: int, said: str) -> UploadFailed:
    """The typed refusal for a number of the upload desk."""
    address = _ADDRESS.search(said)
    kind = _KINDS.get(code, UploadFailed)
    return kind(wechat_code=str(code), said=said[:200], address=address.group() if address else "")


def _signed(text: str, pem: str) -> str:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise UploadKeyWrong(wechat_code="key", said="not an RSA key")
    return base64.b64encode(key.sign(text.encode(), PKCS1v15(), hashes.SHA256())).decode()
