"""The review coach: the shop's rows and WeChat's words, handed to the pure rules."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.compliance.api import SubjectType, industry_rule, subject_type
from xiaopu.modules.decoration.api import home
from xiaopu.modules.payments.api import has_account
from xiaopu.modules.releases import queries, repository
from xiaopu.modules.releases.domain.coach import ShopFacts, coach, is_green
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.flows.access import desk_of
from xiaopu.modules.releases.ports import CodeDesk, Desk, OutsideSigns
from xiaopu.modules.releases.schemas import CoachView
from xiaopu.modules.tenancy.api import shop_face
from xiaopu.modules.tenancy.errors import ChannelNotSet

T = TypeVar("T")

log = structlog.get_logger()


class Coaching:
    """Looks before the reviewer looks. WeChat's silence makes points yellow, never green."""

    def __init__(self, units: Units, vault: Vault, *, desk: CodeDesk, signs: OutsideSigns) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk
        self._signs = signs

    async def look(self, scope: ShopScope) -> CoachView:
        """Every point. Up to three calls to WeChat."""
        facts = await self._units.report(scope, self._facts)
        try:
            desk = await self._units.read(scope, desk_of, vault=self._vault)
        except ChannelNotSet:
            desk = None
        if desk is not None and (desk.granted or desk.secret):
            facts = await self._asked(facts, desk)
        points = coach(facts)
        return CoachView(is_green(points), points)

    async def _asked(self, facts: ShopFacts, desk: Desk) -> ShopFacts:
        managed = await _or_none(lambda: self._signs.trade_managed(desk))
        categories = await _or_none(lambda: self._signs.categories(desk))
        privacy = facts.privacy_set
        if desk.granted:
            there = await _or_none(lambda: self._desk.privacy(desk))
            privacy = None
            if there is not None:
                privacy = there.contact and set(facts.privacy_needed) <= set(there.keys)
        return msgspec.structs.replace(
            facts,
            trade_managed=managed,
            categories=None if categories is None else tuple(categories),
            privacy_set=privacy,
            content_checked=True,
        )

    def _facts(self, read: ReadScope) -> ShopFacts:
        _, name, settings = shop_face(read)
        page = home(read)
        mode, appid = queries.mode_of(read, vault=self._vault)
        package = read.row(repository.UPLOADED_PACKAGE, wanted_appid=appid or "")
        subject = subject_type(read)
        names = queries.category_names(read)
        needed = tuple(package.privacy) if package is not None else ()
        found = package.findings if package is not None else ()
        declared = queries.code_settings(read).declared
        return ShopFacts(
            shop_name=name,
            goods=queries.goods_seen(read),
            words=(
                *(("category", one) for one in names),
                *(("home", icon.label) for icon in page.icons),
                ("home", page.notice or ""),
                ("notice", settings.notice or ""),
            ),
            home_pictures=len(page.banners) + len(page.icons),
            service_contact=bool(settings.service_phone),
            licence_name=bool(settings.licence.subject_name),
            profile=Profile(package.profile) if package is not None else Profile.MALL,
            pages=tuple(package.pages) if package is not None else (),
            package_ready=package is not None,
            package_errors=sum(1 for one in found if one.severity == "error"),
            individual=None if subject is None else subject is SubjectType.INDIVIDUAL,
            content_checked=False if mode == "none" else None,
            privacy_needed=needed,
            privacy_set=_declared_all(needed, declared),
            wanted_categories=_wanted(names, subject),
            payment_ready=has_account(read),
        )


def _declared_all(needed: tuple[str, ...], declared: tuple[str, ...] | None) -> bool | None:
    if not needed:
        return True
    return None if declared is None else set(needed) <= set(declared)


def _wanted(names: list[str], subject: SubjectType | None) -> tuple[str, ...]:
    """WeChat's categories for what the shop calls its own ones, as far as the industry table knows them."""
    found: dict[str, None] = {}
    for name in names:
        rule = industry_rule(name, subject or SubjectType.COMPANY)
        if rule is not None and rule.industry.second:
            found.setdefault(f"{rule.industry.first}>{rule.industry.second}")
    return tuple(found)


async def _or_none(question: Callable[[], Awaitable[T]]) -> T | None:
    try:
        return await question()
    except Refusal as refusal:
        log.info("releases.coach_unanswered", code=refusal.code)
        return None
