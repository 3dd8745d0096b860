"""What goes wrong when WeChat is told something, or tells us something.

Refusal
├── DeskRefused      409   WeChat refused: its code, the cause and what mends it; the outbox tries again
├── PushNotSet       404   a push for a shop that has no push token
├── PushNotProven    401   a push that is forged, stale or unreadable
└── PushForAnother   403   a push that another key sealed, or that is another AppID's
"""

from xiaopu.kernel.errors import NotAllowed, NotFound, NotSignedIn, Refusal


class DeskRefused(Refusal):
    """`wechat_code` is WeChat's own; `unreachable` when it did not answer."""

    code = "desk_refused"
    zh = "微信没有接受：{cause}（{wechat_code}）"
    en = "WeChat refused: {wechat_code}."

    def __str__(self) -> str:
        return f"{self.data.get('wechat_code')} {self.data.get('cause')}"


class PushNotSet(NotFound):
    code = "push_not_set"
    zh = "店铺还没有设置消息推送"
    en = "The shop has not set up message push."


class PushNotProven(NotSignedIn):
    """`why` names the check that failed."""

    code = "push_not_proven"
    zh = "无法确认这条推送来自微信"
    en = "The push is not proven to be WeChat's."


class PushForAnother(NotAllowed):
    code = "push_for_another"
    zh = "这条推送不是发给这个小程序的"
    en = "The push is another mini program's."
