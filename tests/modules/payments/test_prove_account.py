"""One fen out and back: paid by scanning, told by a notice or found by the query, given back by itself."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, update

from tests.factories.payers import Payers, PayingMall
from tests.factories.stage import APPID, MCHID, Stage
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.payments.domain.proofs import (
    PROOF_LIFE,
    PROOF_TRANSITIONS,
    ProofAction,
    ProofKind,
    ProofStatus,
)
from xiaopu.modules.payments.domain.trades import Trade
from xiaopu.modules.payments.errors import PaymentAccountMissing, ProofNotOpen
from xiaopu.modules.payments.tables import PAYMENT_PROOFS, PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.prove_account import (
    Opened,
    OpenProof,
    ProofPayer,
    attempt_proof,
    expire_proof,
    open_proof,
)
from xiaopu.modules.payments.usecases.settle_payment import settle

pytestmark = pytest.mark.anyio

OVER_NOW = (
    update(PAYMENT_PROOFS)
    .where(PAYMENT_PROOFS.c.shop_id == bindparam("shop"), PAYMENT_PROOFS.c.id == bindparam("wanted"))
    .values(expires_at=bindparam("now"))
)
NATIVE = OpenProof(ProofKind.NATIVE)
PROOFS = "/channels/payment/proofs"


class TestOpenProof:
    async def test_two_clicks_open_one(self, stage: Stage) -> None:
        await stage.account()
        made = await asyncio.gather(*(stage.units.write(stage.scope, open_proof, NATIVE) for _ in range(8)))
        assert len({one.id for one in made}) == 1
        [row] = await stage.rows(PAYMENT_PROOFS)
        assert (row["status"], row["slot"], row["kind"]) == ("waiting", "launch_test", "launch_test")
        assert row["expires_at"] - row["created_at"] == PROOF_LIFE

    async def test_twin_without_the_slot_opens_two(self, stage: Stage) -> None:
        await stage.account()
        add = insert(PAYMENT_PROOFS).values(
            shop_id=bindparam("shop"), id=bindparam("id"), kind="launch_test", slot=None, status="waiting",
            created_at=bindparam("now"), expires_at=bindparam("now"),
        )  # fmt: skip

        def unguarded(uow: UnitOfWork) -> None:
            uow.run(add, id=uow.new_id(), now=uow.now)

        await asyncio.gather(*(stage.units.write(stage.scope, unguarded) for _ in range(2)))
        assert await stage.tally(PAYMENT_PROOFS) == 2

    async def test_refuses_a_shop_without_an_account(self, stage: Stage) -> None:
        with pytest.raises(PaymentAccountMissing):
            await stage.units.write(stage.scope, open_proof, NATIVE)

    async def test_a_proof_of_yesterday_does_not_stand_in_the_way(self, stage: Stage) -> None:
        await stage.account()
        first = await stage.units.write(stage.scope, open_proof, NATIVE)
        await stage.units.write(stage.scope, expire_proof, first.id)
        second = await stage.units.write(stage.scope, open_proof, NATIVE)
        assert second.id != first.id
        with pytest.raises(ProofNotOpen):
            await stage.units.write(stage.scope, attempt_proof, first.id, ProofPayer("native", APPID))


async def opened_and_paid(stage: Stage, *, expired: bool = False) -> tuple[Opened, Trade]:
    await stage.account()
    opened = await stage.units.write(stage.scope, open_proof, NATIVE)
    attempt, _ = await stage.units.write(stage.scope, attempt_proof, opened.id, ProofPayer("native", APPID))
    if expired:
        await stage.units.write(stage.scope, expire_proof, opened.id)
    trade = stage.trade(attempt, 1)
    await stage.units.write(stage.scope, settle, trade)
    return opened, trade


class TestTheFen:
    async def test_goes_back_in_the_unit_in_which_it_arrives(self, stage: Stage) -> None:
        await opened_and_paid(stage)
        [proof] = await stage.rows(PAYMENT_PROOFS)
        [payment] = await stage.rows(PAYMENTS)
        [refund] = await stage.rows(REFUNDS)
        assert (proof["status"], proof["slot"], proof["payment_id"]) == ("paid", None, payment["id"])
        assert (payment["payable_kind"], payment["mchid"], payment["refunded_fen"]) == (
            "launch_test",
            MCHID,
            1,
        )
        assert (refund["reason"], refund["amount_fen"], refund["source"]) == (
            "account_check",
            1,
            payment["id"],
        )

    async def test_goes_back_once_however_often_it_is_told(self, stage: Stage) -> None:
        _, trade = await opened_and_paid(stage)
        for _ in range(3):
            await stage.units.write(stage.scope, settle, trade)
        assert await stage.tally(REFUNDS) == 1

    async def test_proves_as_much_after_its_time(self, stage: Stage) -> None:
        await opened_and_paid(stage, expired=True)
        [proof] = await stage.rows(PAYMENT_PROOFS)
        assert proof["status"] == "paid"
        assert await stage.tally(REFUNDS) == 1

    def test_nothing_leads_out_of_refunded(self) -> None:
        assert [act for status, act in PROOF_TRANSITIONS if status is ProofStatus.REFUNDED] == []
        takes = {status for status, act in PROOF_TRANSITIONS if act is ProofAction.PAY}
        assert takes == {ProofStatus.WAITING, ProofStatus.EXPIRED, ProofStatus.FAILED}


async def proof(payers: Payers) -> Any:
    answer = await payers.owner.shop("POST", PROOFS)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def scan(paying: PayingMall, code_url: str) -> Any:
    body = {"person": "小明", "code_url": code_url, "method": "password", "password": "123456"}
    return await asyncio.to_thread(paying.world.told, "/_sandbox/device/scan-native", body)


async def at(payers: Payers, proof_id: str) -> Any:
    return (await payers.owner.shop("GET", f"{PROOFS}/{proof_id}")).json()


class TestAtTheSandbox:
    async def test_scanned_noticed_and_given_back(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        opened = await proof(payers)
        assert opened["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
        assert (opened["status"], opened["amount_fen"]) == ("waiting", 1)
        assert (await proof(payers))["id"] == opened["id"]
        await scan(paying, opened["code_url"])
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        paid = await at(payers, opened["id"])
        assert paid["status"] == "paid"
        assert paid["noticed_at"]
        await paying.mall.house.worker.round()
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        done = await at(payers, opened["id"])
        assert done["status"] == "refunded"
        assert done["refunded_at"]
        moved = [line["kind"] for line in paying.journal(payers) if not line["kind"].startswith("notice")]
        assert moved == ["payment", "refund.created", "refund.succeeded"]
        paying.clock.move(seconds=1)
        again = await proof(payers)
        assert again["id"] != opened["id"]
        history = (await payers.owner.shop("GET", PROOFS)).json()["items"]
        assert [one["status"] for one in history] == ["waiting", "refunded"]

    async def test_a_lost_notice_is_healed_by_the_query_and_said_to_be_missing(
        self, paying: PayingMall
    ) -> None:
        payers = await paying.payers()
        opened = await proof(payers)
        await scan(paying, opened["code_url"])
        await paying.notice()
        answer = await payers.owner.shop("POST", f"{PROOFS}/{opened['id']}/check")
        assert answer.json()["status"] == "paid"
        assert "noticed_at" not in answer.json()
        paying.clock.move(seconds=50)
        codes = await findings(payers)
        assert "notice_missing" not in codes
        paying.clock.move(seconds=20)
        assert "notice_missing" in await findings(payers)

    async def test_an_unpaid_one_is_closed_at_wechat_when_its_time_is_over(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        opened = await proof(payers)
        # The two sides compare clocks: the proof's time is moved, not the world's.
        await paying.mall.house.units.write(
            payers.scope, lambda uow: uow.run(OVER_NOW, wanted=opened["id"], now=uow.now)
        )
        schedules = paying.mall.house.rooms.schedules()
        await next(one for one in schedules if one.name == "payments.proofs").run()
        assert (await at(payers, opened["id"]))["status"] == "expired"
        assert (await scan(paying, opened["code_url"]))["errMsg"] == "pay:fail 该订单已关闭"

    async def test_paid_in_the_mini_program_by_a_link_that_is_told_once(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        first = (await payers.owner.shop("POST", "/channels/payment/proof-links")).json()
        second = (await payers.owner.shop("POST", "/channels/payment/proof-links")).json()
        old, token = (link["path"].partition("token=")[2] for link in (first, second))
        assert second["path"].startswith("pages-order/proof/index?token=xt_")
        refused = await payers.buyer.call("POST", "/payment-proofs/pay", {"token": old})
        assert (refused.status_code, refused.json()["code"]) == (409, "proof_not_open")
        ticket = await payers.buyer.call("POST", "/payment-proofs/pay", {"token": token})
        assert await paying.pay(payers, ticket.json()) == "requestPayment:ok"
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        await paying.mall.house.worker.round()
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        done = await at(payers, second["id"])
        assert (done["kind"], done["status"]) == ("launch_test_jsapi", "refunded")
        used = await payers.buyer.call("POST", "/payment-proofs/pay", {"token": token})
        assert used.json()["code"] == "proof_not_open"

    async def test_what_wechat_refuses_is_kept_with_its_code(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        other = await asyncio.to_thread(paying.world.told, "/_sandbox/provision", {"name": "别家"})
        weapp = {name: other["weapp"][name] for name in ("appid", "secret", "push_token", "encoding_aes_key")}
        assert (await payers.owner.shop("PUT", "/channels/weapp", weapp)).is_success
        answer = await payers.owner.shop("POST", PROOFS)
        assert (answer.status_code, answer.json()["code"]) == (409, "gateway_refused")
        [kept] = (await payers.owner.shop("GET", PROOFS)).json()["items"]
        assert (kept["status"], kept["last_error"]) == ("failed", "APPID_MCHID_NOT_MATCH")


async def findings(payers: Payers) -> list[str]:
    answer = await payers.owner.shop("POST", "/channels/payment/check")
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in answer.json()["findings"]]
