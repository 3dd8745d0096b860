"""An alarm that outlives the refusal that caused it: written in a unit of its own."""

from collections.abc import Mapping

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.payments import repository

# A notice that WeChat signed and our APIv3 key does not open.
APIV3_WRONG = "apiv3_key_wrong"


def raise_alert(uow: UnitOfWork, code: str, facts: Mapping[str, object]) -> None:
    """Keep what was odd, for the owner and the books. `facts` hold no secret."""
    uow.run(repository.ADD_ALERT, id=uow.new_id(), at=uow.now, code=code, facts=dict(facts))
