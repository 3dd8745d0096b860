"""The people who live in the sandbox, and who they are under each app.

One person has another openid under every app, and one unionid over all apps of the same firm.
"""

import msgspec

from wxsandbox import shapes
from wxsandbox.store import Row
from wxsandbox.world import World

FIRST_PEOPLE = (
    ("小明", "13800138001", 100_000_000),
    ("小红", "13900139002", 50_000_000),
    ("阿强", "13700137003", 20_000),
)
PAY_PASSWORD = "123456"  # noqa: S105 printed on the phone page for everybody


class UnknownPerson(Exception):
    """Nobody of that name lives here."""


class Identity(msgspec.Struct, frozen=True):
    """Who a person is under one app."""

    person: str
    appid: str
    openid: str
    unionid: str


def settle_first_people(world: World) -> None:
    """小明 (rich), 小红 (well off) and 阿强 (200 yuan); nobody is added twice."""
    if world.store.number("SELECT count(*) FROM person"):
        return
    with world.store.unit():
        for name, phone, balance_fen in FIRST_PEOPLE:
            add_person(world, name=name, phone=phone, balance_fen=balance_fen)


def add_person(
    world: World, *, name: str, phone: str, balance_fen: int, pay_password: str = PAY_PASSWORD
) -> None:
    """Raises sqlite3.IntegrityError when the name or the phone number is taken."""
    world.store.insert(
        "person",
        name=name,
        phone=phone,
        balance_fen=balance_fen,
        pay_password=pay_password,
        created_ms=world.clock.now_ms(),
    )


def person_of(world: World, name: str) -> Row:
    """The person's row. Raises UnknownPerson."""
    row = world.store.one("SELECT * FROM person WHERE name = :name", name=name)
    if row is None:
        raise UnknownPerson(name)
    return row


def identity_of(world: World, appid: str, person: str) -> Identity:
    """Who this person is under this app; the openid is made at the first meeting and stays. Raises
    UnknownPerson.
    """
    known = world.store.one(
        "SELECT * FROM identity WHERE appid = :appid AND person = :person", appid=appid, person=person
    )
    if known is not None:
        return Identity(person, appid, known["openid"], known["unionid"])
    person_of(world, person)
    openid, unionid = shapes.new_openid(), _unionid(world, appid, person)
    world.store.insert("identity", appid=appid, person=person, openid=openid, unionid=unionid)
    return Identity(person, appid, openid, unionid)


def holder_of(world: World, appid: str, openid: str) -> str | None:
    """The person behind an openid of this app; None for unknown openids and for those of other apps."""
    row = world.store.one(
        "SELECT person FROM identity WHERE appid = :appid AND openid = :openid", appid=appid, openid=openid
    )
    return None if row is None else str(row["person"])


def mark_seen(world: World, appid: str, person: str) -> None:
    """Notes a visit: some checks ask for one within two hours."""
    world.store.run(
        "UPDATE identity SET seen_ms = :now WHERE appid = :appid AND person = :person",
        now=world.clock.now_ms(),
        appid=appid,
        person=person,
    )


def _unionid(world: World, appid: str, person: str) -> str:
    sibling = world.store.one(
        "SELECT i.unionid FROM identity i JOIN app a ON a.appid = i.appid WHERE i.person = :person AND"
        " a.account_id = (SELECT account_id FROM app WHERE appid = :appid)",
        person=person,
        appid=appid,
    )
    return shapes.new_openid() if sibling is None else str(sibling["unionid"])
