"""`ChannelProbe` over WeChat: a token call proves an AppID and its secret."""

import httpx

from xiaopu.kernel.clock import Clock
from xiaopu.modules.tenancy.domain import ChannelKeys, CheckResult
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport


class WechatChannelProbe:
    """Asks for a token with a store of its own, so that nothing cached can answer."""

    def __init__(self, http: httpx.AsyncClient, api_base_url: str, clock: Clock) -> None:
        self._transport = Transport(http, api_base_url)
        self._clock = clock

    async def check(self, keys: ChannelKeys) -> CheckResult:
        try:
            credentials = AppCredentials(appid=keys.appid, secret=keys.secret or "")
            store = MemoryTokenStore()
            client = MiniProgramClient(credentials, self._transport, store, clock=self._clock)
            await client.tokens.current()
        except BadConfiguration as bad:
            return CheckResult(
                ok=False, code="malformed", cause=f"{bad.what} 格式不对", mend="重新复制后保存"
            )
        except Refused as refused:
            advice = refused.advice
            return CheckResult(ok=False, code=str(refused.code), cause=advice.cause_zh, mend=advice.mend_zh)
        except CallFailed:
            return CheckResult(
                ok=False, code="unreachable", cause="连不上微信", mend="检查服务器的出网和时间，稍后再试"
            )
        return CheckResult(ok=True)
