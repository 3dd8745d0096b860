"""Mails to a shop's owner about the launch: what waits, what was sent back, and the day it is live."""

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.api import step_title
from xiaopu.modules.launch.events import MallLive, PersonAwaited, StepMoved
from xiaopu.modules.notices.domain import OwnerNews
from xiaopu.modules.notices.ports import OwnerMail
from xiaopu.modules.tenancy.api import owner_addresses, shop_face

log = structlog.get_logger()

_FAILED = "failed"
_RELEASE = "release"


class OwnerLetters:
    """Consumers of the launch's events. A letter says where and what, never why in WeChat's own words: those
    may name people, and stand behind the link, after log-in.
    """

    def __init__(self, units: Units, vault: Vault, mail: OwnerMail, public_url: str) -> None:
        self._units = units
        self._vault = vault
        self._mail = mail
        self._public_url = public_url

    async def person_awaited(self, scope: ShopScope, event: PersonAwaited) -> None:
        title = step_title(event.step)
        zh = (f"「{title.zh}」这一步在等人处理：{event.zh}。", "处理好以后会自动继续，不用另外通知我们。")
        en = (f"The step “{title.en}” waits for a person: {event.en}.",)
        await self._tell(scope, event.step, f"开店向导在等您：{title.zh}", (zh, en))

    async def step_moved(self, scope: ShopScope, event: StepMoved) -> None:
        """Only a step that was sent back is worth a letter."""
        if event.status != _FAILED:
            return
        title = step_title(event.step)
        zh = (f"「{title.zh}」这一步没有通过。", "原因和改法写在开店向导里，改好后可以重新提交。")
        en = (f"The step “{title.en}” was sent back. The cause and what mends it stand in the guide.",)
        await self._tell(scope, event.step, f"开店向导有一步被打回：{title.zh}", (zh, en))

    async def mall_live(self, scope: ShopScope, _event: MallLive) -> None:
        zh = ("恭喜，您的小程序商城已经上线，微信里可以搜索和打开了。", "接下来可以把店分享出去。")
        en = ("Your mini program mall is live: everybody on WeChat can open it now.",)
        await self._tell(scope, _RELEASE, "小程序商城已上线", (zh, en))

    async def _tell(
        self, scope: ShopScope, step: str, subject: str, words: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> None:
        """`words` in Chinese and in English, one sentence a line."""

        def who(read: ReadScope) -> tuple[list[str], str]:
            return owner_addresses(read, vault=self._vault), shop_face(read)[1]

        addresses, shop = await self._units.read(scope, who)
        link = f"{self._public_url}/console/shops/{scope.shop_id}/launch/{step}"
        zh, en = words
        news = OwnerNews(subject, (f"店铺「{shop}」：", *zh), (f"Shop: {shop}", *en), link)
        for address in addresses:
            await self._mail.owner_news(address, news)
        log.info("notices.owner_told", step=step, owners=len(addresses))
