"""The reviewer who reads: what would be written about a version, clause by clause.

A mode decides whether a person at the desk or this reviewer ends a review: `hand`, or `auto` after so many
seconds of the sandbox's clock; each mini program may differ from the general setting.
"""

import re
from collections.abc import Callable

import msgspec

from wxsandbox.openplatform import desk
from wxsandbox.openplatform.categories import SELLING, granted
from wxsandbox.openplatform.record import INDIVIDUAL, Audit, Launch, Version, launch_of
from wxsandbox.world import World

HAND, AUTO = "hand", "auto"
_TEST_WORDS = re.compile(r"测试|lorem|(?<![a-z])test(?![a-z])", re.IGNORECASE)
_SELLING_PARTS = {"cart", "order", "orders", "checkout", "cashier", "pay", "payment", "paid"}
_REVIEW_PARTS = {"review", "reviews", "comment", "comments", "evaluate"}
_PRIVACY_NAMES = {"PhoneNumber": "手机号", "Address": "地址", "Location": "位置信息", "Album": "照片或视频"}


class Clause(msgspec.Struct, frozen=True):
    """One ground for a refusal: a slug for tests, a heading and a sentence for the merchant."""

    reason: str
    heading: str
    words: str


class Submission(msgspec.Struct, frozen=True):
    """What is read together: the record, the version, and the review it was handed in with, if any."""

    launch: Launch
    version: Version
    audit: Audit | None = None

    @property
    def sells(self) -> bool:
        """Whether goods can be bought in it, as far as the package shows."""
        profile = self.version.stamp.get("profile")
        return profile == "mall" or bool(self.selling_signs)

    @property
    def selling_signs(self) -> list[str]:
        """Pages and words of a shop."""
        facts = self.version.facts
        words = facts.selling_words if facts is not None else []
        return [page for page in self.version.pages if _parts(page) & _SELLING_PARTS] + words


def read(submission: Submission) -> list[Clause]:
    """Every ground for a refusal, in the order in which they are written."""
    found = [check(submission) for check in _CHECKS]
    return [clause for clause in found if clause is not None]


def letter(clauses: list[Clause]) -> str:
    """The reason as WeChat writes it: numbered clauses in HTML."""
    return "".join(
        f"{number}:{one.heading}：<br>(1):{one.words}<br>" for number, one in enumerate(clauses, start=1)
    )


def submission_of(launch: Launch) -> Submission | None:
    """The version under review, else the one on trial."""
    audit = launch.audit
    if audit is not None and audit.status in (2, 4):
        return Submission(launch, audit.version, audit)
    return None if launch.experience is None else Submission(launch, launch.experience)


def decide(world: World, appid: str) -> list[Clause]:
    """Reads what is under review and ends it. Raises desk.NothingToDecide."""
    submission = submission_of(launch_of(world, appid))
    if submission is None or submission.audit is None:
        raise desk.NothingToDecide("no review under way")
    clauses = read(submission)
    desk.decide_audit(world, appid, "reject" if clauses else "accept", letter(clauses))
    return clauses


def set_mode(world: World, mode: str, after_seconds: int) -> None:
    """The general setting."""
    world.keep_setting("reviewer.mode", mode)
    world.keep_setting("reviewer.seconds", after_seconds)


def mode_of(world: World, launch: Launch | None = None) -> tuple[str, int]:
    """Mode and seconds that hold for this mini program, or in general."""
    if launch is not None and launch.reviewer:
        return launch.reviewer, launch.reviewer_seconds
    return world.setting("reviewer.mode", HAND), int(world.setting("reviewer.seconds", "60"))


def decide_due(world: World) -> None:
    """Ends the reviews whose time has come where the mode is auto."""
    rows = world.store.all("SELECT appid FROM launch WHERE json_extract(record, '$.audits[#-1].status') = 2")
    for row in rows:
        launch = launch_of(world, row["appid"])
        mode, seconds = mode_of(world, launch)
        audit = launch.audit
        due = audit is not None and world.clock.now_ms() >= (audit.at + seconds) * 1000
        if mode == AUTO and due:
            decide(world, row["appid"])


def _parts(page: str) -> set[str]:
    return set(re.split(r"[/_-]", page.lower()))


def _test_words(one: Submission) -> Clause | None:
    texts = [
        one.launch.nickname,
        one.version.user_desc,
        *(one.version.facts.titles if one.version.facts else []),
    ]
    items = one.audit.items if one.audit is not None else []
    texts += [str(item.get(name, "")) for item in items for name in ("title", "tag")]
    hit = next((text for text in texts if _TEST_WORDS.search(text)), None)
    if hit is None:
        return None
    return Clause("test_words", "小程序内容不符合规则", f"内容含测试字样（{hit[:40]}），请提交正式内容")


def _no_category(one: Submission) -> Clause | None:
    if granted(one.launch):
        return None
    return Clause("no_category", "服务类目", "未设置服务类目，请添加与服务内容一致的类目后再提交")


def _category_mismatch(one: Submission) -> Clause | None:
    known = granted(one.launch)
    if not known or not one.sells or any(category.first in SELLING for category in known):
        return None
    if one.launch.subject == INDIVIDUAL:
        return None
    words = "小程序提供商品售卖，与所选类目不一致，请补充商家自营类目与资质"
    return Clause("category_mismatch", "小程序服务类目不符", words)


def _individual_sells(one: Submission) -> Clause | None:
    signs = one.selling_signs
    if one.launch.subject != INDIVIDUAL or not signs:
        return None
    words = f"个人主体未开放电商类目，请移除购物车、下单与支付功能（{'、'.join(signs[:4])}）"
    return Clause("individual_sells", "服务类目未开放", words)


def _order_path(one: Submission) -> Clause | None:
    if not one.sells or one.launch.subject == INDIVIDUAL:
        return None
    given = one.audit.order_path if one.audit is not None else ""
    path = str(given or one.launch.order_path.get("path", "")).lstrip("/").partition("?")[0]
    if path and path in one.version.pages:
        return None
    words = f"订单中心页 path（{path}）不在代码中" if path else "未设置订单中心页 path，请设置后再提交"
    return Clause("order_path_missing", "交易类小程序", words)


def _trade_management(one: Submission) -> Clause | None:
    if not one.sells or one.launch.trade_managed or one.launch.subject == INDIVIDUAL:
        return None
    return Clause("trade_management", "交易类小程序", "未开通发货信息管理服务，请开通后再提交")


def _privacy(one: Submission) -> Clause | None:
    used = one.version.facts.privacy_keys if one.version.facts is not None else []
    declared = {
        str(purpose.get("privacy_key"))
        for kept in one.launch.privacy.values()
        for purpose in kept.get("setting_list", [])
    }
    missing = [key for key in used if key not in declared]
    if not missing:
        return None
    named = "、".join(_PRIVACY_NAMES.get(key, key) for key in missing)
    return Clause(
        "privacy_missing", "用户隐私保护指引", f"使用了{named}相关接口，但未在隐私保护指引中声明用途"
    )


def _customer_service(one: Submission) -> Clause | None:
    if one.version.facts is None or not one.version.facts.sha256 or one.version.facts.customer_service:
        return None
    return Clause("no_customer_service", "小程序内容不符合规则", "未提供客服或联系方式入口，请补充后再提交")


def _ugc(one: Submission) -> Clause | None:
    facts = one.version.facts
    shown = any(_parts(page) & _REVIEW_PARTS for page in one.version.pages)
    if not shown and not (facts is not None and facts.speaks_of_reviews):
        return None
    declared = one.audit.ugc_declare if one.audit is not None else {}
    scenes = declared.get("scene")
    if isinstance(scenes, list) and any(scene != 0 for scene in scenes):
        return None
    words = "小程序含用户评价等发布内容，请在提审时说明内容安全机制（ugc_declare）"
    return Clause("ugc_undeclared", "用户生成内容", words)


_CHECKS: tuple[Callable[[Submission], Clause | None], ...] = (
    _test_words,
    _no_category,
    _individual_sells,
    _category_mismatch,
    _order_path,
    _trade_management,
    _privacy,
    _customer_service,
    _ugc,
)
