"""微信认证 over HTTP against the sandbox: handed in, sent back, again, passed; the yearly review."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.factories.operators import OperatedMall
from tests.modules.launch.granted import GrantedShop, granted_shop, own_shop
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Proof
from xiaopu.modules.launch.domain.verification import (
    FEES,
    Application,
    own_verification_truth,
    review_findings,
    verification_truth,
)

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PUSH = "notify_3rd_wxa_auth"
DRAFT = {"contact_name": "李雷", "contact_email": "lilei@example.com", "account_name": "秋山茶器"}


async def filled(shop: GrantedShop) -> Any:
    await shop.ask("PUT", "/verification", DRAFT)
    return await shop.upload("PUT", "/verification/papers/licence")


@pytest.mark.anyio
class TestTheWholeWay:
    async def test_sent_back_mended_and_passed(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        begun = await shop.ask("GET", "/verification")
        assert [fault["field"] for fault in begun["missing"]] == [
            "contact_name",
            "contact_email",
            "account_name",
            "licence",
        ]
        refusal = await shop.refused("POST", "/verification/hand-in")
        assert (refusal["code"], len(refusal["faults"])) == ("form_incomplete", 4)
        assert (await shop.look("verification"))["status"] == "todo"
        ready = await filled(shop)
        assert ready.get("missing", []) == []
        handed = await shop.ask("POST", "/verification/hand-in")
        assert len(handed["task_id"]) == 32
        card = await shop.step("verification")
        assert card["status"] == "waiting_person"
        assert card["waits_for"]["zh"] == "支付认证费（微信会给管理员发付款通知）"
        twice = await shop.refused("POST", "/verification/hand-in")
        assert twice["code"] == "already_handed_in"
        await shop.decide("verification", "reject", PUSH, reason="营业执照不清晰")
        card = await shop.step("verification")
        assert (card["status"], card["findings"][0]["code"]) == ("failed", "verification_sent_back")
        assert card["findings"][0]["cause"]["zh"] == "认证资料被打回：营业执照不清晰"
        await shop.upload("PUT", "/verification/papers/licence")
        again = await shop.ask("POST", "/verification/hand-in")
        assert again["task_id"] == handed["task_id"]
        assert (await shop.step("verification"))["status"] == "waiting_wechat"
        await shop.decide("verification", "accept", PUSH)
        card = await shop.step("verification")
        assert (card["status"], card["proof"]) == ("done", "api")
        assert [fact["key"] for fact in card["facts"]] == ["verified", "review_until"]
        assert (await shop.moves("verification")) == [
            "waiting_person",
            "failed",
            "waiting_wechat",
            "done",
        ]

    async def test_the_draft_is_sealed_and_papers_grow_old(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        await filled(shop)
        operated.paying.clock.move(days=3, seconds=1)
        view = await shop.ask("GET", "/verification")
        assert [(paper["key"], paper.get("stale", False)) for paper in view["papers"]] == [
            ("licence", True),
            ("name_proof", False),
            ("letter", False),
        ]
        assert [fault["field"] for fault in view["missing"]] == ["licence"]
        unknown = await shop.owner.shop("PUT", "/launch/verification", {"contact_email": "no address"})
        assert unknown.status_code == 422

    async def test_the_fee_says_what_is_not_confirmed(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        fee = (await shop.ask("GET", "/verification"))["fee"]
        assert (fee["amount_fen"], fee["confirmed"]) == (30000, True)
        assert (FEES["sole_trader"].amount_fen, FEES["sole_trader"].confirmed) == (3000, False)
        assert (FEES["individual"].amount_fen, FEES["individual"].confirmed) == (None, False)


@pytest.mark.anyio
class TestOwnAccount:
    async def test_without_a_merchant_number_nothing_is_proven(self, operated: OperatedMall) -> None:
        shop = await own_shop(operated)
        card = await shop.look("verification")
        assert card["status"] == "todo"
        assert (await shop.refused("POST", "/verification/hand-in"))["code"] == "not_granted"

    def test_an_order_is_the_sign(self) -> None:
        done = own_verification_truth(orders=True)
        assert (done.status, done.proof) == (StepStatus.DONE, Proof.CALL)
        assert own_verification_truth(orders=False).status is StepStatus.DOING


# (task_status, apply_status, status of the step, code of the finding)
STATES = [
    (0, 0, StepStatus.WAITING_PERSON, None),
    (1, 0, StepStatus.FAILED, "verification_timed_out"),
    (1, 1, StepStatus.FAILED, "verification_timed_out"),
    (2, 0, StepStatus.FAILED, "verification_declined"),
    (3, 0, StepStatus.WAITING_PERSON, None),
    (4, 0, StepStatus.WAITING_PERSON, None),
    (5, 0, StepStatus.FAILED, "verification_face_failed"),
    (6, 0, StepStatus.WAITING_PERSON, None),
    (7, 0, StepStatus.WAITING_PERSON, None),
    (8, 0, StepStatus.FAILED, "verification_phone_failed"),
    (9, 0, StepStatus.WAITING_PERSON, None),
    (11, 0, StepStatus.FAILED, "verification_not_opened"),
    (12, 0, StepStatus.WAITING_PERSON, None),
    (14, 0, StepStatus.FAILED, "verification_identity_failed"),
    (15, 0, StepStatus.WAITING_PERSON, None),
    (12, 1, StepStatus.WAITING_PERSON, None),
    (12, 2, StepStatus.WAITING_WECHAT, None),
    (9, 3, StepStatus.FAILED, "verification_sent_back"),
    (9, 4, StepStatus.DONE, None),
    (9, 5, StepStatus.FAILED, "verification_refused"),
]


class TestEveryState:
    @pytest.mark.parametrize(("task", "apply", "status", "code"), STATES)
    def test_leads_to_a_step(self, task: int, apply: int, status: StepStatus, code: str | None) -> None:
        application = Application("t", task, apply, "缺少公章")
        truth = verification_truth(application, verified=False, review_until=None, now=NOW)
        assert truth.status is status
        assert [one.code for one in truth.findings] == ([code] if code else [])
        assert (truth.waits_for is not None) is status.startswith("waiting")
        assert application.is_open is (status.startswith("waiting") or apply == 4)

    @pytest.mark.parametrize(
        ("days", "code", "said"),
        [
            (91, None, ""),
            (90, "review_due", "还有 90 天"),
            (7, "review_due", "还有 7 天"),
            (0, "review_due", "还有 0 天"),
            (-1, "review_late", "不能被搜索到（未确认）"),
            (-31, "review_late", "不能被分享（未确认）"),
            (-61, "review_late", "不能支付（未确认）"),
        ],
    )
    def test_the_yearly_review(self, days: int, code: str | None, said: str) -> None:
        found = review_findings(NOW + timedelta(days=days), NOW)
        assert [one.code for one in found] == ([code] if code else [])
        assert all(said in one.cause.zh and "未确认" in one.source for one in found)
