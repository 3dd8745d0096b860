"""Campaigns: opened, renamed, put away. None is deleted: its codes hang on walls, its numbers are history."""

import secrets

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import is_id
from xiaopu.kernel.text import squeeze, squeeze_or_refuse
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import MOST_CAMPAIGNS, SHORT_LENGTH
from xiaopu.modules.campaigns.errors import CampaignsFull
from xiaopu.modules.campaigns.schemas import CampaignIn
from xiaopu.modules.tenancy.api import write_audit

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def add_campaign(uow: UnitOfWork, wanted: CampaignIn) -> str:
    """The id of a new campaign. Refuses `campaigns_full`."""
    if int(uow.value(repository.COUNT_OPEN)) >= MOST_CAMPAIGNS:
        raise CampaignsFull(most=MOST_CAMPAIGNS)
    campaign_id, name = uow.new_id(), squeeze_or_refuse(wanted.name, "name")
    uow.run(
        repository.ADD_CAMPAIGN,
        id=campaign_id,
        short=_free_short(uow),
        name=name,
        kind=wanted.kind,
        note=squeeze(wanted.note) or None if wanted.note else None,
        created_at=uow.now,
    )
    write_audit(uow, "campaign.added", f"campaign:{campaign_id}", after={"name": name, "kind": wanted.kind})
    return campaign_id


def change_campaign(uow: UnitOfWork, campaign_id: str, wanted: CampaignIn) -> None:
    """Rename, or put away and take out again; codes go on working. Refuses `not_found`, `campaigns_full`."""
    row = uow.row(repository.CAMPAIGN, wanted=campaign_id) if is_id(campaign_id) else None
    if row is None:
        raise NotFound
    reopened = row.archived_at is not None and not wanted.archived
    if reopened and int(uow.value(repository.COUNT_OPEN)) >= MOST_CAMPAIGNS:
        raise CampaignsFull(most=MOST_CAMPAIGNS)
    archived_at = (row.archived_at or uow.now) if wanted.archived else None
    uow.run(
        repository.SET_CAMPAIGN,
        wanted=campaign_id,
        new_name=squeeze_or_refuse(wanted.name, "name"),
        new_kind=wanted.kind,
        new_note=squeeze(wanted.note) or None if wanted.note else None,
        new_archived_at=archived_at,
    )
    write_audit(
        uow,
        "campaign.changed",
        f"campaign:{campaign_id}",
        before={"name": row.name, "archived": row.archived_at is not None},
        after={"name": wanted.name, "archived": wanted.archived},
    )


def _free_short(uow: UnitOfWork) -> str:
    while True:
        short = "".join(secrets.choice(_LETTERS) for _ in range(SHORT_LENGTH))
        if uow.value(repository.BY_SHORT, wanted=short) is None:
            return short
