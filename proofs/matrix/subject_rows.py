"""The table of compliance: the adviser's open door, and who sells."""

from collections.abc import Mapping
from typing import Any

from proofs.matrix.recipe import File, Row, Thing, Who

_SHOP = "ApiConsoleV1ShopsShopIdSubject"
_ADVICE = "facts that are the same for all: whoever wonders how to begin has no account yet"


def _desk(path: Mapping[str, Thing] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, path=path or {}, body=body, **more)


_DESK: dict[str, Row] = {
    "GetSubject": _desk(),
    "PutSubject": _desk(body={"type": "company", "name": "矩阵茶器有限公司", "sells": ["food"]}),
    "RevealPostReveal": _desk(),
    "PapersGetPapers": _desk(),
    "PapersPostPaper": _desk(upload=File("licence.png", b""), body={"kind": "food_sale"}),
    "PapersPaperIdDeletePaper": _desk({"paper_id": Thing("paper.to_drop")}),
    "PapersPaperIdShowShowPaper": _desk({"paper_id": Thing("paper.own")}),
}

ROWS: dict[str, Row] = {f"{_SHOP}{name}": row for name, row in _DESK.items()} | {
    "ApiConsoleV1AdvicePostAdvice": Row(
        who=Who.PUBLIC, public=_ADVICE, body={"what": "卖蜂蜜", "who": "just_me"}
    ),
    "ApiConsoleV1AdviceTablesGetTables": Row(who=Who.PUBLIC, public=_ADVICE),
}
