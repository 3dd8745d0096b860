"""What goes wrong when WeChat is told something.

Refusal
└── DeskRefused      409   WeChat refused: its code, the cause and what mends it; the outbox tries again
"""

from xiaopu.kernel.errors import Refusal


class DeskRefused(Refusal):
    """`wechat_code` is WeChat's own; `unreachable` when it did not answer."""

    code = "desk_refused"
    zh = "微信没有接受：{cause}（{wechat_code}）"
    en = "WeChat refused: {wechat_code}."

    def __str__(self) -> str:
        return f"{self.data.get('wechat_code')} {self.data.get('cause')}"
