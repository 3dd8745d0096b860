"""`ChannelProbe` over WeChat: a token call proves an AppID and its secret, or a grant to the platform."""

import re

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.clock import Clock
from xiaopu.modules.tenancy.domain import ChannelKeys, CheckResult
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.services_book import ServicesBook
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport

# "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist": the address from which we reach WeChat.
_NOT_LISTED = "40164"
_IPV4 = re.compile(r"(?<![\d.:])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<=ipv6 )[0-9a-fA-F:]{3,39}(?![\w.:])")


class WechatChannelProbe:
    """Asks for a token with a store of its own, so that nothing cached can answer. `egress_ip` is what the
    operator says of the server's own address.
    """

    def __init__(
        self, book: ServicesBook, transport: Transport, clock: Clock, egress_ip: str | None = None
    ) -> None:
        self._book = book
        self._transport = transport
        self._clock = clock
        self._egress_ip = egress_ip

    async def check(self, keys: ChannelKeys) -> CheckResult:
        refuse_network_in_unit("proving a channel")
        try:
            await self._ask(keys)
        except BadConfiguration as bad:
            return CheckResult(
                ok=False, code="malformed", cause=f"{bad.what} 格式不对", mend="重新复制后保存"
            )
        except Refused as refused:
            return self._explained(refused)
        except CallFailed:
            return CheckResult(
                ok=False, code="unreachable", cause="连不上微信", mend="检查服务器的出网和时间，稍后再试"
            )
        return CheckResult(ok=True)

    async def _ask(self, keys: ChannelKeys) -> None:
        if keys.granted:
            await self._book.platform().component.authorizer(keys.appid)
            return
        credentials = AppCredentials(appid=keys.appid, secret=keys.secret or "")
        client = MiniProgramClient(credentials, self._transport, MemoryTokenStore(), clock=self._clock)
        await client.tokens.current()

    def _explained(self, refused: Refused) -> CheckResult:
        advice = refused.advice
        if not refused.means(_NOT_LISTED):
            return CheckResult(ok=False, code=str(refused.code), cause=advice.cause_zh, mend=advice.mend_zh)
        told = addresses_in(refused.message)
        known = (self._egress_ip,) if self._egress_ip and self._egress_ip not in told else ()
        ips = (*told, *known)
        shown = "、".join(ips) or "（微信没有说明）"
        return CheckResult(
            ok=False,
            code=_NOT_LISTED,
            cause=f"微信看到本服务器的出口 IP 是 {shown}，不在小程序的 IP 白名单里",
            mend="复制这些 IP，到公众平台「开发管理 → 开发设置 → IP 白名单」里添加；大约 10 分钟后再检查一次",
            egress_ips=ips,
        )


def addresses_in(message: str) -> tuple[str, ...]:
    """The addresses that WeChat's sentence names, each once."""
    found = [*_IPV4.findall(message), *_IPV6.findall(message)]
    return tuple(dict.fromkeys(found))
