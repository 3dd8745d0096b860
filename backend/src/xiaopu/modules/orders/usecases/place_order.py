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
from xiaopu.modules.members.api import Address
from xiaopu.modules.orders.domain.placement import RECIPIENT, PlacedLine, Placement, order_no
from xiaopu.modules.orders.errors import CannotBuy, QuoteChanged
from xiaopu.modules.orders.events import OrderPlaced
from xiaopu.modules.orders.schemas import Recipient
from xiaopu.modules.orders.usecases.limit_purchases import take_purchases
from xiaopu.modules.orders.usecases.quote_order import QuoteFacts, Wanted, quote_order
from xiaopu.modules.orders.usecases.write_placement import write_placement
from xiaopu.modules.tenancy.api import order_rules


class PlaceOrder(msgspec.Struct, frozen=True):
    """`quote` is the digest that the shopper agreed to; `wanted` must name an address."""

    wanted: Wanted
    quote: str
    channel: str
    remark: str | None


def place_order(
    uow: UnitOfWork, command: PlaceOrder, *, vault: Vault, order_id: OrderId | None = None
) -> Placement:
    """Refuses `cannot_buy` (`problems`), `quote_changed` (`quote`), `out_of_stock` (`lines`), `buying_limit`.

    Nothing is written before everything is checked but the stock itself, whose conditional UPDATE is the
    check. The order gets `order_id` where somebody was told it already, else a fresh one.
    """
    facts = quote_order(uow, command.wanted, vault=vault)
    blocking = [problem for problem in facts.view.problems if problem.code != "out_of_stock"]
    if blocking:
        raise CannotBuy(problems=msgspec.to_builtins(blocking))
    if facts.view.quote != command.quote:
        raise QuoteChanged(quote=msgspec.to_builtins(facts.view))
    address = facts.view.address
    if address is None:
        raise CannotBuy(problems=[])
    order_id = order_id or OrderId(uow.new_id())
    placement = _placement(uow, command, facts, address, order_id=order_id, vault=vault)
    take_purchases(uow, placement, facts.limits)
    write_placement(uow, placement)
    if command.wanted.sku_id is None:
        cart.take_out(uow, command.wanted.member_id, [line.sku_id for line in facts.lines])
    uow.publish(OrderPlaced(placement.id, placement.member_id, placement.payable_fen))
    return placement


def _placement(
    uow: UnitOfWork,
    command: PlaceOrder,
    facts: QuoteFacts,
    address: Address,
    *,
    order_id: OrderId,
    vault: Vault,
) -> Placement:
    recipient = Recipient(address.name, address.phone, address.region_text, address.detail)
    stamp = uow.now.astimezone(SHANGHAI).strftime("%y%m%d%H%M%S")
    return Placement(
        id=order_id,
        order_no=order_no(stamp, secrets.randbelow(100_000_000)),
        member_id=MemberId(command.wanted.member_id),
        channel=command.channel,
        lines=[PlacedLine(uow.new_id(), line) for line in facts.lines],
        price_lines=facts.priced.price_lines,
        goods_fen=facts.priced.goods_fen,
        freight_fen=facts.priced.freight_fen,
        payable_fen=facts.priced.payable_fen,
        recipient_sealed=vault.seal(msgspec.json.encode(recipient).decode(), RECIPIENT),
        phone_index=vault.index.opaque(address.phone, "orders.phone"),
        region_code=address.region_code,
        remark=squeeze(command.remark) if command.remark else None,
        created_at=uow.now,
        pay_deadline_at=uow.now + timedelta(minutes=order_rules(uow).unpaid_minutes),
        actor=uow.scope.actor,
    )
