"""`SignDesk`: what an own AppID shows from outside."""

from xiaopu.modules.launch.adapters.wechat_words import in_our_words
from xiaopu.modules.tenancy.api import ChannelKeys
from xiaopu.wechat.errors import Refused
from xiaopu.wechat.miniprogram.client import MiniProgramServices
from xiaopu.wechat.miniprogram.codes import EnvVersion, LinkTarget, UnlimitedCode
from xiaopu.wechat.services_book import ServicesBook, WeappKeys

# No released version; a page that is not in one.
_NOT_RELEASED = ("85079", "41030")
# Links are not for persons: a code shows the same.
_NO_LINKS = ("40002", "40165", "85401", "48001")
_HOME = "pages/home/index"


class WechatSignDesk:
    """One desk for all shops. A released version is tried with a link of one day."""

    def __init__(self, book: ServicesBook, home: str = _HOME) -> None:
        self._book = book
        self._home = home

    async def categories(self, keys: ChannelKeys) -> tuple[str, ...]:
        with in_our_words("reading an own mini program's categories"):
            return tuple(one.name for one in await self._client(keys).messages.template_categories())

    async def is_released(self, keys: ChannelKeys) -> bool:
        with in_our_words("trying a live link"):
            try:
                target = LinkTarget(path=self._home, env_version=EnvVersion.RELEASE)
                await self._client(keys).codes.url_link(target, 1)
            except Refused as refused:
                if refused.means(*_NOT_RELEASED):
                    return False
                if not refused.means(*_NO_LINKS):
                    raise
                return await self._code_shows(keys)
        return True

    async def trade_managed(self, keys: ChannelKeys) -> bool:
        with in_our_words("asking for shipping management"):
            return await self._client(keys).shipping.is_managed(keys.appid)

    async def _code_shows(self, keys: ChannelKeys) -> bool:
        code = UnlimitedCode(scene="s", page=self._home, check_path=True, env_version=EnvVersion.RELEASE)
        try:
            await self._client(keys).codes.unlimited(code)
        except Refused as refused:
            if refused.means(*_NOT_RELEASED):
                return False
            raise
        return True

    def _client(self, keys: ChannelKeys) -> MiniProgramServices:
        return self._book.services(WeappKeys(appid=keys.appid, secret=keys.secret, granted=keys.granted))
