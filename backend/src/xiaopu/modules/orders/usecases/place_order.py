"""Placing an order: quote again, compare with what was agreed, reserve and write in one go."""

import secrets
from datetime import timedelta

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.cart import api as cart
from xiaopu.modules.orders.domain.placement import RECIPIENT, PlacedLine, Placement, order_no
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.errors import CannotBuy, OfflineNotInWeapp, OfflineNotOffered, QuoteChanged
from xiaopu.modules.orders.events import OrderPlaced
from xiaopu.modules.orders.schemas import Recipient
from xiaopu.modules.orders.usecases.limit_purchases import take_purchases
from xiaopu.modules.orders.usecases.quote_order import QuoteFacts, Wanted, quote_order
from xiaopu.modules.orders.usecases.write_placement import write_placement
from xiaopu.modules.tenancy.api import Channel, ShopSettings, shop_settings


class PlaceOrder(msgspec.Struct, frozen=True):
    """`quote` is the digest that the shopper agreed to; `wanted` must name an address unless it is
    paid in the shop.
    """

    wanted: Wanted
    quote: str
    channel: str
    remark: str | None


def place_order(
    uow: UnitOfWork, command: PlaceOrder, *, vault: Vault, order_id: OrderId | None = None
) -> Placement:
    """Refuses `offline_not_in_weapp`, `offline_not_offered`, `cannot_buy` (`problems`), `quote_changed`
    (`quote`), `out_of_stock` (`lines`), `buying_limit`.

    Nothing is written before everything is checked but the stock itself, whose conditional UPDATE is the
    check. The order gets `order_id` where somebody was told it already, else a fresh one.
    """
    settings = shop_settings(uow)
    require_offered(settings, command.wanted.pay_by, command.channel)
    facts = quote_order(uow, command.wanted, vault=vault)
    blocking = [problem for problem in facts.view.problems if problem.code != "out_of_stock"]
    if blocking:
        raise CannotBuy(problems=msgspec.to_builtins(blocking))
    if facts.view.quote != command.quote:
        raise QuoteChanged(quote=msgspec.to_builtins(facts.view))
    order_id = order_id or OrderId(uow.new_id())
    placement = _placement(uow, command, facts, settings, order_id=order_id, vault=vault)
    take_purchases(uow, placement, facts.limits)
    write_placement(uow, placement)
    if command.wanted.sku_id is None:
        cart.take_out(uow, command.wanted.member_id, [line.sku_id for line in facts.lines])
    uow.publish(OrderPlaced(placement.id, placement.member_id, placement.payable_fen))
    return placement


def require_offered(settings: ShopSettings, pay_by: PayWay, channel: str) -> None:
    """Refuses what the shop does not offer in this channel."""
    if pay_by is PayWay.WECHAT:
        return
    if channel == Channel.WEAPP:
        raise OfflineNotInWeapp
    if pay_by.value not in settings.offline_payment:
        raise OfflineNotOffered


def _recipient(facts: QuoteFacts, pay_by: PayWay, settings: ShopSettings) -> tuple[Recipient, str]:
    """Who gets the goods and where, with the region's code. In the shop: the shop's own words on the place,
    kept as they were agreed, and of a chosen address only the name and the phone.
    """
    address = facts.view.address
    if pay_by is PayWay.IN_STORE:
        name, phone = (address.name, address.phone) if address else ("", "")
        return Recipient(name, phone, "到店自取", settings.pickup_text or ""), ""
    if address is None:
        raise CannotBuy(problems=[])
    return Recipient(address.name, address.phone, address.region_text, address.detail), address.region_code


def _placement(
    uow: UnitOfWork,
    command: PlaceOrder,
    facts: QuoteFacts,
    settings: ShopSettings,
    *,
    order_id: OrderId,
    vault: Vault,
) -> Placement:
    pay_by, rules = command.wanted.pay_by, settings.order_rules
    recipient, region_code = _recipient(facts, pay_by, settings)
    until = timedelta(minutes=rules.unpaid_minutes)
    if pay_by is not PayWay.WECHAT:
        until = timedelta(days=rules.offline_days)
    stamp = uow.now.astimezone(SHANGHAI).strftime("%y%m%d%H%M%S")
    return Placement(
        id=order_id,
        order_no=order_no(stamp, secrets.randbelow(100_000_000)),
        member_id=MemberId(command.wanted.member_id),
        channel=command.channel,
        pay_by=pay_by,
        lines=[PlacedLine(uow.new_id(), line) for line in facts.lines],
        price_lines=facts.priced.price_lines,
        goods_fen=facts.priced.goods_fen,
        freight_fen=facts.priced.freight_fen,
        payable_fen=facts.priced.payable_fen,
        recipient_sealed=vault.seal(msgspec.json.encode(recipient).decode(), RECIPIENT),
        phone_index=vault.index.opaque(recipient.phone, "orders.phone") if recipient.phone else b"",
        region_code=region_code,
        remark=squeeze(command.remark) if command.remark else None,
        created_at=uow.now,
        pay_deadline_at=uow.now + until,
        actor=uow.scope.actor,
    )
