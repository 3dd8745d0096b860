"""The address book: one default, own entries, odd input."""

import msgspec
import pytest

from tests.factories.stage import ADDRESS, Stage
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.errors import PhoneNotValid, RegionUnknown, TooManyAddresses
from xiaopu.modules.members.schemas import Address, AddressIn
from xiaopu.modules.members.tables import ADDRESSES
from xiaopu.modules.members.usecases.addresses import add_address, addresses_of, change_address, drop_address

pytestmark = pytest.mark.anyio


def changed(**changes: object) -> AddressIn:
    return msgspec.structs.replace(ADDRESS, **changes)


async def add(stage: Stage, shopper: Shopper, **changes: object) -> Address:
    return await stage.units.write(
        shopper.scope, add_address, shopper.member_id, changed(**changes), vault=stage.vault
    )


async def book(stage: Stage, shopper: Shopper) -> list[tuple[str, bool]]:
    def look(read: ReadScope) -> list[Address]:
        return addresses_of(read, shopper.member_id, vault=stage.vault)

    return [(one.detail, one.is_default) for one in await stage.units.read(shopper.scope, look)]


class TestBook:
    async def test_the_first_is_the_default_and_there_is_never_a_second(self, stage: Stage) -> None:
        shopper = await stage.shopper()
        stage.clock.move(seconds=1)
        second = await add(stage, shopper, detail="二")
        assert await book(stage, shopper) == [("文三路 1 号", True), ("二", False)]
        stage.clock.move(seconds=1)
        await add(stage, shopper, detail="三", is_default=True)
        assert await book(stage, shopper) == [("三", True), ("二", False), ("文三路 1 号", False)]
        wanted = changed(detail="二改", is_default=True)
        await stage.units.write(
            shopper.scope, change_address, shopper.member_id, second.id, wanted, vault=stage.vault
        )
        assert [line for line in await book(stage, shopper) if line[1]] == [("二改", True)]

    async def test_holds_fifty(self, stage: Stage) -> None:
        shopper = await stage.shopper()
        for _ in range(49):
            await add(stage, shopper)
        with pytest.raises(TooManyAddresses):
            await add(stage, shopper)
        assert await stage.tally(ADDRESSES) == 50

    async def test_another_members_entry_is_not_there(self, stage: Stage) -> None:
        shopper, other = await stage.shopper(), await stage.shopper()
        before = await stage.dump(ADDRESSES)
        theirs, wanted = stage.address_of(other), changed(is_default=True)
        with pytest.raises(NotFound):
            await stage.units.write(
                shopper.scope, change_address, shopper.member_id, theirs, wanted, vault=stage.vault
            )
        with pytest.raises(NotFound):
            await stage.units.write(shopper.scope, drop_address, shopper.member_id, theirs)
        assert await stage.dump(ADDRESSES) == before

    async def test_a_dropped_default_leaves_a_book_that_still_opens(self, stage: Stage) -> None:
        shopper = await stage.shopper()
        await add(stage, shopper, detail="二")
        await stage.units.write(shopper.scope, drop_address, shopper.member_id, stage.address_of(shopper))
        assert await book(stage, shopper) == [("二", False)]


class TestInput:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("１３８ ００１３ ８０００", "13800138000"),
            ("+8613800138000", "13800138000"),
            ("0571-88888888", "0571-88888888"),
            ("400-800-1234", "400-800-1234"),
        ],
    )
    async def test_phone_numbers_as_people_type_them(self, stage: Stage, typed: str, kept: str) -> None:
        assert (await add(stage, await stage.shopper(), phone=typed)).phone == kept

    async def test_refuses_what_is_no_phone_and_no_district(self, stage: Stage) -> None:
        shopper = await stage.shopper()
        before = await stage.dump(ADDRESSES)
        for phone in ("12345", "23800138000", "1380013800x", "138001380000", "=cmd|x", "１２３４５"):
            with pytest.raises(PhoneNotValid):
                await add(stage, shopper, phone=phone)
        for region in ("000000", "999999", "330000", "330100"):
            with pytest.raises(RegionUnknown):
                await add(stage, shopper, region_code=region)
        for blank in ({"name": "\u200b"}, {"detail": "\u2060"}):
            with pytest.raises(InvalidInput):
                await add(stage, shopper, **blank)
        assert await stage.dump(ADDRESSES) == before

    async def test_nothing_personal_stands_in_the_open(self, stage: Stage) -> None:
        await add(stage, await stage.shopper(), name="韩梅梅", phone="13911112222", detail="中山路 9 号")
        everything = repr(await stage.dump(ADDRESSES))
        for secret in ("韩梅梅", "13911112222", "中山路"):
            assert secret not in everything
