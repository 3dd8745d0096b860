"""What a campaign cost, day by day."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import is_id
from xiaopu.kernel.text import squeeze
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import MOST_COSTS
from xiaopu.modules.campaigns.schemas import CostIn
from xiaopu.modules.tenancy.api import write_audit


def add_cost(uow: UnitOfWork, campaign_id: str, cost: CostIn) -> str:
    """The id of the entry. Refuses `not_found`, and more than 500 entries."""
    if not is_id(campaign_id) or uow.row(repository.CAMPAIGN, wanted=campaign_id) is None:
        raise NotFound
    if int(uow.value(repository.COUNT_COSTS, wanted=campaign_id)) >= MOST_COSTS:
        raise InvalidInput.at("amount_fen", "too_many", f"一个渠道最多记 {MOST_COSTS} 笔投入")
    cost_id = uow.new_id()
    uow.run(
        repository.ADD_COST,
        id=cost_id,
        campaign_id=campaign_id,
        day=cost.day.isoformat(),
        amount_fen=cost.amount_fen,
        note=squeeze(cost.note) or None if cost.note else None,
        created_at=uow.now,
    )
    after = {"day": cost.day.isoformat(), "amount_fen": cost.amount_fen}
    write_audit(uow, "campaign.cost_added", f"campaign:{campaign_id}", after=after)
    return cost_id


def drop_cost(uow: UnitOfWork, campaign_id: str, cost_id: str) -> None:
    """Take an entry back. Refuses `not_found`."""
    known = is_id(campaign_id) and is_id(cost_id)
    if not known or not uow.run(repository.DROP_COST, wanted=campaign_id, cost=cost_id):
        raise NotFound
    write_audit(uow, "campaign.cost_dropped", f"campaign:{campaign_id}", before={"cost": cost_id})
