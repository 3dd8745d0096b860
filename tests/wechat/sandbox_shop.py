"""Clients that talk to a running sandbox, and a person who shops there: fixtures for the contract tests."""

import asyncio
import queue
import secrets
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest

from tests.wechat.sandbox_process import Received, Sandbox, notice_receiver, running_sandbox
from xiaopu.wechat.errors import WeChatError
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.notices import Notice
from xiaopu.wechat.pay.transactions import Amount, JsapiPrepay, Payer, Transaction
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport


def now() -> datetime:
    return datetime.now(UTC)


def fresh_number() -> str:
    return f"T{secrets.token_hex(12)}"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox") / "state") as running:
        yield running


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[str, "queue.Queue[Received]"]]:
    with notice_receiver() as running:
        yield running


@pytest.fixture(scope="module")
def keys(sandbox: Sandbox) -> MerchantCredentials:
    merchant = sandbox.shop["merchant"]
    return MerchantCredentials(
        mchid=merchant["mchid"],
        serial_no=merchant["serial_no"],
        private_key_pem=merchant["private_key_pem"],
        apiv3_key=merchant["apiv3_key"],
        public_keys={merchant["wechatpay_public_key_id"]: merchant["wechatpay_public_key_pem"]},
    )


@pytest.fixture
async def wire(sandbox: Sandbox) -> AsyncIterator[Transport]:
    async with httpx.AsyncClient(trust_env=False) as http:
        yield Transport(http, sandbox.origin)


@pytest.fixture
def till(keys: MerchantCredentials, wire: Transport) -> PayClient:
    return PayClient(keys, wire, clock=now)


@pytest.fixture
def mall(sandbox: Sandbox, wire: Transport) -> MiniProgramClient:
    weapp = sandbox.shop["weapp"]
    credentials = AppCredentials(appid=weapp["appid"], secret=weapp["secret"])
    return MiniProgramClient(credentials, wire, MemoryTokenStore(), clock=now)


class Shopper:
    """One person with an openid who can order and pay."""

    def __init__(self, sandbox: Sandbox, till: PayClient, openid: str, notify_url: str) -> None:
        self.sandbox, self.till, self.openid, self.notify_url = sandbox, till, openid, notify_url

    def order(self, number: str, fen: int = 1299) -> JsapiPrepay:
        return JsapiPrepay(
            appid=self.sandbox.appid,
            mchid=self.till.mchid,
            description="珠峰冰川矿泉水 4L",
            out_trade_no=number,
            notify_url=self.notify_url,
            amount=Amount(total=fen),
            payer=Payer(openid=self.openid),
        )

    async def pays(self, number: str, fen: int = 1299) -> Transaction:
        prepay_id = await self.till.transactions.prepay_jsapi(self.order(number, fen))
        params = msgspec.to_builtins(self.till.request_payment_params(self.sandbox.appid, prepay_id))
        await asyncio.to_thread(self.sandbox.pay, "小明", params)
        return await self.till.transactions.by_out_trade_no(number)


@pytest.fixture
async def shopper(sandbox: Sandbox, till: PayClient, mall: MiniProgramClient, receiver: Any) -> Shopper:
    session = await mall.login.code_to_session(sandbox.login_code())
    return Shopper(sandbox, till, session.openid, receiver[0])


async def next_notice(till: PayClient, came: "queue.Queue[Received]", event: str, number: str) -> Notice:
    """The notice of that kind about that number, proven and opened."""
    while True:
        received = await asyncio.to_thread(came.get, timeout=30)
        try:
            notice = till.verify_notice(received.headers, received.body)
        except WeChatError:
            continue
        if notice.event_type == event and number.encode() in notice.plain:
            return notice
