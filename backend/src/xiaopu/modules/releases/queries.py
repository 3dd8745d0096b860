"""Read models of releases."""

from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, select

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ID_LENGTH
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS
from xiaopu.modules.compliance.api import weapp_profile
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.coach import GoodsFact
from xiaopu.modules.releases.domain.declaring import CodeSettings, declaration
from xiaopu.modules.releases.domain.findings import Severity
from xiaopu.modules.releases.domain.packages import next_version
from xiaopu.modules.releases.domain.rejections import clauses_of
from xiaopu.modules.releases.domain.review import (
    WITHDRAWALS_A_DAY,
    WITHDRAWALS_A_MONTH,
    ReviewStatus,
    available_actions,
)
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.schemas import (
    HistoryRow,
    Mode,
    PackageRow,
    PackageView,
    ReviewRow,
    ReviewView,
    TesterRow,
    Testers,
    UploadKeyView,
    WeappCodeView,
)
from xiaopu.modules.tenancy.api import Channel, channel_secrets
from xiaopu.modules.tenancy.errors import ChannelNotSet

_END = "~" * ID_LENGTH
_SHOP: BindParameter[str] = bindparam("shop")
_MOST_GOODS = 200
GOODS_SEEN: Any = (
    select(
        GOODS.c.id,
        GOODS.c.name,
        GOODS.c.has_picture,
        GOODS.c.price_fen,
        func.coalesce(func.sum(STOCK.c.on_hand), 0).label("stock"),
    )
    .join(STOCK, (STOCK.c.shop_id == GOODS.c.shop_id) & (STOCK.c.goods_id == GOODS.c.id), isouter=True)
    .where(GOODS.c.shop_id == _SHOP, GOODS.c.status == "on_sale")
    .group_by(GOODS.c.id, GOODS.c.name, GOODS.c.has_picture, GOODS.c.price_fen)
    .order_by(GOODS.c.id.desc())
    .limit(_MOST_GOODS)
)
CATEGORIES_SEEN: Any = (
    select(CATEGORIES.c.name)
    .where(CATEGORIES.c.shop_id == _SHOP)
    .order_by(CATEGORIES.c.id)
    .limit(_MOST_GOODS)
)


def package_view(read: ReadScope, package_id: str) -> PackageView:
    """One package with its log and findings; refuses `not_found`."""
    row = read.row(repository.PACKAGE, wanted=package_id)
    if row is None:
        raise NotFound
    purposes = code_settings(read).purposes
    return PackageView(
        **_package_fields(row),
        appid=row.appid,
        round=row.round,
        log=list(row.log),
        findings=list(row.findings),
        pages=list(row.pages),
        apis=list(row.apis),
        privacy=declaration(row.privacy, purposes),
        sha256=row.sha256,
        sizes=row.sizes,
    )


def package_page(read: ReadScope, cursor: str | None, limit: int) -> Page[PackageRow]:
    """Packages, the newest first: one statement."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(repository.PACKAGE_PAGE, before_id=keys[0] if keys else _END, most=limit + 1)
    return cut_page(
        rows, limit, lambda row: PackageRow(**_package_fields(row)), lambda row: encode_cursor(row.id)
    )


def review_view(read: ReadScope, review_id: str) -> ReviewView:
    """One submission with its history; refuses `not_found`."""
    row = read.row(repository.REVIEW, wanted=review_id)
    if row is None:
        raise NotFound
    history = [
        HistoryRow(one.action, one.status_to, one.actor, one.at, one.why)
        for one in read.rows(repository.REVIEW_HISTORY, wanted=review_id)
    ]
    return ReviewView(**_review_fields(row), submission=row.submission, history=history)


def review_page(read: ReadScope, cursor: str | None, limit: int) -> Page[ReviewRow]:
    """Submissions, the newest first: one statement."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(repository.REVIEW_PAGE, before_id=keys[0] if keys else _END, most=limit + 1)
    return cut_page(
        rows, limit, lambda row: ReviewRow(**_review_fields(row)), lambda row: encode_cursor(row.id)
    )


def latest_review(read: ReadScope, appid: str) -> ReviewRow | None:
    """The newest submission of the mini program, if there ever was one."""
    row = read.row(repository.LATEST_REVIEW, wanted_appid=appid)
    return None if row is None else ReviewRow(**_review_fields(row))


def released_review(read: ReadScope, appid: str) -> ReviewRow | None:
    """What is out, as far as we know."""
    row = read.row(repository.RELEASED_REVIEW, wanted_appid=appid)
    return None if row is None else ReviewRow(**_review_fields(row))


def newest_package(read: ReadScope) -> PackageRow | None:
    row = read.row(repository.NEWEST_PACKAGE)
    return None if row is None else PackageRow(**_package_fields(row))


def uploaded_row(read: ReadScope, appid: str) -> PackageRow | None:
    """The package that WeChat took last for this AppID."""
    row = read.row(repository.UPLOADED_PACKAGE, wanted_appid=appid)
    return None if row is None else PackageRow(**_package_fields(row))


def code_view(read: ReadScope, api_base: str, egress_ip: str | None, *, vault: Vault) -> WeappCodeView:
    """What the page of versions opens with; secrets stay."""
    settings = code_settings(read)
    mode, appid = mode_of(read, vault=vault)
    kept = read.row(repository.SETTINGS)
    return WeappCodeView(
        mode=mode,
        profile=Profile(weapp_profile(read)),
        appid=appid,
        upload_key=upload_key_view(read, appid),
        api_base=api_base,
        next_version=next_version(read.value(repository.NEWEST_VERSION)),
        accent=settings.accent,
        domains=list(settings.domains),
        contact=settings.contact,
        purposes=settings.purposes,
        declared=None if settings.declared is None else list(settings.declared),
        declared_at=None if kept is None else kept.declared_at,
        uploaded=uploaded_row(read, appid) if appid else None,
        latest_review=latest_review(read, appid) if appid else None,
        egress_ip=egress_ip,
    )


def code_settings(read: ReadScope) -> CodeSettings:
    """What goes into packages and declarations."""
    row = read.row(repository.SETTINGS)
    if row is None:
        return CodeSettings()
    return CodeSettings(row.accent, row.domains, row.contact, row.purposes, row.declared)


def mode_of(read: ReadScope, *, vault: Vault) -> tuple[Mode, str | None]:
    """How the shop's mini program is reached, and its AppID."""
    try:
        keys = channel_secrets(read, Channel.WEAPP, vault=vault)
    except ChannelNotSet:
        return "none", None
    return ("granted" if keys.granted else "own"), keys.appid


def upload_key_view(read: ReadScope, appid: str | None) -> UploadKeyView:
    row = read.row(repository.KEY_OF, wanted_appid=appid) if appid else None
    if row is None:
        return UploadKeyView(False)
    return UploadKeyView(True, row.fingerprint, row.robot, row.updated_at)


def testers(read: ReadScope, *, vault: Vault) -> Testers:
    """Who may try, at most 100; their WeChat IDs are opened for staff."""
    return Testers(
        [
            TesterRow(row.id, vault.open(row.wechat_id_sealed, repository.TESTER_SEAL), row.created_at)
            for row in read.rows(repository.TESTERS)
        ]
    )


def withdrawals_left(read: ReadScope) -> tuple[int, int]:
    """(today, this month), by Shanghai's calendar; WeChat's own count may be lower."""
    today = read.now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    month = today.replace(day=1)
    used_today = int(read.value(repository.WITHDRAWALS_SINCE, since=today))
    used_month = int(read.value(repository.WITHDRAWALS_SINCE, since=month))
    left_month = max(0, WITHDRAWALS_A_MONTH - used_month)
    return min(left_month, max(0, WITHDRAWALS_A_DAY - used_today)), left_month


def goods_seen(read: ReadScope) -> tuple[GoodsFact, ...]:
    """Goods on sale as a reviewer sees them, the newest 200: one statement."""
    return tuple(
        GoodsFact(row.name, bool(row.has_picture), int(row.price_fen), int(row.stock))
        for row in read.rows(GOODS_SEEN)
    )


def category_names(read: ReadScope) -> list[str]:
    return [row.name for row in read.rows(CATEGORIES_SEEN)]


def _package_fields(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "version", "description", "origin", "status", "percent", "created_at", "zip_bytes")
    fields = {name: row._mapping[name] for name in (*names, "uploaded_at", "upload_error")}
    fields["profile"] = Profile(row.profile)
    fields["errors"] = sum(1 for one in row.findings if one.severity is Severity.ERROR)
    fields["warnings"] = sum(1 for one in row.findings if one.severity is Severity.WARNING)
    return fields


def _review_fields(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "package_id", "granted", "status", "submitted_at", "moved_at", "gray_percent", "sped_up")
    fields = {name: row._mapping[name] for name in (*names, "released_at")}
    fields["version"] = row.submission.version
    status = ReviewStatus(row.status)
    fields["actions"] = [str(one) for one in available_actions(status, granted=row.granted)]
    told = row.reason and status in (ReviewStatus.REJECTED, ReviewStatus.DELAYED)
    fields["clauses"] = clauses_of(row.reason) if told else []
    return fields
