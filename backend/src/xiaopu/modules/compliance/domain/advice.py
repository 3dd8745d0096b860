"""The adviser: a few questions in, three subjects compared and one recommendation out. Pure."""

from enum import StrEnum

import msgspec

from xiaopu.modules.compliance.domain.costs import CostLine, TimeLine, cost_lines, time_lines
from xiaopu.modules.compliance.domain.facts import PAPER_NAMES, SUBJECT_NAMES, PaperKind, SubjectType, Verdict
from xiaopu.modules.compliance.domain.finding import IndustriesFound, find_industries
from xiaopu.modules.compliance.domain.industries import Industry, Nature

FIRST_SENTENCE = "主体注册后不能更改：选错了只能换主体重新注册一个小程序（新的 AppID），所以先选对再注册。"
NO_SALES = "个人主体不能上线卖货的小程序"
# 《网络交易监督管理办法》第八条: a year of small sales that needs no registration.
SMALL_YEAR_FEN = 10_000_000


class Seller(StrEnum):
    """Who sells today."""

    JUST_ME = "just_me"
    PLANNING = "planning"
    SOLE_TRADER = "sole_trader"
    COMPANY = "company"


class PayBy(StrEnum):
    """How the money should come."""

    WECHAT = "wechat"
    OFFLINE = "offline"
    UNSURE = "unsure"


class SalesDoor(StrEnum):
    """Where shoppers should buy."""

    WEAPP = "weapp"
    H5 = "h5"
    BOTH = "both"


class AdviceOutcome(StrEnum):
    """How a subject comes out."""

    CAN = "can"
    WITH_PAPERS = "with_papers"
    CANNOT = "cannot"
    UNKNOWN = "unknown"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to the questions; `monthly_fen` is None when nobody knows."""

    what: str
    who: Seller
    papers: tuple[PaperKind, ...] = ()
    pay_by: PayBy = PayBy.UNSURE
    monthly_fen: int | None = None
    door: SalesDoor = SalesDoor.WEAPP

    @property
    def year_is_small(self) -> bool:
        return self.monthly_fen is not None and self.monthly_fen * 12 <= SMALL_YEAR_FEN


# What is said to somebody who has a licence already.
_LICENSED = {
    Seller.COMPANY: (SubjectType.COMPANY, "已经有公司，直接用公司注册：能力最全，可备案 50 个小程序"),
    Seller.SOLE_TRADER: (
        SubjectType.SOLE_TRADER,
        "已经有个体工商户执照，能卖货、能用微信支付，费用也最低",
    ),
}


class PaperNeed(msgspec.Struct, frozen=True):
    """One of `any_of` is needed for `industry`; `scope` must stand in the business licence."""

    industry: str
    any_of: tuple[PaperKind, ...]
    words: str
    have: bool
    scope: str = ""


class SubjectAdvice(msgspec.Struct, frozen=True):
    """A column of the comparison."""

    type: SubjectType
    name: str
    outcome: AdviceOutcome
    headline: str
    reasons: tuple[str, ...]
    papers: tuple[PaperNeed, ...]
    costs: tuple[CostLine, ...]
    times: tuple[TimeLine, ...]


class SellingWay(msgspec.Struct, frozen=True):
    """A way that is open to somebody without a licence."""

    key: str
    title: str
    words: str
    fits: bool


class Advice(msgspec.Struct, frozen=True):
    """The whole answer. `recommended` is None when nobody can sell this, or nothing was understood."""

    first: str
    found: IndustriesFound
    subjects: tuple[SubjectAdvice, ...]
    recommended: SubjectType | None
    why: str
    ways: tuple[SellingWay, ...]


def advise(asked: Asked) -> Advice:
    """Compare the three subjects for what is asked."""
    found = find_industries(asked.what)
    rows = [hit.industry for hit in found.hits]
    columns = tuple(_column(subject, rows, asked) for subject in SubjectType)
    recommended, why = _recommend(rows, asked)
    return Advice(FIRST_SENTENCE, found, columns, recommended, why, _ways(rows, asked))


def paper_needs(
    rows: list[Industry], subject: SubjectType, have: frozenset[PaperKind]
) -> tuple[PaperNeed, ...]:
    """What a subject must show for these rows; a licence that must name a scope is never taken as held."""
    needs = []
    for row in rows:
        if row.of(subject) is not Verdict.PAPER:
            continue
        for group in row.papers:
            words = " / ".join(PAPER_NAMES[kind] for kind in group)
            choice = f"{len(group)} 选 1：{words}" if len(group) > 1 else words
            held = bool(have & set(group)) and not row.scope
            needs.append(PaperNeed(row.key, group, choice, held, row.scope))
    return tuple(needs)


def _column(subject: SubjectType, rows: list[Industry], asked: Asked) -> SubjectAdvice:
    needs = paper_needs(rows, subject, frozenset(asked.papers))
    outcome = _outcome(subject, rows, needs)
    return SubjectAdvice(
        type=subject,
        name=SUBJECT_NAMES[subject],
        outcome=outcome,
        headline=_headline(subject, outcome, rows),
        reasons=tuple(_reasons(subject, rows, asked)),
        papers=needs,
        costs=cost_lines(subject, has_licence=_has_licence(subject, asked)),
        times=time_lines(subject, has_licence=_has_licence(subject, asked)),
    )


def _outcome(subject: SubjectType, rows: list[Industry], needs: tuple[PaperNeed, ...]) -> AdviceOutcome:
    if not rows:
        return AdviceOutcome.CANNOT if subject is SubjectType.INDIVIDUAL else AdviceOutcome.UNKNOWN
    verdicts = {row.of(subject) for row in rows}
    if verdicts & {Verdict.FORBIDDEN, Verdict.NOT_FOR_SUBJECT}:
        return AdviceOutcome.CANNOT
    return AdviceOutcome.WITH_PAPERS if any(not need.have for need in needs) else AdviceOutcome.CAN


def _headline(subject: SubjectType, outcome: AdviceOutcome, rows: list[Industry]) -> str:
    name = SUBJECT_NAMES[subject]
    if any(row.forbidden for row in rows):
        return "有不能在网上卖的商品，哪种主体都不行"
    if subject is SubjectType.INDIVIDUAL:
        shown = outcome is AdviceOutcome.CAN
        return "个人主体只能展示和预约，不能收款" if shown else NO_SALES
    return {
        AdviceOutcome.CAN: f"{name}可以卖，不用另外的资质",
        AdviceOutcome.WITH_PAPERS: f"{name}可以卖，先把资质办齐",
        AdviceOutcome.UNKNOWN: f"{name}可以开店；这件商品要不要资质，还不知道",
        AdviceOutcome.CANNOT: f"{name}不能卖",
    }[outcome]


def _reasons(subject: SubjectType, rows: list[Industry], asked: Asked) -> list[str]:
    reasons = [_row_reason(row, subject) for row in rows]
    if subject is SubjectType.INDIVIDUAL:
        reasons.append("没有微信支付、手机号快速验证、URL Link、业务域名")
        if asked.year_is_small and not any(row.papers for row in rows):
            reasons.append("年交易额不超过 10 万元的零星小额交易可以不办登记，在 H5 商城卖、线下收款")
    elif not _has_licence(subject, asked):
        reasons.append("要先办营业执照")
    return list(dict.fromkeys(reasons))


def _row_reason(row: Industry, subject: SubjectType) -> str:
    verdict = row.of(subject)
    if verdict is Verdict.FORBIDDEN:
        return f"「{row.name}」不能在网上卖：{row.note}"
    if verdict is Verdict.NOT_FOR_SUBJECT:
        return f"「{row.name}」没有向{SUBJECT_NAMES[subject]}开放"
    told = "要资质" if verdict is Verdict.PAPER else "可以"
    tail = f"：{row.note}" if row.note else ""
    return f"「{row.name}」{told}{tail}" + ("" if row.confirmed else "（待确认）")


def _recommend(rows: list[Industry], asked: Asked) -> tuple[SubjectType | None, str]:
    if any(row.forbidden for row in rows):
        named = "、".join(row.name for row in rows if row.forbidden)
        return None, f"{named}不能在网上卖，请先去掉"
    if asked.who in _LICENSED:
        return _LICENSED[asked.who]
    if not rows:
        return None, "还不知道您卖什么，先从近似的行业里选一个"
    return _without_licence(rows, asked)


def _without_licence(rows: list[Industry], asked: Asked) -> tuple[SubjectType, str]:
    if all(row.individual is Verdict.ALLOWED for row in rows) and asked.pay_by is not PayBy.WECHAT:
        return SubjectType.INDIVIDUAL, "只做展示和预约，个人主体就够；以后要收款得换主体、重新注册"
    if _small_on_h5(rows, asked):
        return SubjectType.INDIVIDUAL, (
            "年交易额不超过 10 万元、线下收款、只用 H5 商城：可以先不办执照试一试；要上小程序再办个体工商户"
        )
    return SubjectType.SOLE_TRADER, "办个体工商户最快最省：能卖货、能用微信支付，通常几个工作日就能拿到执照"


def _small_on_h5(rows: list[Industry], asked: Asked) -> bool:
    return (
        asked.year_is_small
        and asked.door is SalesDoor.H5
        and asked.pay_by is PayBy.OFFLINE
        and all(not row.papers and row.nature is not Nature.VIRTUAL for row in rows)
    )


def _ways(rows: list[Industry], asked: Asked) -> tuple[SellingWay, ...]:
    """For somebody who has no licence yet."""
    if asked.who in {Seller.COMPANY, Seller.SOLE_TRADER} or any(row.forbidden for row in rows):
        return ()
    needs_paper = any(row.papers for row in rows)
    small = (
        "商品要许可的，小额也要先登记，这条路走不通"
        if needs_paper
        else "年交易额累计不超过 10 万元可以不办登记（各网店合并计算）；收款走到店付款或货到付款"
    )
    return (
        SellingWay(
            "sole_trader",
            "办个体工商户",
            "带身份证和经营场所证明到市场监管局或网上办理；资料齐全当场登记，否则 3 个工作日内，"
            "情形复杂再加 3 个；"
            "登记不收费，刻章等费用各地不同（待确认）",
            fits=True,
        ),
        SellingWay(
            "small_h5",
            "先在 H5 商城小额试卖",
            small,
            fits=not needs_paper and (asked.monthly_fen is None or asked.year_is_small),
        ),
        SellingWay(
            "showcase",
            "先做展示版小程序",
            "个人主体的小程序只展示作品和介绍、联系客服，没有购物车和付款；以后办好执照要换新的 AppID",
            fits=True,
        ),
    )


def _has_licence(subject: SubjectType, asked: Asked) -> bool:
    held = _LICENSED.get(asked.who)
    return subject is SubjectType.INDIVIDUAL or (held is not None and held[0] is subject)
