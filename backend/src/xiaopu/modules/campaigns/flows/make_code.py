"""Codes and links into the shop: asked of WeChat between two units, kept, and made once."""

import asyncio
from contextlib import suppress
from datetime import datetime

import msgspec
import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import ObjectStore
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import GoodsId, is_id
from xiaopu.modules.campaigns import queries, repository
from xiaopu.modules.campaigns.domain import (
    HOME,
    LINK_LIFE,
    Desk,
    MadeCode,
    Medium,
    h5_address,
    is_target,
    landing,
    scene,
)
from xiaopu.modules.campaigns.errors import CodeRefused, WeappNotSet
from xiaopu.modules.campaigns.events import ShopCodeWanted
from xiaopu.modules.campaigns.ports import CodeDesk, Painter
from xiaopu.modules.campaigns.schemas import CampaignCodeIn, CodeView
from xiaopu.modules.campaigns.usecases.keep_code import keep_code
from xiaopu.modules.tenancy.api import Channel, channel_secrets, shop_face
from xiaopu.modules.tenancy.errors import ChannelNotSet

log = structlog.get_logger()

PNG = "png"


class _Task(msgspec.Struct, frozen=True, kw_only=True):
    """All that a code is made from."""

    campaign_id: str | None
    wanted: CampaignCodeIn
    short: str | None
    title: str
    mall: str
    desk: Desk | None
    now: datetime
    made: CodeView | None


class CodeMaker:
    """One for the process."""

    def __init__(
        self,
        units: Units,
        vault: Vault,
        store: ObjectStore,
        *,
        desk: CodeDesk,
        painter: Painter,
        public_url: str,
    ) -> None:
        self._units = units
        self._vault = vault
        self._store = store
        self._desk = desk
        self._painter = painter
        self._public_url = public_url

    async def make(
        self, scope: ShopScope, campaign_id: str | None, wanted: CampaignCodeIn, *, anew: bool = False
    ) -> CodeView:
        """The code or link; one that was made before and still leads there is given again, unless `anew`.

        Refuses `invalid_input` (a target that leads nowhere), `not_found` (the campaign, the goods),
        `weapp_not_set`, `code_refused`. One call to WeChat at most; without a campaign the code is the
        shop's.
        """
        task = await self._units.read(scope, self._prepare, campaign_id, wanted)
        if task.made is not None and not anew:
            return task.made
        made = await self._made(scope, task)
        await self.keep(scope, made)
        return await self._units.read(scope, queries.code_like, made)

    async def keep(self, scope: ShopScope, made: MadeCode) -> None:
        """Write it down; pictures that nobody needs any more go."""
        try:
            left = await self._units.write(scope, keep_code, made)
        except BaseException:
            await self._drop(made.picture)
            raise
        await self._drop(left)

    async def shop_code(self, scope: ShopScope, event: ShopCodeWanted) -> None:
        """Consumer of `ShopCodeWanted`: WeChat's no is an answer (the shop is not live yet), silence none."""
        with suppress(WeappNotSet):
            try:
                await self.make(scope, None, CampaignCodeIn(medium=Medium.WEAPP_CODE, target=HOME))
            except CodeRefused as refused:
                if refused.data["wechat_code"] == "unreachable":
                    raise
                log.info("campaigns.no_shop_code", appid=event.appid, code=refused.data["wechat_code"])

    async def _made(self, scope: ShopScope, task: _Task) -> MadeCode:
        wanted = task.wanted
        done = MadeCode(
            owner=task.campaign_id or "",
            medium=wanted.medium,
            target=wanted.target,
            trial=wanted.trial,
            appid=task.desk.appid if task.desk else None,
        )
        if wanted.medium is Medium.H5:
            address = h5_address(task.mall, wanted.target, task.short)
            picture = await asyncio.to_thread(self._painter.qr, address)
            return msgspec.structs.replace(done, link=address, picture=await self._put(scope, picture))
        if task.desk is None:
            raise WeappNotSet
        at = landing(wanted.target, task.short)
        if wanted.medium is Medium.WEAPP_CODE:
            sign = scene(wanted.target, task.short)
            raw = await self._desk.weapp_code(task.desk, at.page, sign, trial=wanted.trial)
            picture = await asyncio.to_thread(self._plain, raw)
            return msgspec.structs.replace(done, picture=await self._put(scope, picture))
        ends = task.now + LINK_LIFE
        if wanted.medium is Medium.URL_LINK:
            link = await self._desk.url_link(task.desk, at, ends)
        elif wanted.medium is Medium.SCHEME:
            link = await self._desk.scheme(task.desk, at, ends)
        else:
            link = await self._desk.short_link(task.desk, at, task.title)
        return msgspec.structs.replace(done, link=link, expires_at=ends)

    def _prepare(self, read: ReadScope, campaign_id: str | None, wanted: CampaignCodeIn) -> _Task:
        if not is_target(wanted.target):
            raise InvalidInput.at("target", "not_a_target", "请选择首页、商品、分类或页面")
        if wanted.trial and wanted.medium is not Medium.WEAPP_CODE:
            raise InvalidInput.at("trial", "codes_only", "只有小程序码可以打开体验版")
        short = None
        if campaign_id is not None:
            row = read.row(repository.CAMPAIGN, wanted=campaign_id) if is_id(campaign_id) else None
            if row is None:
                raise NotFound
            short = row.short
        slug, shop_name, _ = shop_face(read)
        title = queries.target_name(read, wanted.target)
        return _Task(
            campaign_id=campaign_id,
            wanted=wanted,
            short=short,
            title=shop_name if title is None else title,
            mall=f"{self._public_url}/s/{slug}/",
            desk=self._desk_of(read),
            now=read.now,
            made=queries.standing_code(read, campaign_id, wanted),
        )

    def _desk_of(self, read: ReadScope) -> Desk | None:
        try:
            keys = channel_secrets(read, Channel.WEAPP, vault=self._vault)
        except ChannelNotSet:
            return None
        return Desk(keys.appid, keys.secret, keys.granted) if keys.reachable else None

    def _plain(self, raw: bytes) -> bytes:
        try:
            return self._painter.plain(raw)
        except ValueError:
            raise CodeRefused(
                wechat_code="unreadable", cause="微信给的图片打不开", mend="稍后再试", rid=""
            ) from None

    async def _put(self, scope: ShopScope, picture: bytes) -> str:
        return await self._store.put(scope.shop_id, PNG, picture)

    async def _drop(self, picture: str | None) -> None:
        if picture is not None:
            with suppress(OSError):
                await self._store.delete(picture)


def goods_target(goods_id: str) -> str:
    """The target of a product page; refuses (`not_found`) what is no id."""
    if not is_id(goods_id):
        raise NotFound
    return f"goods:{GoodsId(goods_id)}"
