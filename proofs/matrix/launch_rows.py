"""The table of the launch: how each of its operations is asked rightly."""

from collections.abc import Mapping
from typing import Any

from proofs.matrix.recipe import Given, Row, Who

_SHOP = "ApiConsoleV1ShopsShopId"
_PHONE = "a phone that opened the mini program: the token in the package is all that it has"


def _desk(path: Mapping[str, Any] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, path=path or {}, body=body, **more)


_DESK: dict[str, Row] = {
    "LaunchGetLaunch": _desk(),
    "LaunchModePutMode": _desk(body={"mode": "own"}),
    "LaunchLookLookAtAll": _desk(),
    "LaunchStepsStepLookLook": _desk({"step": "store"}),
    "LaunchTasksTaskDeclaredPutDeclared": _desk({"task": "name"}),
    "LaunchTasksTaskDeclaredDeleteDeclared": _desk({"task": "name"}),
    "LaunchHistoryGetHistory": _desk(),
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
}
