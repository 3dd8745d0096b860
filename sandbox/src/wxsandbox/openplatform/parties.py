"""Third-party platforms and the mini programs that trust them: tickets, codes, tokens, authorization and
its end.
"""

from typing import Any

from wxsandbox import shapes
from wxsandbox.pushes.outbox import announce_authorization
from wxsandbox.store import Row
from wxsandbox.world import World

TICKET_EVERY_MS = 10 * 60 * 1000
TICKET_LIFE_MS = 12 * 3600 * 1000
PREAUTH_MS = 1800 * 1000
AUTH_CODE_MS = 3600 * 1000
TOKEN_MS = 7200 * 1000
# The permission sets that a mini program grants when it is registered or authorized.
PERMISSIONS = (17, 18, 19, 25, 30, 31, 37, 40, 48, 49, 52, 65, 76, 81, 85, 88, 93, 99, 105, 142, 151, 156)


def open_platform(world: World, *, name: str, auth_url: str, message_url: str, domains: str) -> Row:
    """Registers a third-party platform; tickets come as soon as it has an address."""
    appid = shapes.new_appid()
    world.store.insert(
        "component",
        appid=appid,
        name=name,
        secret=shapes.new_app_secret(),
        push_token=shapes.letters(32),
        encoding_aes_key=shapes.letters(42) + "A",
        auth_url=auth_url,
        message_url=message_url,
        domains=domains,
        created_ms=world.clock.now_ms(),
    )
    return platform_of(world, appid)


def move_platform(world: World, appid: str, *, auth_url: str, message_url: str, domains: str) -> Row:
    """Gives a platform other addresses. Raises KeyError."""
    world.store.run(
        "UPDATE component SET auth_url = :auth_url, message_url = :message_url, domains = :domains"
        " WHERE appid = :appid",
        auth_url=auth_url,
        message_url=message_url,
        domains=domains,
        appid=appid,
    )
    return platform_of(world, appid)


def platform_of(world: World, appid: str) -> Row:
    """The platform's row. Raises KeyError."""
    row = world.store.one("SELECT * FROM component WHERE appid = :appid", appid=appid)
    if row is None:
        raise KeyError(appid)
    return row


def push_tickets(world: World, *, only: str = "") -> None:
    """Pushes a fresh ticket to every platform whose last one is ten minutes old; to `only`, at once."""
    now = world.clock.now_ms()
    limit = now if only else now - TICKET_EVERY_MS
    rows = world.store.all(
        "SELECT * FROM component WHERE auth_url <> '' AND ticket_ms <= :limit AND :only IN ('', appid)",
        limit=limit,
        only=only,
    )
    for row in rows:
        ticket = f"ticket@@@{shapes.web_text(80)}"
        with world.store.unit():
            world.store.run(
                "UPDATE component SET ticket = :ticket, ticket_ms = :now WHERE appid = :appid",
                ticket=ticket,
                now=now,
                appid=row["appid"],
            )
            announce_authorization(
                world, row["appid"], "component_verify_ticket", ComponentVerifyTicket=ticket
            )


def authorize(world: World, component: str, appid: str, *, pre_auth_code: str = "") -> str:
    """The administrator says yes: returns an authorization code and pushes `authorized` (or
    `updateauthorized`).
    """
    now = world.clock.now_ms()
    known = world.store.one(
        "SELECT 1 FROM authorization WHERE component = :c AND appid = :a", c=component, a=appid
    )
    with world.store.unit():
        if known is None:
            refresh = f"refreshtoken@@@{shapes.web_text(43)}"
            world.store.insert(
                "authorization", component=component, appid=appid, refresh_token=refresh, at_ms=now
            )
        code = new_auth_code(world, component, appid)
        fields: dict[str, Any] = {"AuthorizerAppid": appid, "AuthorizationCode": code}
        fields |= {"AuthorizationCodeExpiredTime": (now + AUTH_CODE_MS) // 1000, "PreAuthCode": pre_auth_code}
        announce_authorization(
            world, component, "authorized" if known is None else "updateauthorized", **fields
        )
    return code


def revoke(world: World, component: str, appid: str) -> bool:
    """The administrator takes it back: tokens die, `unauthorized` is pushed. False when there was nothing."""
    with world.store.unit():
        gone = world.store.run(
            "DELETE FROM authorization WHERE component = :c AND appid = :a", c=component, a=appid
        )
        if not gone:
            return False
        world.store.run(
            "DELETE FROM token WHERE kind = :kind AND appid = :a", kind=f"authorizer:{component}", a=appid
        )
        announce_authorization(world, component, "unauthorized", AuthorizerAppid=appid)
    return True


def new_auth_code(world: World, component: str, appid: str) -> str:
    """A code that the platform exchanges once, within an hour; joins the caller's unit."""
    code = f"queryauthcode@@@{shapes.web_text(64)}"
    world.store.insert(
        "code",
        code=code,
        kind="component_auth",
        appid=appid,
        person="",
        scope=component,
        expires_ms=world.clock.now_ms() + AUTH_CODE_MS,
    )
    return code


def issue_token(world: World, appid: str, kind: str) -> str:
    """A token of 7200 seconds; joins the caller's unit."""
    token, now = shapes.new_access_token(), world.clock.now_ms()
    world.store.insert("token", token=token, appid=appid, kind=kind, issued_ms=now, expires_ms=now + TOKEN_MS)
    return token


def permission_list() -> list[dict[str, Any]]:
    """func_info as WeChat gives it."""
    return [{"funcscope_category": {"id": number}} for number in PERMISSIONS]
