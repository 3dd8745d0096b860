"""特约商户进件: from the form to a number of the shop's own that takes its money; never the platform's."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories.database import TestDatabase
from tests.factories.malls import Mall, Owner, settings_for
from tests.factories.payers import Payers, PayingMall
from tests.factories.stage import MCHID, Stage
from tests.wechat.sandbox_process import Sandbox, notice_receiver
from xiaopu.entrypoints.asgi import create_app
from xiaopu.entrypoints.wiring import House
from xiaopu.infra import settings_sections as options
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.secrets_file import SecretText
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway, _partner_order
from xiaopu.modules.payments.domain.trades import Account, Prepay, Provider
from xiaopu.modules.payments.errors import PaymentsUnderWay, SecondClearingRefused
from xiaopu.modules.payments.tables import APPLYMENTS, PAYMENT_ACCOUNTS, PAYMENTS
from xiaopu.modules.payments.usecases.open_payment import record_prepay
from xiaopu.modules.payments.usecases.set_account import Purse, account, use_sub_merchant

pytestmark = pytest.mark.anyio

SUB, ORDER = "1690000007", "0" * 19 + "1"
PROVIDER = Provider(MCHID, "wxaaaaaaaaaaaaaaaa", "AB" * 20, "key", "k" * 32, "PUB_KEY_ID_0123456789", "pem")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200
APPLYMENT = "/channels/payment/applyment"
FORM: dict[str, str] = {
    "subject_type": "individual",
    "license_number": "92330106MA2ABCDE0X",
    "merchant_name": "杭州市西湖区秋山茶器店",
    "legal_person": "李秋山",
    "id_card_name": "李秋山",
    "id_card_number": "330106199001011234",
    "card_period_begin": "2020-01-01",
    "card_period_end": "长期",
    "mobile_phone": "13800138000",
    "contact_email": "li@shops.example",
    "merchant_shortname": "秋山茶器",
    "service_phone": "0571-88888888",
    "settlement_id": "719",
    "qualification_type": "零售批发/生活娱乐/其他",
    "account_type": "personal",
    "account_name": "李秋山",
    "account_bank": "招商银行",
    "bank_address_code": "330100",
    "account_number": "6225880000000001",
}


class TestNoSaleIntoThePlatformsNumber:
    async def test_the_platforms_own_number_is_refused(self, stage: Stage) -> None:
        purse = Purse(stage.vault, PROVIDER)
        for number in (MCHID, ""):
            with pytest.raises(SecondClearingRefused):
                await stage.units.write(stage.scope, use_sub_merchant, number, purse=purse)
        assert await stage.tally(PAYMENT_ACCOUNTS) == 0

    async def test_nor_may_a_shop_type_it_in(self, stage: Stage) -> None:
        stage.provider = PROVIDER
        with pytest.raises(SecondClearingRefused):
            await stage.account(MCHID)
        await stage.account(SUB)
        assert [row["mchid"] for row in await stage.rows(PAYMENT_ACCOUNTS)] == [SUB]

    async def test_an_account_stored_before_the_number_became_the_platforms_opens_no_more(
        self, stage: Stage
    ) -> None:
        await stage.account(MCHID)
        with pytest.raises(SecondClearingRefused):
            await stage.units.read(stage.scope, account, purse=Purse(stage.vault, PROVIDER))

    async def test_the_database_refuses_it_too(self, stage: Stage) -> None:
        def unguarded(uow: UnitOfWork) -> None:
            nothing = dict.fromkeys(repository._ACCOUNT_ROW)
            row = nothing | {"mchid": MCHID, "provider_mchid": MCHID, "updated_at": uow.now}
            uow.run(repository.PUT_ACCOUNT[uow.dialect], **row)

        with pytest.raises(IntegrityError):
            await stage.units.write(stage.scope, unguarded)

    def test_the_gateway_is_the_last_wall(self) -> None:
        ask = Prepay("wx1", "o-1", "n" * 10, "x", 1, "https://a.example/", datetime.now(UTC))
        for sub in (None, PROVIDER.mchid):
            with pytest.raises(SecondClearingRefused):
                _partner_order(PROVIDER.account(sub), ask)
        gateway = WechatPayGateway(None, "https://pay.example", lambda: datetime.now(UTC))  # type: ignore[arg-type]  # never sends
        with pytest.raises(SecondClearingRefused):
            gateway.client(PROVIDER.account(PROVIDER.mchid))

    async def test_twin_that_does_not_know_the_provider_sells_into_its_number(self, stage: Stage) -> None:
        """What the walls keep out: the same rows and the same code, without the number to compare with."""
        await stage.account(MCHID)
        opened = await stage.units.read(stage.scope, account, purse=Purse(stage.vault, None))
        assert (opened.mchid, opened.sub_mchid) == (PROVIDER.mchid, None)
        attempt = await stage.attempt(990, ORDER)
        [row] = await stage.rows(PAYMENTS)
        assert (row["id"], row["mchid"]) == (attempt.id, PROVIDER.mchid)

    async def test_a_new_number_waits_for_money_of_the_old_one(self, stage: Stage) -> None:
        await stage.account("1600000009")
        attempt = await stage.attempt(990, ORDER)
        assert await stage.units.write(stage.scope, record_prepay, attempt.id, "wx-prepay")
        purse = Purse(stage.vault, PROVIDER)
        assert not await stage.units.write(stage.scope, use_sub_merchant, SUB, purse=purse)
        with pytest.raises(PaymentsUnderWay):
            await stage.account(SUB)
        stage.clock.move(hours=3)
        assert await stage.units.write(stage.scope, use_sub_merchant, SUB, purse=purse)
        opened = await stage.units.read(stage.scope, account, purse=purse)
        assert (opened.mchid, opened.sub_mchid) == (MCHID, SUB)
        assert isinstance(opened, Account)
        assert "key" not in repr(opened)


@dataclass
class Provided:
    """A mall whose operator is a service provider, and one shop in it."""

    paying: PayingMall
    owner: Owner
    firm: Any
    provider: Any

    async def form(self, **changes: str) -> dict[str, str]:
        media = {}
        for name in ("license_copy", "id_card_copy", "id_card_national"):
            answer = await self.owner.http.post(
                f"/api/console/v1/shops/{self.owner.shop_id}{APPLYMENT}/pictures",
                files={"file": ("a.png", PNG, "image/png")},
                headers={"X-CSRF-Token": self.owner.csrf, "Idempotency-Key": name},
            )
            assert answer.status_code == 201, answer.text
            media[name] = answer.json()["media_id"]
        return FORM | media | changes

    async def decide(self, state: str, reason: str = "") -> str:
        view = await self.view()
        number = int(view["applyment_id"]) - 2_000_000_000_000_000
        path = f"/_sandbox/applyments/{number}"
        told = await asyncio.to_thread(self.paying.world.told, path, {"state": state, "reason": reason})
        return str(told.get("sub_mchid", ""))

    async def view(self) -> Any:
        return (await self.owner.shop("GET", APPLYMENT)).json()

    async def check(self) -> Any:
        answer = await self.owner.shop("POST", f"{APPLYMENT}/check")
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def provided(database: TestDatabase, tmp_path: Path, world: Sandbox) -> AsyncIterator[Provided]:
    database.clock.now = datetime.now(UTC)
    provider = await asyncio.to_thread(world.told, "/_sandbox/provision", {"name": "平台服务商"})
    keys = provider["merchant"]
    with notice_receiver() as (address, notices):
        origin = address.removesuffix("/callbacks/wechat/pay")
        plain = settings_for(database, tmp_path, world.origin, origin)
        section = options.Provider(
            mchid=keys["mchid"],
            appid=provider["service_account"]["appid"],
            serial_no=keys["serial_no"],
            private_key_pem=SecretText(keys["private_key_pem"]),
            apiv3_key=SecretText(keys["apiv3_key"]),
            public_key_id=keys["wechatpay_public_key_id"],
            public_key_pem=keys["wechatpay_public_key_pem"],
        )
        house = House(msgspec.structs.replace(plain, provider=section), database.clock)
        app = create_app(house, with_worker=False)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]  # as malls.py
        async with httpx.AsyncClient(transport=transport, base_url="http://mall.test") as http:
            mall = Mall(house, http, app)
            owner = await mall.owner()
            firm = await asyncio.to_thread(world.told, "/_sandbox/provision", {"name": "秋山茶器"})
            names = ("appid", "secret", "push_token", "encoding_aes_key")
            weapp = {name: firm["weapp"][name] for name in names}
            assert (await owner.shop("PUT", "/channels/weapp", weapp)).is_success
            yield Provided(PayingMall(mall, world, notices, database.clock), owner, firm, provider)
        await house.close()


class TestTheWay:
    async def test_from_form_to_money_in_the_shops_own_number(self, provided: Provided) -> None:
        assert await provided.view() == {"available": True, "status": "none"}
        handed = await provided.owner.shop("PUT", APPLYMENT, await provided.form())
        assert handed.status_code == 200, handed.text
        assert handed.json()["status"] == "auditing"
        again = await provided.owner.shop("PUT", APPLYMENT, await provided.form())
        assert (again.status_code, again.json()["code"]) == (409, "applyment_under_way")

        await provided.decide("REJECTED", "营业执照不清晰")
        rejected = await provided.check()
        assert (rejected["status"], rejected["faults"]) == (
            "rejected",
            [{"field": "subject_info", "name": "主体资料", "reason": "营业执照不清晰"}],
        )
        mended = await provided.owner.shop("PUT", APPLYMENT, await provided.form())
        assert (mended.json()["status"], mended.json()["business_code"]) == (
            "auditing",
            rejected["business_code"],
        )

        for state, ours in (
            ("TO_BE_CONFIRMED", "to_confirm"),
            ("TO_BE_SIGNED", "to_sign"),
            ("SIGNING", "signing"),
        ):
            await provided.decide(state)
            assert (await provided.check())["status"] == ours
        assert "sign_url" not in await provided.view()
        sub_mchid = await provided.decide("FINISHED")
        provided.paying.clock.move(minutes=2)
        schedules = provided.paying.mall.house.rooms.schedules()
        await next(one for one in schedules if one.name == "payments.applyments").run()
        done = await provided.view()
        assert (done["status"], done["sub_mchid"], done["in_use"]) == ("finished", sub_mchid, True)
        assert sorted(step["status"] for step in done["history"]) == sorted([
            "sending", "auditing", "rejected", "sending", "auditing", "to_confirm", "to_sign", "signing",
            "finished",
        ])  # fmt: skip

        provided.paying.clock.now = datetime.now(UTC)
        report = (await provided.owner.shop("POST", "/channels/payment/check")).json()
        assert [one["code"] for one in report["findings"]] == ["apiv3_key_unproven"]
        paying = provided.paying
        opened = (await provided.owner.shop("POST", "/channels/payment/proofs")).json()
        body = {"person": "小明", "code_url": opened["code_url"], "method": "password", "password": "123456"}
        await asyncio.to_thread(paying.world.told, "/_sandbox/device/scan-native", body)
        payers = Payers(provided.owner, None, provided.provider, "", 1)  # type: ignore[arg-type]  # nobody shops here
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        await paying.mall.house.worker.round()
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        proof = (await provided.owner.shop("GET", f"/channels/payment/proofs/{opened['id']}")).json()
        assert proof["status"] == "refunded"

    async def test_pictures_that_wechat_would_not_take(self, provided: Provided) -> None:
        for content in (b"GIF89a" + b"0" * 200, PNG + b"0" * 2 * 1024 * 1024):
            answer = await provided.owner.http.post(
                f"/api/console/v1/shops/{provided.owner.shop_id}{APPLYMENT}/pictures",
                files={"file": ("a.png", content, "image/png")},
                headers={"X-CSRF-Token": provided.owner.csrf, "Idempotency-Key": str(len(content))},
            )
            assert (answer.status_code, answer.json()["code"]) == (422, "picture_not_taken")

    async def test_a_silent_wechat_is_asked_and_gets_the_form_again(self, provided: Provided) -> None:
        form = await provided.form()
        mchid = provided.provider["merchant"]["mchid"]
        provided.paying.world.fault("frequency_limited", mchid=mchid)
        handed = await provided.owner.shop("PUT", APPLYMENT, form)
        assert handed.json()["status"] == "sending"
        assert (await provided.check())["status"] == "auditing"
        assert len((await provided.view())["history"]) == 2


class TestWithoutAProvider:
    async def test_says_so(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        assert (await payers.owner.shop("GET", APPLYMENT)).json() == {"available": False, "status": "none"}
        media = dict.fromkeys(("license_copy", "id_card_copy", "id_card_national"), "m" * 20)
        answer = await payers.owner.shop("PUT", APPLYMENT, FORM | media)
        assert (answer.status_code, answer.json()["code"]) == (409, "provider_missing")


class TestSecrets:
    async def test_the_form_lies_sealed(self, provided: Provided) -> None:
        assert (await provided.owner.shop("PUT", APPLYMENT, await provided.form())).is_success
        units = provided.paying.mall.house.units
        rows = await units.read(PlatformScope(), lambda read: list(read.rows(select(APPLYMENTS))))
        assert len(rows) == 1
        text = repr(rows[0]).encode() + bytes(rows[0].form_sealed)
        for secret in ("6225880000000001", "330106199001011234", "13800138000"):
            assert secret.encode() not in text
