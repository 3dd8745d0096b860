"""Shoppers who buy: the requests of a checkout, one SKU at a time, each under a fresh Idempotency-Key."""

import itertools
import random
import secrets

import httpx
import msgspec

from benchmarks.client import Operation, Source, post
from benchmarks.dataset import FIRST_NUMBER, Sizes, address_id, sku_id, token_of
from benchmarks.varying import Asked

HOT_SKU = 0


class Quoted(msgspec.Struct, frozen=True):
    """Who wants which SKU, and the digest of its price."""

    member: int
    sku: int
    quote: str


class Shopping:
    """Buyers and goods of one shop. A quote is the same for a whole district, so it is asked once."""

    def __init__(self, slug: str, sizes: Sizes) -> None:
        self._mall = f"/api/storefront/v1/{slug}"
        self._sizes = sizes
        self._chance = random.Random(4)
        self._keys = itertools.count(FIRST_NUMBER)
        self._run = secrets.token_hex(4)
        self._quotes: dict[int, str] = {}

    def someone(self, sku: int | None = None) -> tuple[int, int]:
        """(member, SKU), at random."""
        wanted = self._chance.randrange(self._sizes.skus) if sku is None else sku
        return self._chance.randrange(self._sizes.members), wanted

    async def learn(self, address: str, skus: int) -> None:
        """Ask for the quotes of so many SKUs, so that orders can be placed without a preview."""
        async with httpx.AsyncClient(base_url=address, timeout=30) as http:
            for sku in {HOT_SKU, *self._chance.sample(range(self._sizes.skus), skus)}:
                self._quotes[sku] = (await self.quote(http, 0, sku)).quote

    def orders(self) -> Source:
        """One POST each, of SKUs that were learnt."""
        known = list(self._quotes)
        return lambda: (self._order(*self.someone(self._chance.choice(known))),)

    def hot_orders(self) -> Source:
        """One POST each, all for the same SKU."""
        return lambda: (self._order(*self.someone(HOT_SKU)),)

    def checkouts(self) -> Source:
        """A preview and the order after it, as the client does."""
        known = list(self._quotes)

        def checkout() -> Operation:
            member, sku = self.someone(self._chance.choice(known))
            preview = post(f"{self._mall}/checkout/preview", self._body(member, sku), self._bearer(member))
            return preview, self._order(member, sku)

        return checkout

    async def quote(self, http: httpx.AsyncClient, member: int, sku: int) -> Quoted:
        """Preview."""
        answer = await http.post(
            f"{self._mall}/checkout/preview",
            json=self._body(member, sku),
            headers={"Authorization": f"Bearer {token_of(member)}"},
        )
        return Quoted(member, sku, answer.raise_for_status().json()["quote"])

    async def order_for(self, http: httpx.AsyncClient, quoted: Quoted) -> Asked:
        """Order."""
        # Under a head of its own: an anchor draws what comes after it.
        key = self._key("anchor")
        answer = await http.post(
            f"{self._mall}/orders",
            json=self._body(quoted.member, quoted.sku) | {"quote": quoted.quote},
            headers={"Authorization": f"Bearer {token_of(quoted.member)}", "Idempotency-Key": key},
        )
        order = answer.raise_for_status().json()
        return Asked(quoted.member, quoted.sku, key, order["id"], order["order_no"])

    async def one_order(self, http: httpx.AsyncClient, sku: int | None = None) -> Asked:
        """Preview and order."""
        return await self.order_for(http, await self.quote(http, *self.someone(sku)))

    async def hot_order(self, http: httpx.AsyncClient) -> Asked:
        """Preview and order of the SKU that everybody wants."""
        return await self.one_order(http, HOT_SKU)

    def _order(self, member: int, sku: int) -> bytes:
        body = self._body(member, sku) | {"quote": self._quotes[sku]}
        return post(
            f"{self._mall}/orders", body, f"{self._bearer(member)}Idempotency-Key: {self._key('bench')}\r\n"
        )

    def _body(self, member: int, sku: int) -> dict[str, object]:
        return {"source": "now", "sku_id": sku_id(sku), "quantity": 1, "address_id": address_id(member)}

    def _bearer(self, member: int) -> str:
        return f"Authorization: Bearer {token_of(member)}\r\n"

    def _key(self, head: str) -> str:
        return f"{head}-{self._run}-{next(self._keys)}"
