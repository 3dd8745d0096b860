"""A running sandbox with everything that calls need: a firm, a service provider, a platform, and people.

The firm took a payment "yesterday": the sandbox's clock stands at ten o'clock of the day after.
"""

import asyncio
import itertools
import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec

from tests.wechat.platform_desk import RefreshTokens
from tests.wechat.sandbox_process import Sandbox
from xiaopu.wechat.miniprogram.client import MiniProgramClient, MiniProgramServices
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.oauth import OAuthClient
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.openplatform.registration import CodeType, FastRegister
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.refunds import Refund, RefundAmount, RefundOrder, RefundStatus
from xiaopu.wechat.pay.transactions import Amount, JsapiPrepay, Payer, Transaction
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport

SHANGHAI = ZoneInfo("Asia/Shanghai")
PICTURE = b"\x89PNG\r\n" + b"picture" * 30
NOTIFY_URL = "http://127.0.0.1:9/notify"
PERSON = "小明"
DOMAIN = "mall.example.com"
DAY_S = 86_400


def now() -> datetime:
    return datetime.now(UTC)


def fresh_number(prefix: str = "T") -> str:
    return f"{prefix}{secrets.token_hex(12)}"


async def no_pause(seconds: float) -> None:
    """Retries come at once."""


class Drive(msgspec.Struct, frozen=True, kw_only=True):
    """How one endpoint is driven. ``happy`` prepares what it needs and makes the call; it can be repeated.

    ``refused`` makes the call in a way that WeChat refuses with ``code``.
    """

    endpoint: str
    happy: Callable[["Stage"], Awaitable[Any]]
    refused: Callable[["Stage"], Awaitable[Any]]
    code: str


class Stage:
    """One sandbox, and the clients that talk to it. ``asked`` is every (method, path) that went out."""

    def __init__(self, sandbox: Sandbox, http: httpx.AsyncClient) -> None:
        self.sandbox, self.http = sandbox, http
        self.asked: list[tuple[str, str]] = []
        http.event_hooks["request"] = [self._note]
        self.wire = Transport(http, sandbox.origin, sleep=no_pause)
        self.till = self.pay_client(sandbox.shop)
        self.mall = self.weapp_client(sandbox.shop)
        service = sandbox.shop["service_account"]
        self.service_appid = str(service["appid"])
        credentials = AppCredentials(appid=service["appid"], secret=service["secret"])
        self.oauth = OAuthClient(credentials, self.wire, page_base_url=sandbox.origin)
        self.refresh_tokens = RefreshTokens()
        self.platform = sandbox.told(
            "/_sandbox/open/platforms",
            {"name": "服务商", "auth_url": "http://127.0.0.1:9/auth", "domains": DOMAIN},
        )
        self.hall = self.open_platform()
        self._numbers = itertools.count(1)

    async def open(self) -> None:
        """Takes yesterday's payment and moves the sandbox's clock to the next morning."""
        self.yesterday = datetime.now(SHANGHAI).date()
        await self.paid()
        seconds = DAY_S - (time.time() + 8 * 3600) % DAY_S + 10 * 3600
        self.sandbox.advance(int(seconds))

    @staticmethod
    def clock() -> datetime:
        """The wall's time; signatures carry it at both ends."""
        return now()

    @property
    def openid(self) -> str:
        """The person under the firm's mini program."""
        return self.openid_of(self.mall.appid)

    def openid_of(self, appid: str, person: str = PERSON) -> str:
        """A person under a mini program."""
        return str(self.seen("/_sandbox/device/identity", person=person, appid=appid)["openid"])

    def seen(self, path: str, **query: str) -> Any:
        """A page of the sandbox's own interface."""
        answer = httpx.get(f"{self.sandbox.origin}{path}", params=query, trust_env=False)
        answer.raise_for_status()
        return answer.json()

    def pay_client(self, firm: Any) -> PayClient:
        """Pay for one firm, under WeChat's public key."""
        merchant = firm["merchant"]
        keys = MerchantCredentials(
            mchid=merchant["mchid"],
            serial_no=merchant["serial_no"],
            private_key_pem=merchant["private_key_pem"],
            apiv3_key=merchant["apiv3_key"],
            public_keys={merchant["wechatpay_public_key_id"]: merchant["wechatpay_public_key_pem"]},
        )
        return PayClient(keys, self.wire, clock=now)

    def weapp_client(self, firm: Any, **changed: str) -> MiniProgramClient:
        """A firm's mini program; `changed` replaces appid or secret."""
        own = {"appid": firm["weapp"]["appid"], "secret": firm["weapp"]["secret"]} | changed
        return MiniProgramClient(AppCredentials(**own), self.wire, MemoryTokenStore(), clock=now)

    def another_mall(self) -> MiniProgramClient:
        """The mini program of a firm that was just founded."""
        return self.weapp_client(self.sandbox.told("/_sandbox/provision", {"name": "另一家"}))

    def stranger(self) -> MiniProgramServices:
        """The mini program's calls with a token that is not a mini program's: 61014."""
        return MiniProgramServices(self.hall.component.channel)

    def open_platform(self, secret: str = "") -> OpenPlatform:
        """A platform with tokens of its own; they are fetched when first needed."""
        component = Component(
            AppCredentials(appid=self.platform["appid"], secret=secret or self.platform["secret"]),
            self.wire,
            ticket=self.ticket,
            store=MemoryTokenStore(),
            refresh_tokens=self.refresh_tokens,
            clock=now,
        )
        return OpenPlatform(component)

    async def ticket(self) -> str:
        """A ticket that has just been pushed."""
        body = {"component_appid": self.platform["appid"], "component_secret": self.platform["secret"]}
        self.sandbox.told("/cgi-bin/component/api_start_push_ticket", body)
        pushed = self.seen("/_sandbox/pushes", owner=self.platform["appid"])
        tickets = [one["plain"] for one in pushed if "ComponentVerifyTicket" in one["plain"]]
        return str(tickets[0]["ComponentVerifyTicket"])

    def consent(self, appid: str = "") -> str:
        """The code of an administrator's yes to the platform."""
        names = {"component_appid": self.platform["appid"], "appid": appid or self.sandbox.appid}
        return str(self.sandbox.told("/_sandbox/open/consent", names)["auth_code"])

    async def login(self) -> Any:
        """A session of the person in the firm's mini program."""
        return await self.mall.login.code_to_session(self.sandbox.login_code(PERSON))

    def order(self, **changed: Any) -> JsapiPrepay:
        """A fresh order."""
        fields: dict[str, Any] = {
            "appid": self.mall.appid,
            "mchid": self.till.mchid,
            "description": "珠峰冰川矿泉水 4L",
            "out_trade_no": fresh_number(),
            "notify_url": NOTIFY_URL,
            "amount": Amount(total=1299),
            "payer": Payer(openid=self.openid),
        }
        return JsapiPrepay(**(fields | changed))

    async def paid(self) -> Transaction:
        """An order that was just paid."""
        order = self.order()
        prepay_id = await self.till.transactions.prepay_jsapi(order)
        await self.pays(prepay_id)
        return await self.till.transactions.by_out_trade_no(order.out_trade_no)

    async def pays(self, prepay_id: str) -> None:
        """The person pays in the firm's mini program."""
        params = msgspec.to_builtins(self.till.request_payment_params(self.mall.appid, prepay_id))
        told = await asyncio.to_thread(self.sandbox.pay, PERSON, params)
        assert told == {"errMsg": "requestPayment:ok"}, told

    async def refunded(self, *, fen: int = 1299) -> Refund:
        """A refund of a fresh payment, just applied for."""
        paid = await self.paid()
        order = RefundOrder(
            out_refund_no=fresh_number("R"),
            out_trade_no=paid.out_trade_no,
            amount=RefundAmount(refund=fen, total=1299),
        )
        return await self.till.refunds.apply(order)

    async def abnormal(self) -> Refund:
        """A refund that ended abnormal."""
        self.sandbox.fault("refund_abnormal")
        applied = await self.refunded()
        for _ in range(100):
            found = await self.till.refunds.by_out_refund_no(applied.out_refund_no)
            if found.status is RefundStatus.ABNORMAL:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError("the refund did not end")

    async def complaint(self) -> str:
        """A complaint that a buyer has just raised."""
        paid = await self.paid()
        body = {"person": PERSON, "transaction_id": paid.transaction_id, "detail": "少发一件"}
        told = self.sandbox.told(
            "/_sandbox/device/complain", body | {"problem_type": "REFUND", "apply_refund_fen": 1299}
        )
        return str(told["complaint_id"])

    async def media(self, client: MiniProgramServices | None = None) -> str:
        """A picture uploaded as temporary media."""
        own = client or self.mall
        return (await own.operations.upload_media(MediaKind.IMAGE, "a.png", PICTURE, "image/png")).media_id

    def fresh_code(self) -> str:
        """A credit code that nobody has registered."""
        return f"9144030{next(self._numbers):011d}"

    def registration(self, **changed: Any) -> FastRegister:
        """A registration of a firm that does not exist yet."""
        fields: dict[str, Any] = {
            "name": "好山货有限公司",
            "code": self.fresh_code(),
            "code_type": CodeType.CREDIT_CODE,
            "legal_persona_wechat": "zhangsan_1",
            "legal_persona_name": "张三",
        }
        return FastRegister(**(fields | changed))

    def newest_registration(self) -> int:
        """The number of the registration that came last."""
        return int(self.seen("/_sandbox/open/registrations")[0]["registration_id"])

    def today(self) -> date:
        """The sandbox's day."""
        return self.yesterday + timedelta(days=1)

    async def _note(self, request: httpx.Request) -> None:
        self.asked.append((request.method, request.url.path))
