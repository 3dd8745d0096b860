"""The table of the launch: how each of its operations is asked rightly."""

from collections.abc import Mapping
from typing import Any

from proofs.matrix.recipe import File, Given, Row, Thing, Who

_SHOP = "ApiConsoleV1ShopsShopId"
# The village's mini programs are own accounts: what needs a grant says so (409) to whoever may ask.
_PAPER = File("paper.png", b"")
_CATEGORY = {"first": 616, "second": 618}
_ONE = {"first": "616", "second": "618"}
_LICENCE = {"key": "licence"}
_PHONE = "a phone that opened the mini program: the token in the package is all that it has"


def _desk(path: Mapping[str, Any] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, path=path or {}, body=body, **more)


_DESK: dict[str, Row] = {
    "LaunchGetLaunch": _desk(),
    "LaunchModePutMode": _desk(body={"mode": "own"}),
    "LaunchLookLookAtAll": _desk(),
    "LaunchStepsLookLook": _desk({"step": "store"}),
    "LaunchTasksDeclaredPutDeclared": _desk({"task": "name"}),
    "LaunchTasksDeclaredDeleteDeclared": _desk({"task": "name"}),
    "LaunchHistoryGetHistory": _desk(),
    "LaunchDiagnoseDiagnose": _desk(),
    "LaunchSupportPackSupportPack": _desk(moving="when the server was looked at"),
    "LaunchCasesListCases": _desk(),
    "LaunchCasesPostCase": _desk(body={"step": "filing", "text": "为什么被打回"}),
    "LaunchCasesCaseIdAnswerPostAnswer": _desk({"case_id": Thing("launch_case.own")}, {"answer": "补材料"}),
    "LaunchChangeSubjectGetChangeSubject": _desk(),
    # The village's company has a mini program: its subject stays.
    "LaunchChangeSubjectPostChangeSubject": _desk(body={"confirm": True}, answer=409),
    "LaunchTemplatesGetTemplates": _desk(),
    "LaunchTemplatesKeyFillFill": _desk({"key": "home"}),
    "LaunchTemplatesClearClear": _desk(),
    "LaunchConsentPutConsent": _desk(body={"days": 7}),
    "LaunchConsentDeleteConsent": _desk(),
    "LaunchRegistrationPostRegistration": _desk(body={"legal_persona_wechat": "wx_boss"}, answer=409),
    "LaunchProfileGetProfile": _desk(answer=409),
    "LaunchProfileNameCheckCheckName": _desk(body={"name": "秋山茶器"}, answer=409),
    "LaunchProfileNamePutName": _desk(body={"name": "秋山茶器"}, answer=409),
    "LaunchProfilePapersPostPaper": _desk(upload=_PAPER, answer=409),
    "LaunchProfileAvatarPutAvatar": _desk(upload=_PAPER, answer=409),
    "LaunchProfileIntroductionPutIntroduction": _desk(body={"text": "手作茶器"}, answer=409),
    "LaunchProfileCategoriesGetCategoryTree": _desk(answer=409),
    "LaunchProfileCategoriesPostLaunchCategory": _desk(body=_CATEGORY, answer=409),
    "LaunchProfileCategoriesFirstSecondPutLaunchCategory": _desk(_ONE, body={"papers": []}, answer=409),
    "LaunchProfileCategoriesFirstSecondDeleteLaunchCategory": _desk(_ONE, answer=409),
    "LaunchVerificationGetVerification": _desk(),
    "LaunchVerificationPutVerification": _desk(body={"contact_name": "李雷"}),
    "LaunchVerificationPapersKeyPutVerificationPaper": _desk(_LICENCE, upload=_PAPER, answer=409),
    "LaunchVerificationHandInHandInVerification": _desk(answer=409),
    "LaunchFilingGetFiling": _desk(),
    "LaunchFilingChoicesGetFilingChoices": _desk(answer=409),
    "LaunchFilingPutFiling": _desk(body={"name": "秋山茶器"}),
    "LaunchFilingPapersKeyPutFilingPaper": _desk(_LICENCE, upload=_PAPER, answer=409),
    "LaunchFilingFaceStartFace": _desk(answer=409),
    "LaunchFilingHandInHandInFiling": _desk(answer=409),
    "LaunchFilingHandInWithVerificationHandInBoth": _desk(answer=409),
    "LaunchFilingTakeBackTakeBackFiling": _desk(answer=409),
    "LaunchFilingNumberPutFilingNumber": _desk(body={"number": "浙ICP备2023001234号-1X"}),
    "LaunchDomainsSetDomains": _desk(answer=409),
    "LaunchDomainsFilePutFile": _desk(body={"name": "WW_verify_proof.txt", "content": "proof"}),
    "LaunchDomainsFileFetchFetchFile": _desk(answer=409),
}

ROWS: dict[str, Row] = {f"{_SHOP}{name}": row for name, row in _DESK.items()} | {
    "ApiStorefrontV1SlugBeaconPostBeacon": Row(
        who=Who.PUBLIC,
        public=_PHONE,
        body={
            "beacon": "0" * 32,
            "env_version": "trial",
            "version": "1.0.0",
            "appid": Given("given.weapp_appid"),
        },
        answer=404,
    ),
    # Nobody of the village is an operator: to a shop's owner these are not there.
    "ApiPlatformV1LaunchesListLaunches": Row(who=Who.ACCOUNT, answer=404),
    "ApiPlatformV1LaunchesShopIdGetShopLaunch": Row(who=Who.ACCOUNT, path={"shop_id": "0" * 20}, answer=404),
    "ApiPlatformV1LaunchesShopIdStepsLookLookForShop": Row(
        who=Who.ACCOUNT, path={"shop_id": "0" * 20, "step": "store"}, answer=404
    ),
}
