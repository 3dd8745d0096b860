"""What WeChat told a shop: kept once, and told to whoever listens."""

from typing import Any

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.events import News, SettlementMoved, WechatPushed
from xiaopu.modules.platform.ports import OperatorPushed, Pushed
from xiaopu.modules.platform.usecases.tell import tell

CONTENT = "wechat_pushes.content"
OPERATOR_CONTENT = "component_pushes.content"


def keep_push(uow: UnitOfWork, pushed: Pushed, *, vault: Vault) -> bool:
    """Whether it is news; a repeat has no effect. The content is sealed, for it names people."""
    fresh = uow.run(
        repository.ADD_PUSH[uow.dialect],
        dedup_key=pushed.key,
        kind=pushed.kind,
        event=pushed.event,
        content_sealed=vault.seal(_text(pushed.content), CONTENT),
        at=uow.now,
    )
    if not fresh:
        return False
    for one in pushed.news:
        tell_news(uow, one)
    uow.emit(WechatPushed(pushed.key, pushed.kind, pushed.event))
    return True


def keep_operator_push(uow: UnitOfWork, pushed: OperatorPushed, appid: str, *, vault: Vault) -> bool:
    """Whether it is news for this mini program; a repeat has no effect."""
    return bool(
        uow.run(
            repository.ADD_OPERATOR_PUSH[uow.dialect],
            dedup_key=pushed.key,
            appid=appid,
            event=pushed.event,
            content_sealed=vault.seal(_text(pushed.content), OPERATOR_CONTENT),
            at=uow.now,
        )
    )


def tell_news(uow: UnitOfWork, news: News) -> None:
    """Money is noted in the push's own unit and by nobody later."""
    if isinstance(news, SettlementMoved):
        uow.publish(news)
    else:
        tell(uow, news)


def _text(content: dict[str, Any]) -> str:
    return msgspec.json.encode(content).decode()
