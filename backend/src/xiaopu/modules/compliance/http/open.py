"""Open routes: the adviser, for everybody who wonders how to begin."""

from typing import Any

from litestar import Response, get, post
from litestar.params import JSONBody

from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.throttle import ThrottleBy
from xiaopu.modules.compliance.domain.advice import FIRST_SENTENCE, Advice, Asked, advise
from xiaopu.modules.compliance.domain.capabilities import CAPABILITIES
from xiaopu.modules.compliance.domain.facts import PAPER_NAMES
from xiaopu.modules.compliance.domain.finding import INDUSTRIES
from xiaopu.modules.compliance.schemas import AdviceIn, AdviceTables, PaperName

_BY_ADDRESS = ThrottleBy("compliance.advice", most=120, per_seconds=900)
_TABLES = AdviceTables(
    FIRST_SENTENCE,
    CAPABILITIES,
    INDUSTRIES,
    tuple(PaperName(kind, name) for kind, name in PAPER_NAMES.items()),
)


@post("/advice", status_code=200)
async def post_advice(data: JSONBody[AdviceIn], request: AnyRequest) -> Advice:
    """Three subjects compared for what is sold, with papers, costs, days and one recommendation. Nothing is
    kept.
    """
    await _BY_ADDRESS.take(request)
    return advise(
        Asked(
            what=data.what,
            who=data.who,
            papers=data.papers,
            pay_by=data.pay_by,
            monthly_fen=data.monthly_fen,
            door=data.door,
        )
    )


@get("/advice/tables", sync_to_thread=False)
def get_tables() -> Response[AdviceTables]:
    """Capabilities and industries, each row with its source and date."""
    return Response(_TABLES, headers={"Cache-Control": "public, max-age=3600"})


OPEN_ROUTES: list[Any] = [post_advice, get_tables]
