"""`CodeDesk` over WeChat's server API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.modules.campaigns.domain import Desk, Landing
from xiaopu.modules.campaigns.errors import CodeRefused
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, WeChatError
from xiaopu.wechat.miniprogram.codes import Codes, EnvVersion, LinkTarget, UnlimitedCode
from xiaopu.wechat.services_book import ServicesBook, WeappKeys

_WIDTH = 430
_LONGEST_TITLE = 20
# Codes whose general sentence says less than what a shop owner needs here.
_PERSON = (
    "个人主体的小程序不能生成外部链接",
    "换成小程序码；或用个体工商户、企业主体注册新的小程序",
)
_LINKS_ONLY = {
    "40002": _PERSON,
    "85407": _PERSON,
    "48001": _PERSON,
    "43104": ("短链接只对电商等类目开放", "改用小程序码或 URL Link"),
}
_EVERYWHERE = {
    "85079": ("小程序还没有发布过", "先在开店向导里发布，发布后回来再点一次"),
    "41030": ("线上版本里没有这个页面", "先发布带这个页面的版本；发布前可以生成体验版的码"),
    "40165": ("线上版本里没有这个页面", "先发布带这个页面的版本"),
    "44993": ("今天生成的链接已到微信的上限（每天 50 万个）", "明天再生成，或改用小程序码"),
    "85400": ("长期有效的链接已到微信的上限（10 万个）", "改用 30 天内有效的链接"),
}


class WechatCodes:
    """One desk for all shops, own and granted."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def weapp_code(self, desk: Desk, page: str, scene: str, *, trial: bool) -> bytes:
        """See `CodeDesk`. WeChat allows 5,000 a minute and any number in all."""
        wanted = UnlimitedCode(
            scene=scene,
            page=page,
            check_path=not trial,
            env_version=EnvVersion.TRIAL if trial else EnvVersion.RELEASE,
            width=_WIDTH,
        )
        with _in_our_words(links=False):
            return (await self._codes(desk).unlimited(wanted)).content

    async def url_link(self, desk: Desk, at: Landing, expires: datetime) -> str:
        """See `CodeDesk`. Not for persons; 500,000 a day together with schemes."""
        with _in_our_words(links=True):
            return await self._codes(desk).url_link(_target(at), expires)

    async def scheme(self, desk: Desk, at: Landing, expires: datetime) -> str:
        """See `CodeDesk`. The same limits."""
        with _in_our_words(links=True):
            return await self._codes(desk).scheme(_target(at), expires)

    async def short_link(self, desk: Desk, at: Landing, title: str) -> str:
        """See `CodeDesk`. For shops' categories alone; titles are cut at 20 letters."""
        address = f"{at.page}?{at.query}" if at.query else at.page
        with _in_our_words(links=True):
            return await self._codes(desk).short_link(address, title=title[:_LONGEST_TITLE])

    def _codes(self, desk: Desk) -> Codes:
        refuse_network_in_unit("asking WeChat for a code")
        keys = WeappKeys(appid=desk.appid, secret=desk.secret, granted=desk.granted)
        return self._book.services(keys).codes


def _target(at: Landing) -> LinkTarget:
    return LinkTarget(path=at.page, query=at.query or None)


@contextmanager
def _in_our_words(*, links: bool) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        code = str(refused.code)
        special = _EVERYWHERE | (_LINKS_ONLY if links else {})
        advice = refused.advice
        cause, mend = special.get(code, (advice.cause_zh, advice.mend_zh))
        raise CodeRefused(
            wechat_code=code,
            cause=cause,
            mend=mend,
            cause_en=advice.cause_en,
            mend_en=advice.mend_en,
            who=advice.mends,
            rid=refused.rid,
        ) from refused
    except BadConfiguration as bad:
        raise CodeRefused(
            wechat_code="malformed", cause=f"{bad.what} 格式不对", mend="在“渠道”里重新填写", rid=""
        ) from bad
    except CallFailed as failed:
        raise CodeRefused(
            wechat_code="unreachable", cause="连不上微信", mend="检查服务器的出网，稍后再试", rid=""
        ) from failed
    except WeChatError as fault:
        raise CodeRefused(
            wechat_code="unreadable", cause="读不懂微信的回答", mend="稍后再试", rid=""
        ) from fault
