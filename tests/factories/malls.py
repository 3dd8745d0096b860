"""The whole mall in this process, over a test database, with the sandbox as WeChat."""

import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec
from litestar import Litestar

from tests.factories.database import TestDatabase
from xiaopu.entrypoints.asgi import create_app
from xiaopu.entrypoints.wiring import House
from xiaopu.infra import settings_sections as options
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.secrets_file import SecretKey
from xiaopu.infra.settings import Settings
from xiaopu.kernel.ids import MerchantId, ShopId
from xiaopu.modules.members.usecases.sign_in import sign_in_email
from xiaopu.modules.tenancy.usecases.sessions import begin_session
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

ORIGIN = "http://mall.test"
# Nobody listens there: what must not call WeChat fails loudly when it does.
NOWHERE = "http://127.0.0.1:9"

Json = Any


@dataclass
class Owner:
    """A shop owner in a browser."""

    http: httpx.AsyncClient
    csrf: str
    shop_id: str = ""
    slug: str = ""

    async def account(self, method: str, path: str, body: Json = None, **headers: str) -> httpx.Response:
        return await self._call(method, f"/api/console/v1{path}", body, headers)

    async def shop(self, method: str, path: str, body: Json = None, **headers: str) -> httpx.Response:
        return await self._call(method, f"/api/console/v1/shops/{self.shop_id}{path}", body, headers)

    async def goods(self, price_fen: int = 1990, stock: int = 20, **changes: Json) -> Json:
        """Goods with one SKU."""
        form = {
            "name": "秋山圆壶",
            "skus": [{"spec_values": [], "price_fen": price_fen, "stock": stock}],
            "on_sale": True,
        }
        answer = await self.shop("POST", "/goods", form | changes)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def _call(self, method: str, path: str, body: Json, headers: dict[str, str]) -> httpx.Response:
        sent = {"X-CSRF-Token": self.csrf, "Idempotency-Key": uuid.uuid4().hex}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.request(method, path, json=body, headers=sent)


@dataclass
class Buyer:
    """A shopper with a phone."""

    http: httpx.AsyncClient
    slug: str
    token: str = ""
    address_id: str = ""

    async def call(self, method: str, path: str, body: Json = None, **headers: str) -> httpx.Response:
        sent = {"Idempotency-Key": uuid.uuid4().hex}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"/api/storefront/v1/{self.slug}{path}"
        if isinstance(body, bytes):
            sent["Content-Type"] = "application/json"
            return await self.http.request(method, url, content=body, headers=sent)
        return await self.http.request(method, url, json=body, headers=sent)

    async def order(self, sku_id: str, quantity: int = 1) -> Json:
        """A placed order."""
        wanted = {"source": "now", "sku_id": sku_id, "quantity": quantity, "address_id": self.address_id}
        quote = await self.call("POST", "/checkout/preview", wanted)
        assert quote.status_code == 200, quote.text
        answer = await self.call("POST", "/orders", wanted | {"quote": quote.json()["quote"]})
        assert answer.status_code == 201, answer.text
        return answer.json()


@dataclass
class Mall:
    """A house with its application behind one client."""

    house: House
    http: httpx.AsyncClient
    app: Litestar

    async def owner(self, email: str = "") -> Owner:
        """A signed-in merchant with a shop. Their session is made without a password: hashing is slow."""
        command = SignUp(email or f"{secrets.token_hex(4)}@shops.example", "no hash")

        def enter(uow: UnitOfWork) -> tuple[str, str]:
            merchant_id: MerchantId = add_verified_merchant(uow, command, vault=self.house.vault)
            token, session = begin_session(uow, merchant_id, "test")
            return token, session.csrf

        token, csrf = await self.house.units.write(DirectoryScope(), enter)
        http = self.client()
        http.cookies.set("xp_console", token)
        owner = Owner(http, csrf)
        made = await owner.account("POST", "/shops", {"name": "茶器小店"})
        assert made.status_code == 201, made.text
        owner.shop_id, owner.slug = made.json()["id"], made.json()["slug"]
        return owner

    async def buyer(self, owner: Owner, email: str = "") -> Buyer:
        """A shopper who came by e-mail code, with an address."""
        buyer = Buyer(self.http, owner.slug)
        buyer.token = await self.enter(owner, email or f"{secrets.token_hex(4)}@mail.example")
        address = {"name": "李雷", "phone": "13800138000", "region_code": "330106", "detail": "文三路 1 号"}
        made = await buyer.call("POST", "/addresses", address)
        buyer.address_id = made.json()["id"]
        return buyer

    async def enter(self, owner: Owner, email: str) -> str:
        """A token for a mailbox that has just been proven."""
        scope = ShopScope(ShopId(owner.shop_id))
        session = await self.house.units.write(
            scope, sign_in_email, email, "h5_browser", vault=self.house.vault
        )
        return session.token

    def client(self) -> httpx.AsyncClient:
        """Another browser."""
        return httpx.AsyncClient(transport=self.http._transport, base_url=ORIGIN)


@asynccontextmanager
async def open_mall(
    database: TestDatabase,
    home: Path,
    *,
    wechat: str = NOWHERE,
    public_url: str = ORIGIN,
    platform: options.Platform | None = None,
    clients: Path | None = None,
) -> AsyncIterator[Mall]:
    """A mall without a worker; what it emits stays in the outbox. `clients`: another folder of built ones."""
    settings = settings_for(database, home, wechat, public_url)
    if clients is not None:
        server = msgspec.structs.replace(settings.server, clients=str(clients))
        settings = msgspec.structs.replace(settings, server=server)
    if platform is not None:
        settings = msgspec.structs.replace(settings, platform=platform)
    house = House(settings, database.clock)
    app = create_app(house, with_worker=False)
    asgi: Any = app
    transport = httpx.ASGITransport(app=asgi, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
        yield Mall(house, http, app)
    await house.close()


def settings_for(database: TestDatabase, home: Path, wechat: str, public_url: str) -> Settings:
    """Settings built in code, with fresh keys."""
    return Settings(
        home=home,
        server=options.Server(public_url=public_url),
        database=options.Database(
            url=database.url, owner_url=database.owner_url, platform_url=database.platform_url
        ),
        secrets=options.Secrets(
            field_keys=(SecretKey(secrets.token_bytes(32)),),
            blind_index_key=SecretKey(secrets.token_bytes(32)),
            session_key=SecretKey(secrets.token_bytes(32)),
        ),
        smtp=options.Smtp(host="127.0.0.1", port=9, sender="noreply@shops.example", starttls=False),
        wechat=options.Wechat(
            api_base_url=wechat,
            pay_base_url=wechat,
            open_base_url=wechat,
            mp_base_url=wechat,
            ci_base_url=wechat,
        ),
        storage=options.Storage(path=str(home / "files")),
        limits=options.Limits(),
    )
