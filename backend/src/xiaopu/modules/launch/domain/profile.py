"""The face of a mini program: what was read of it, and how its step stands by that. Pure."""

from datetime import datetime
from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Who, Words

INTRODUCTION_LEAST, INTRODUCTION_MOST = 4, 120
AVATAR_MOST_BYTES = 2 * 1024 * 1024
_SOURCE, _DATED = "微信开放接口文档 基础信息设置", "2026-07-30"
_BLACK = ("微信", "腾讯", "wechat", "tencent")
_WHERE = "launch"


class Quota(msgspec.Struct, frozen=True):
    """How often something was changed and may be: names in a year, picture and introduction in a month."""

    used: int
    most: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)


class Account(msgspec.Struct, frozen=True):
    """A mini program as WeChat reads it out. `is_person`: registered by an individual."""

    appid: str
    is_person: bool
    verified: bool
    name_quota: Quota
    avatar_quota: Quota
    introduction_quota: Quota
    principal: str = ""
    name: str = ""
    avatar_url: str = ""
    introduction: str = ""
    review_from: datetime | None = None
    review_until: datetime | None = None


class AuditState(StrEnum):
    """How a thing that WeChat looks at stands."""

    IN_REVIEW = "in_review"
    REFUSED = "refused"
    GRANTED = "granted"


class OwnCategory(msgspec.Struct, frozen=True, omit_defaults=True):
    """A category of the mini program."""

    first: int
    second: int
    name: str
    state: AuditState
    reason: str = ""


class OwnCategories(msgspec.Struct, frozen=True):
    """All of them; `changes_left` this month, `most` at once; None when WeChat does not say."""

    items: tuple[OwnCategory, ...]
    changes_left: int | None = None
    most: int | None = None


class ServiceCategoryNode(msgspec.Struct, frozen=True, omit_defaults=True):
    """A category that can be chosen: any one of the groups of `papers` will do."""

    first: int
    second: int
    first_name: str
    second_name: str
    papers: tuple[tuple[str, ...], ...] = ()
    remark: str = ""


class CategoryPaper(msgspec.Struct, frozen=True):
    """A paper for a category: its name in WeChat's list, and the media id of the upload."""

    name: str
    media_id: str


class NameWish(msgspec.Struct, frozen=True):
    """A name with its papers (media ids); `licence` is the business licence, for a person the ID card."""

    name: str
    licence: str | None = None
    others: tuple[str, ...] = ()


class NameVerdict(msgspec.Struct, frozen=True):
    """Free to take; with `hit` only against the papers that `wording` names."""

    hit: bool
    wording: str = ""


class NameOutcome(msgspec.Struct, frozen=True):
    """`audit_id`: WeChat looks at it first. Neither that nor `wording`: the name is set."""

    audit_id: int | None = None
    wording: str = ""


class NameAudit(msgspec.Struct, frozen=True):
    """How a wished name stands."""

    name: str
    state: AuditState
    reason: str = ""


def introduction_findings(text: str) -> tuple[Finding, ...]:
    """What is wrong with an introduction before WeChat is asked."""
    found = []
    if not INTRODUCTION_LEAST <= len(text.strip()) <= INTRODUCTION_MOST:
        cause = Words(f"介绍要 4 到 120 个字，现在是 {len(text.strip())} 个", "It must have 4 to 120 letters")
        found.append(_finding("introduction_length", cause, Words("增减字数", "Make it longer or shorter")))
    hits = "、".join(word for word in _BLACK if word in text.lower())
    if hits:
        cause = Words(f"介绍里不能有「{hits}」", f"It may not carry {hits}")
        found.append(_finding("introduction_words", cause, Words("去掉这些字", "Leave them out")))
    return tuple(found)


def profile_truth(account: Account, categories: OwnCategories, wish: NameAudit | None) -> StepTruth:
    """How the step stands for a mini program that the platform may read. Done with a name, a picture, an
    introduction and one category that was granted; what was refused beside that is still shown.
    """
    facts = _account_facts(account, categories, wish)
    findings = _findings(categories, wish)
    granted = any(one.state is AuditState.GRANTED for one in categories.items)
    if account.name and account.avatar_url and account.introduction and granted:
        return StepTruth(StepStatus.DONE, Proof.API, facts, findings)
    if findings:
        return StepTruth(StepStatus.FAILED, Proof.API, facts, findings)
    name_waits = wish is not None and wish.state is AuditState.IN_REVIEW
    category_waits = any(one.state is AuditState.IN_REVIEW for one in categories.items)
    rest_done = bool(account.avatar_url and account.introduction)
    if rest_done and (account.name or name_waits) and (granted or category_waits):
        return StepTruth(StepStatus.WAITING_WECHAT, Proof.API, facts, (), _waits(name=name_waits))
    begun = account.name or account.avatar_url or account.introduction or categories.items or wish
    return StepTruth(StepStatus.DOING if begun else StepStatus.UNTOUCHED, Proof.API, facts)


def own_profile_truth(categories: tuple[str, ...], declared: frozenset[str]) -> StepTruth:
    """How the step stands for an own AppID: the categories are proven by the template interface, the rest is
    a person's word and no proof.
    """
    facts = [
        Fact(
            "categories",
            _LABELS["categories"],
            "、".join(categories) or "没有读到",
            Proof.CALL,
            ok=bool(categories),
            task="categories",
        )
    ]
    facts += [
        Fact(key, _LABELS[key], "本人确认，微信未提供查询", Proof.DECLARED, task=key)
        for key in ("name", "avatar", "introduction")
        if key in declared
    ]
    if categories:
        return StepTruth(StepStatus.DONE, Proof.CALL, tuple(facts))
    return StepTruth(StepStatus.DOING if declared else StepStatus.UNTOUCHED, Proof.CALL, tuple(facts))


_LABELS = {
    "name": Words("名称", "Name"),
    "avatar": Words("头像", "Picture"),
    "introduction": Words("介绍", "Introduction"),
    "categories": Words("服务类目", "Categories"),
}


def _account_facts(account: Account, categories: OwnCategories, wish: NameAudit | None) -> tuple[Fact, ...]:
    def fact(key: str, value: str) -> Fact:
        return Fact(key, _LABELS[key], value or "未设置", Proof.API, ok=bool(value), task=key)

    granted = [one.name for one in categories.items if one.state is AuditState.GRANTED]
    facts = [
        fact("name", account.name),
        fact("avatar", "已设置" if account.avatar_url else ""),
        fact("introduction", account.introduction),
        fact("categories", "、".join(granted)),
    ]
    if wish is not None and wish.state is AuditState.IN_REVIEW:
        label = Words("审核中的名称", "Name under review")
        facts.append(Fact("wished_name", label, wish.name, Proof.API, task="name"))
    waiting = [one.name for one in categories.items if one.state is AuditState.IN_REVIEW]
    if waiting:
        label = Words("审核中的类目", "Categories under review")
        facts.append(Fact("waiting_categories", label, "、".join(waiting), Proof.API, task="categories"))
    left = Words("今年还能改名", "Renamings left this year")
    facts.append(Fact("name_left", left, f"{account.name_quota.left} 次", Proof.API, task="name"))
    return tuple(facts)


def _findings(categories: OwnCategories, wish: NameAudit | None) -> tuple[Finding, ...]:
    found = []
    if wish is not None and wish.state is AuditState.REFUSED:
        cause = Words(
            f"名称「{wish.name}」没有通过：{wish.reason or '微信没有说明'}",
            f"The name was refused: {wish.reason}",
        )
        mend = Words("换一个名称，或补上证明材料再提交", "Choose another name, or add papers")
        found.append(_finding("name_refused", cause, mend))
    for one in categories.items:
        if one.state is AuditState.REFUSED:
            cause = Words(
                f"类目「{one.name}」没有通过：{one.reason or '微信没有说明'}",
                f"Refused: {one.reason or one.name}",
            )
            mend = Words(
                "换上清晰、在有效期内的资质后重新提交，或删除这个类目", "Hand in other papers, or delete it"
            )
            found.append(_finding("category_refused", cause, mend))
    return tuple(found)


def _waits(*, name: bool) -> Words:
    if name:
        return Words(
            "微信在审核名称，通常 1 到 3 个工作日", "WeChat looks at the name, usually 1 to 3 working days"
        )
    return Words(
        "微信在审核类目资质，通常 1 到 3 个工作日", "WeChat looks at the papers, usually 1 to 3 working days"
    )


def _finding(code: str, cause: Words, mend: Words) -> Finding:
    return Finding(code, cause, mend, Who.MERCHANT, _SOURCE, _DATED, where=_WHERE)
