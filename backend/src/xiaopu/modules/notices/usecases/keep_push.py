"""What WeChat told a shop: kept once, and told to whoever listens."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.notices import repository
from xiaopu.modules.notices.domain import Pushed, Settlement
from xiaopu.modules.notices.events import WechatPushed
from xiaopu.modules.shipping.api import NoteSettlement, note_settlement

CONTENT = "wechat_pushes.content"


def keep_push(uow: UnitOfWork, pushed: Pushed, *, vault: Vault) -> bool:
    """Whether it is news; a repeat has no effect. The content is sealed, for it names people."""
    fresh = uow.run(
        repository.ADD_PUSH[uow.dialect],
        dedup_key=pushed.key,
        kind=pushed.kind,
        event=pushed.event,
        content_sealed=vault.seal(msgspec.json.encode(pushed.content).decode(), CONTENT),
        at=uow.now,
    )
    if not fresh:
        return False
    if pushed.settlement is not None:
        _note(uow, pushed.settlement)
    uow.emit(WechatPushed(pushed.key, pushed.kind, pushed.event))
    return True


def _note(uow: UnitOfWork, settlement: Settlement) -> None:
    """Beside the parcels of the order that was paid; a payment of something else is passed over."""
    order_id = uow.value(repository.ORDER_PAID_BY, wanted=settlement.transaction_id)
    if order_id is not None:
        note_settlement(
            uow,
            NoteSettlement(
                OrderId(order_id),
                settles_at=settlement.settles_at,
                received_at=settlement.received_at,
                settled_at=settlement.settled_at,
            ),
        )
