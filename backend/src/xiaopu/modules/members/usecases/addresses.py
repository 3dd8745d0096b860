"""The address book."""

import re
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.regions import place_of
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MemberId
from xiaopu.kernel.text import squeeze_or_refuse, to_half_width
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import MOST_ADDRESSES, Recipient
from xiaopu.modules.members.errors import PhoneNotValid, RegionUnknown, TooManyAddresses
from xiaopu.modules.members.schemas import Address, AddressIn

_SEALED = "addresses.recipient"
_PHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,5})?|[48]00-?[0-9]{3}-?[0-9]{4}")


def addresses_of(read: ReadScope, member_id: MemberId, *, vault: Vault) -> list[Address]:
    """The book: the default first, then the latest used."""
    return [_view(row, vault) for row in read.rows(repository.ADDRESSES_OF, mine=member_id)]


def address_of(read: ReadScope, member_id: MemberId, address_id: str, *, vault: Vault) -> Address:
    """One address; another member's is `not_found`."""
    row = read.row(repository.ADDRESS, mine=member_id, wanted=address_id)
    if row is None:
        raise NotFound
    return _view(row, vault)


def add_address(uow: UnitOfWork, member_id: MemberId, wanted: AddressIn, *, vault: Vault) -> Address:
    """A new address; the first one is the default. Refuses unknown districts and odd phone numbers."""
    book = uow.rows(repository.ADDRESSES_OF, mine=member_id)
    if len(book) >= MOST_ADDRESSES:
        raise TooManyAddresses(most=MOST_ADDRESSES)
    recipient = _checked(wanted)
    default = wanted.is_default or not book
    if default:
        uow.run(repository.NO_DEFAULT, mine=member_id, off=False)
    address_id = uow.new_id()
    uow.run(
        repository.ADD_ADDRESS,
        id=address_id,
        member_id=member_id,
        recipient_sealed=_sealed(recipient, vault),
        region_code=wanted.region_code,
        is_default=default,
        created_at=uow.now,
        updated_at=uow.now,
    )
    return address_of(uow, member_id, address_id, vault=vault)


def change_address(
    uow: UnitOfWork, member_id: MemberId, address_id: str, wanted: AddressIn, *, vault: Vault
) -> Address:
    """Replace an address; another member's is `not_found`."""
    recipient = _checked(wanted)
    if wanted.is_default:
        uow.run(repository.NO_DEFAULT, mine=member_id, off=False)
    found = uow.run(
        repository.SET_ADDRESS,
        mine=member_id,
        wanted=address_id,
        new_recipient=_sealed(recipient, vault),
        new_region=wanted.region_code,
        new_default=wanted.is_default,
        now=uow.now,
    )
    if not found:
        raise NotFound
    return address_of(uow, member_id, address_id, vault=vault)


def drop_address(uow: UnitOfWork, member_id: MemberId, address_id: str) -> None:
    if not uow.run(repository.DROP_ADDRESS, mine=member_id, wanted=address_id):
        raise NotFound


def _checked(wanted: AddressIn) -> Recipient:
    if place_of(wanted.region_code) is None:
        raise RegionUnknown.at("region_code", "region_unknown")
    phone = to_half_width(wanted.phone).replace(" ", "").removeprefix("+86")
    if not _PHONE.fullmatch(phone):
        raise PhoneNotValid.at("phone", "phone_not_valid")
    name = squeeze_or_refuse(wanted.name, "name")
    return Recipient(name, phone, squeeze_or_refuse(wanted.detail, "detail"))


def _sealed(recipient: Recipient, vault: Vault) -> bytes:
    return vault.seal(msgspec.json.encode(recipient).decode(), _SEALED)


def _view(row: Row[Any], vault: Vault) -> Address:
    recipient = msgspec.json.decode(vault.open(row.recipient_sealed, _SEALED), type=Recipient)
    place = place_of(row.region_code)
    return Address(
        row.id,
        recipient.name,
        recipient.phone,
        row.region_code,
        place.text if place else "",
        recipient.detail,
        row.is_default,
    )
