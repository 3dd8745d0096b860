"""The table of platform: how the shop's mini program is reached. The village's operator has no third-party
platform, so that what would begin something there is refused to its rightful person too.
"""

from typing import Any

from proofs.matrix.recipe import Row, Who

_SHOP = "ApiConsoleV1ShopsShopIdWeappAccess"
_COMPANY = {
    "kind": "company",
    "name": "矩阵茶器有限公司",
    "code": "91330106MA2XXXXX4P",
    "legal_persona_name": "李雷",
    "legal_persona_wechat": "lilei_1",
}


def _desk(body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, body=body, **more)


_DESK: dict[str, Row] = {
    "GetAccess": _desk(),
    "GrantPostGrant": _desk(answer=409),
    "RegistrationGetRegistration": _desk(answer=404),
    "RegistrationPostRegistration": _desk(_COMPANY, answer=409),
}

ROWS: dict[str, Row] = {f"{_SHOP}{name}": row for name, row in _DESK.items()}
