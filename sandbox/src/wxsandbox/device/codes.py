"""Codes that the phone hands to an app: wx.login, getPhoneNumber, the OAuth page."""

from wxsandbox import people, shapes
from wxsandbox.world import World

LIFE_MS = 5 * 60 * 1000


class UnknownApp(Exception):
    """No such app, or one of the wrong kind."""


def new_code(world: World, *, kind: str, person: str, appid: str, scope: str = "") -> str:
    """A code of this kind, good once and for five minutes. Raises UnknownPerson, UnknownApp."""
    wanted = "service" if kind == "oauth" else "weapp"
    app = world.store.one("SELECT kind FROM app WHERE appid = :appid", appid=appid)
    if app is None or app["kind"] != wanted:
        raise UnknownApp(appid)
    code = "0" + shapes.letters(31) if kind != "phone" else shapes.letters(64)
    with world.store.unit():
        people.identity_of(world, appid, person)
        people.mark_seen(world, appid, person)
        world.store.insert(
            "code",
            code=code,
            kind=kind,
            appid=appid,
            person=person,
            scope=scope,
            expires_ms=world.clock.now_ms() + LIFE_MS,
        )
    return code
