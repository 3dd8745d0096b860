"""The coach's rules, the rejection phrases and the two machines."""

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.releases.weapps import SHELL_PAGES
from xiaopu.modules.releases.domain import packages, review
from xiaopu.modules.releases.domain.coach import GoodsFact, Light, ShopFacts, coach, is_green
from xiaopu.modules.releases.domain.packages import PackageAction, PackageStatus, next_version
from xiaopu.modules.releases.domain.rejections import PHRASES, clauses_of
from xiaopu.modules.releases.domain.review import ReviewAction, ReviewStatus, available_actions
from xiaopu.modules.releases.domain.stamping import Profile

GOOD = GoodsFact("秋山圆壶", True, 1990, 5)
PAGES = (
    *SHELL_PAGES[""],
    *(f"{root}/{page}" for root, pages in SHELL_PAGES.items() if root for page in pages),
)
READY = ShopFacts(
    shop_name="茶器小店",
    goods=(GOOD, GOOD, GOOD),
    home_pictures=1,
    service_contact=True,
    licence_name=True,
    pages=PAGES,
    package_ready=True,
    individual=False,
    trade_managed=True,
    content_checked=True,
    privacy_set=True,
    categories=("商家自营>家居家纺",),
    wanted_categories=("商家自营>家居家纺",),
    payment_ready=True,
)


def lights(**changes: object) -> dict[str, Light]:
    facts = msgspec.structs.replace(READY, **changes)
    return {point.rule: point.light for point in coach(facts) if point.light is not Light.GREEN}


class TestCoach:
    def test_a_ready_shop_is_green(self) -> None:
        points = coach(READY)
        assert (is_green(points), {point.light for point in points}) == (True, {Light.GREEN})

    @pytest.mark.parametrize(
        ("rule", "changes"),
        [
            ("package", {"package_ready": False}),
            ("audit", {"package_errors": 2}),
            ("subject", {"individual": True}),
            ("goods", {"goods": (GOOD, GOOD, GoodsFact("杯", False, 1, 1))}),
            ("goods", {"goods": (GOOD, GOOD, GoodsFact("杯", True, 1, 0))}),
            ("words", {"shop_name": "测试店"}),
            ("words", {"words": (("category", "lorem"),)}),
            ("words", {"goods": (GOOD, GOOD, GOOD, GoodsFact("Test 1", True, 1, 1))}),
            ("service", {"service_contact": False}),
            ("log_out", {"pages": tuple(page for page in PAGES if "settings" not in page)}),
            ("taps", {"pages": tuple(page for page in PAGES if "checkout" not in page)}),
            ("licence", {"licence_name": False}),
            ("agreements", {"pages": tuple(page for page in PAGES if "text" not in page)}),
            ("shipping", {"trade_managed": False}),
            ("payment", {"payment_ready": False}),
            ("order_page", {"pages": tuple(page for page in PAGES if "list" not in page)}),
            ("content", {"content_checked": False}),
            ("privacy", {"privacy_set": False}),
            ("categories", {"categories": ()}),
            ("categories", {"categories": ("商家自营>图书",)}),
        ],
    )
    def test_each_fault_is_its_own_red_point(self, rule: str, changes: dict[str, object]) -> None:
        assert lights(**changes) == {rule: Light.RED}

    def test_what_nobody_can_say_is_yellow(self) -> None:
        silent = {"trade_managed": None, "categories": None, "privacy_set": None, "individual": None}
        assert lights(**silent, home_pictures=0) == dict.fromkeys(
            ("subject", "home", "shipping", "privacy", "categories"), Light.YELLOW
        )

    def test_a_showcase_sells_nothing_and_needs_no_payment(self) -> None:
        pages = tuple(page for page in PAGES if "cart" not in page and not page.startswith("pages-order"))
        quiet = {"payment_ready": False, "trade_managed": False, "individual": True}
        assert lights(profile=Profile.SHOWCASE, pages=pages, **quiet) == {}
        assert lights(profile=Profile.SHOWCASE, individual=False) == {"subject": Light.RED}

    def test_latest_is_no_test_word(self) -> None:
        assert lights(shop_name="Latest Tea") == {}

    def test_every_point_says_why_and_where(self) -> None:
        bare = ShopFacts(shop_name="测试", goods=())
        for point in coach(bare):
            assert point.light is Light.GREEN or all(
                (point.cause_zh, point.mend_zh, point.where, point.mend_en)
            )


class TestRejections:
    def test_the_table_is_large_and_whole(self) -> None:
        assert len(PHRASES) >= 25
        for row in PHRASES:
            assert all((row.phrase, row.zh, row.en, row.mend_zh, row.mend_en))
            assert row.where.startswith(("console:/", "mp:"))

    @pytest.mark.parametrize(
        ("words", "cause"),
        [
            ("你好，小程序内容为测试内容，请删除后重新提交", "内容看起来是测试用的"),
            ("小程序未设置订单中心 path", "没有填写订单中心页面"),
            ("你的小程序涉及提供食品经营服务", "卖食品需要食品经营许可证"),
            ("小程序未提供用户隐私保护指引", "隐私保护指引缺失，或与代码用到的接口不一致"),
            ("主体为个人的小程序不可提供电商服务", "个人主体不能提供这项服务（电商、支付等）"),
            ("首页在用户登录前要求强制授权", "还没看到内容就要求登录或授权"),
        ],
    )
    def test_explains(self, words: str, cause: str) -> None:
        [clause] = clauses_of(f"<p>1、{words}</p>")
        assert clause.text == words
        assert clause.explained is not None
        assert clause.explained.zh == cause

    def test_cuts_html_into_clauses(self) -> None:
        reason = (
            "1:账号信息不符合规范:<br />(1):名称&nbsp;重复<br><b>2：</b>其他&amp;说明<script>x</script><br>"
        )
        assert [clause.text for clause in clauses_of(reason)] == [
            "账号信息不符合规范:",
            "名称 重复",
            "其他&说明 x",
        ]

    def test_an_unknown_reason_is_kept_as_it_is(self) -> None:
        [clause] = clauses_of("天气不好")
        assert (clause.text, clause.explained) == ("天气不好", None)

    @given(st.text(max_size=500))
    def test_any_reason_is_read(self, reason: str) -> None:
        for clause in clauses_of(reason * 20):
            assert 0 < len(clause.text) <= 500


class TestMachines:
    @pytest.mark.parametrize(("status", "granted"), [*itertools.product(ReviewStatus, (True, False))])
    def test_buttons_come_from_the_table(self, status: ReviewStatus, granted: bool) -> None:
        for action in available_actions(status, granted=granted):
            assert (status, action) in review.TRANSITIONS

    def test_every_action_has_one_target(self) -> None:
        for machine, actions in ((review, ReviewAction), (packages, PackageAction)):
            for action in actions:
                targets = {to for (_, did), to in machine.TRANSITIONS.items() if did is action}
                assert len(targets) == 1 or action is ReviewAction.SUBMIT

    def test_what_is_over_stays_over(self) -> None:
        over = {ReviewStatus.REJECTED, ReviewStatus.WITHDRAWN, ReviewStatus.ROLLED_BACK}
        assert not {status for status, _ in review.TRANSITIONS} & over
        assert PackageStatus.REFUSED not in {status for status, _ in packages.TRANSITIONS}

    @pytest.mark.parametrize(
        ("last", "following"),
        [(None, "1.0.0"), ("1.0.0", "1.0.1"), ("1.0.9", "1.0.10"), ("2", "3"), ("v1-beta", "v1-beta.1")],
    )
    def test_versions_count_on(self, last: str | None, following: str) -> None:
        assert next_version(last) == following
