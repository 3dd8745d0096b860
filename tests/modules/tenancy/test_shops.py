"""Shops: opening, settings, channels, roles, the audit log."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.stage import DIRECTORY, Stage, add_merchant
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import fresh_id
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import MerchantId, ShopId
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.tenancy import queries
from xiaopu.modules.tenancy.domain import (
    PERMISSIONS,
    RESERVED_SLUGS,
    Channel,
    Licence,
    OrderRules,
    Role,
    Templates,
    allows,
    is_slug,
)
from xiaopu.modules.tenancy.errors import ChannelNotSet, SlugNotValid, SlugTaken, TooManyShops
from xiaopu.modules.tenancy.schemas import ChannelIn, SettingsIn, ShopBrief
from xiaopu.modules.tenancy.tables import AUDIT_LOG, CHANNELS, MEMBERSHIPS, SHOP_SLUGS, SHOPS
from xiaopu.modules.tenancy.usecases.change_settings import change_settings
from xiaopu.modules.tenancy.usecases.open_shop import MOST_SHOPS, OpenShop, open_shop
from xiaopu.modules.tenancy.usecases.set_channel import channel_keys, set_channel, set_templates
from xiaopu.modules.tenancy.usecases.write_audit import write_audit

pytestmark = pytest.mark.anyio

TOUCHED = (SHOPS, SHOP_SLUGS, MEMBERSHIPS, AUDIT_LOG, CHANNELS)
WEAPP = {"appid": "wx0123456789abcdef", "secret": "s" * 32, "push_token": "tok", "encoding_aes_key": "e" * 43}


async def open_another(
    stage: Stage, merchant_id: MerchantId, slug: str | None, name: str = "二店"
) -> ShopBrief:
    scope = ShopScope(ShopId(fresh_id(stage.clock.now)), f"merchant:{merchant_id}")
    return await stage.units.write(scope, open_shop, OpenShop(merchant_id, name, slug))


class TestOpenShop:
    async def test_lays_shop_address_owner_and_audit(self, stage: Stage) -> None:
        brief = await open_another(stage, stage.merchant_id, "my-shop", " 我的\n小店 ")
        assert (brief.slug, brief.name, brief.role) == ("my-shop", "我的 小店", "owner")
        assert await stage.units.read(DIRECTORY, queries.shop_by_slug, "my-shop") == brief.id
        assert await stage.units.read(DIRECTORY, queries.role_in, stage.merchant_id, brief.id) is Role.OWNER
        [line] = [row for row in await stage.rows(AUDIT_LOG) if row["shop_id"] == brief.id]
        assert (line["action"], line["after"]) == ("shop.opened", {"name": "我的 小店", "slug": "my-shop"})

    @pytest.mark.parametrize(
        ("slug", "good"),
        [
            ("abcd", True),
            ("a" * 32, True),
            ("a-1-b", True),
            ("abc", False),
            ("a" * 33, False),
            ("1abc", False),
            ("-abc", False),
            ("abc-", False),
            ("Abcd", False),
            ("ab_cd", False),
            ("ab.cd", False),
            ("../..", False),
            ("abcd\n", False),
            ("店铺小店", False),
            ("ａｂｃｄ", False),
            ("", False),
            *((slug, False) for slug in sorted(RESERVED_SLUGS)),
        ],
    )
    def test_addresses_are_plain(self, slug: str, *, good: bool) -> None:
        assert is_slug(slug) is good

    async def test_refuses_odd_and_taken_addresses_and_lays_nothing(self, stage: Stage) -> None:
        before = await stage.dump(*TOUCHED)
        for slug in ("Bad Slug", "console", "a" * 33):
            with pytest.raises(SlugNotValid):
                await open_another(stage, stage.merchant_id, slug)
        with pytest.raises(SlugTaken) as refused:
            await open_another(stage, stage.merchant_id, stage.slug)
        assert refused.value.data == {"slug": stage.slug}
        assert await stage.dump(*TOUCHED) == before

    async def test_refuses_a_name_of_which_nothing_can_be_seen(self, stage: Stage) -> None:
        before = await stage.dump(*TOUCHED)
        for name in ("\u200b\u200b", "\u0000", "\u2060 \u00ad"):
            with pytest.raises(InvalidInput):
                await open_another(stage, stage.merchant_id, "my-shop", name)
        assert await stage.dump(*TOUCHED) == before

    async def test_of_ten_at_once_one_gets_the_address(self, stage: Stage) -> None:
        answers = await asyncio.gather(
            *(open_another(stage, stage.merchant_id, "wanted") for _ in range(10)), return_exceptions=True
        )
        assert sum(isinstance(answer, SlugTaken) for answer in answers) == 9
        assert await stage.tally(SHOPS) == 2

    async def test_one_account_opens_twenty(self, stage: Stage) -> None:
        for number in range(MOST_SHOPS - 1):
            await open_another(stage, stage.merchant_id, f"shop-{number}")
        with pytest.raises(TooManyShops):
            await open_another(stage, stage.merchant_id, None)
        assert await stage.tally(SHOPS) == MOST_SHOPS


class TestRoles:
    async def test_a_shop_in_which_one_does_not_work_is_not_found(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        stranger = await add_merchant(stage.units, stage.vault)
        for merchant_id, shop_id in (
            (stage.merchant_id, neighbour.scope.shop_id),
            (neighbour.merchant_id, stage.scope.shop_id),
            (stranger, stage.scope.shop_id),
            (stage.merchant_id, ShopId("z" * 20)),
        ):
            with pytest.raises(NotFound):
                await stage.units.read(DIRECTORY, queries.role_in, merchant_id, shop_id)

    def test_an_empty_permission_opens_nothing(self) -> None:
        assert [role for role in Role if allows(role, "")] == []

    def test_only_the_owner_may_do_everything(self) -> None:
        assert [role for role in Role if allows(role, "channels.write")] == [Role.OWNER]
        assert [role for role in Role if allows(role, "no.such.thing")] == [Role.OWNER]
        assert set(PERMISSIONS) == set(Role)

    def test_money_and_keys_are_not_for_the_warehouse(self) -> None:
        for permission in ("payments.read", "channels.read", "channels.write", "settings.write"):
            assert not allows(Role.WAREHOUSE, permission)
            assert not allows(Role.SERVICE, permission)


class TestSettings:
    async def test_replaces_the_whole_and_keeps_both_in_the_audit_log(self, stage: Stage) -> None:
        rules = OrderRules(unpaid_minutes=15, auto_receive_days=7)
        wanted = SettingsIn(
            name=" 新店\t名 ", notice="今日休息", licence=Licence(subject_name="张三"), order_rules=rules
        )
        await stage.units.write(stage.scope, change_settings, wanted)
        view = await stage.units.read(stage.scope, queries.settings)
        assert (view.name, view.notice, view.order_rules, view.slug) == (
            "新店 名",
            "今日休息",
            rules,
            stage.slug,
        )
        [line] = [row for row in await stage.rows(AUDIT_LOG) if row["action"] == "settings.changed"]
        assert (line["before"]["name"], line["after"]["name"]) == ("茶器小店", "新店 名")
        assert line["actor"] == f"merchant:{stage.merchant_id}"

    async def test_a_new_deadline_is_for_new_orders(self, stage: Stage) -> None:
        goods, shopper = await stage.goods(), await stage.shopper()
        await stage.order(shopper, goods.skus[0])
        wanted = SettingsIn(name="店", order_rules=OrderRules(unpaid_minutes=5))
        await stage.units.write(stage.scope, change_settings, wanted)
        await stage.order(shopper, goods.skus[0])
        waits = [row["pay_deadline_at"] - row["created_at"] for row in await stage.rows(ORDERS)]
        assert sorted(waits) == [timedelta(minutes=5), timedelta(minutes=30)]

    async def test_refuses_a_name_of_which_nothing_can_be_seen(self, stage: Stage) -> None:
        before = await stage.dump(*TOUCHED)
        with pytest.raises(InvalidInput):
            await stage.units.write(stage.scope, change_settings, SettingsIn(name="\u200b"))
        assert await stage.dump(*TOUCHED) == before

    @pytest.mark.parametrize("place", ["logo", "licence"])
    async def test_refuses_pictures_that_are_not_the_shops_own(
        self, stage: Stage, neighbour: Stage, place: str
    ) -> None:
        before = await stage.dump(*TOUCHED)
        for key in (f"{neighbour.scope.shop_id}/26/03/{'a' * 32}.webp", "x", "../secrets.toml"):
            licence = Licence(picture=key if place == "licence" else None)
            wanted = SettingsIn(name="店", logo=key if place == "logo" else None, licence=licence)
            with pytest.raises(InvalidInput):
                await stage.units.write(stage.scope, change_settings, wanted)
        assert await stage.dump(*TOUCHED) == before

    async def test_the_audit_log_pages_without_gaps_and_shows_its_own_shop(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        for number in range(5):
            stage.clock.move(seconds=1)
            await stage.units.write(stage.scope, write_audit, f"a{number}", "x")
        await neighbour.units.write(neighbour.scope, write_audit, "theirs", "x")
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = await stage.units.read(stage.scope, queries.audit_page, cursor, 2)
            seen += [row.action for row in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == ["a4", "a3", "a2", "a1", "a0", "shop.opened"]


class TestChannels:
    async def set(self, stage: Stage, **changes: Any) -> None:
        wanted = ChannelIn(**({**WEAPP, **changes}))
        await stage.units.write(stage.scope, set_channel, Channel.WEAPP, wanted, vault=stage.vault)

    async def keys(self, stage: Stage) -> tuple[str, str | None, str | None, str | None]:
        keys = await stage.units.read(stage.scope, channel_keys, Channel.WEAPP, vault=stage.vault)
        return keys.appid, keys.secret, keys.push_token, keys.encoding_aes_key

    async def test_an_absent_secret_keeps_the_stored_one(self, stage: Stage) -> None:
        await self.set(stage)
        await self.set(stage, secret=None, push_token="new", encoding_aes_key=None)
        assert await self.keys(stage) == (WEAPP["appid"], "s" * 32, "new", "e" * 43)

    async def test_another_appid_drops_every_secret_and_template(self, stage: Stage) -> None:
        await self.set(stage)
        await stage.units.write(stage.scope, set_templates, Templates(order_paid="t1"))
        await self.set(stage, appid="wxffffffffffffffff", secret=None, push_token=None, encoding_aes_key=None)
        assert await self.keys(stage) == ("wxffffffffffffffff", None, None, None)
        keys = await stage.units.read(stage.scope, channel_keys, Channel.WEAPP, vault=stage.vault)
        assert keys.templates == Templates()

    async def test_templates_leave_the_secrets_alone(self, stage: Stage) -> None:
        with pytest.raises(ChannelNotSet):
            await stage.units.write(stage.scope, set_templates, Templates(order_paid="t1"))
        await self.set(stage)
        await stage.units.write(stage.scope, set_templates, Templates(order_paid="t1"))
        assert await self.keys(stage) == tuple(WEAPP.values())

    async def test_no_secret_is_seen_in_view_audit_repr_or_database(self, stage: Stage) -> None:
        await self.set(stage)
        view = await stage.units.read(stage.scope, queries.channels, "https://x.example/push")
        assert view.weapp is not None
        assert (view.weapp.secret_set, view.weapp.push_token_set) == (True, True)
        keys = await stage.units.read(stage.scope, channel_keys, Channel.WEAPP, vault=stage.vault)
        told = repr((view, keys, await stage.rows(AUDIT_LOG), await stage.rows(CHANNELS)))
        assert "s" * 32 not in told
        assert "e" * 43 not in told

    async def test_belongs_to_its_shop(self, stage: Stage, neighbour: Stage) -> None:
        await self.set(stage)
        with pytest.raises(ChannelNotSet):
            await neighbour.units.read(neighbour.scope, channel_keys, Channel.WEAPP, vault=stage.vault)
