"""What notices tell others."""

import msgspec


class WechatPushed(msgspec.Struct, frozen=True):
    """Emitted (outbox): WeChat told the shop something, once however often it was sent.

    `kind` is MsgType, `event` is Event; `api.push_content` gives the words of `key`. They name people, so
    that they are kept sealed and not in the outbox.
    """

    key: str
    kind: str
    event: str
