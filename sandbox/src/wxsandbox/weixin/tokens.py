"""access_token in both kinds, which know nothing of each other.

Stable: the same token with the seconds that are left, renewed in its last five minutes, or at once by force
(twenty times a day, thirty seconds apart). Plain: a new one at every call, the older ones last five
minutes more.
"""

from typing import Any

from wxsandbox import shapes
from wxsandbox.clock import compact
from wxsandbox.openplatform.record import launch_of
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal
from wxsandbox.world import World

LIFE_MS = 7200 * 1000
OVERLAP_MS = 300 * 1000
FORCE_GAP_MS = 30 * 1000
FORCE_PER_DAY = 20


def stable_token(call: ApiCall) -> Answer:
    """POST /cgi-bin/stable_token."""
    values = call.json()
    app = known_app(call.world, values.get("appid"), values.get("secret"))
    check_ip(call, str(app["appid"]))
    if values.get("grant_type") != "client_credential":
        raise ApiRefusal(40002, "invalid grant_type")
    force = values.get("force_refresh", False)
    if not isinstance(force, bool):
        raise ApiRefusal(47001, "data format error")
    world, now, appid = call.world, call.world.clock.now_ms(), str(app["appid"])
    with world.store.unit():
        if force:
            _check_force(world, appid, now)
            world.store.run(
                "UPDATE token SET expires_ms = 0 WHERE appid = :appid AND kind = 'stable'", appid=appid
            )
        else:
            kept = _fresh(world, appid, now)
            if kept is not None:
                return {"access_token": kept["token"], "expires_in": (kept["expires_ms"] - now) // 1000}
        return _issue(world, appid, "stable", forced=int(force))


def plain_token(call: ApiCall) -> Answer:
    """GET /cgi-bin/token."""
    if call.query.get("grant_type") != "client_credential":
        raise ApiRefusal(40002, "invalid grant_type")
    app = known_app(call.world, call.query.get("appid"), call.query.get("secret"))
    check_ip(call, str(app["appid"]))
    world, now = call.world, call.world.clock.now_ms()
    with world.store.unit():
        world.store.run(
            "UPDATE token SET expires_ms = min(expires_ms, :soon) WHERE appid = :appid AND kind = 'plain'",
            soon=now + OVERLAP_MS,
            appid=app["appid"],
        )
        return _issue(world, str(app["appid"]), "plain")


def known_app(world: World, appid: object, secret: object) -> Row:
    """The app with this secret. Raises ApiRefusal 41002, 41004, 40013 or 40125."""
    if not isinstance(appid, str) or not appid:
        raise ApiRefusal(41002, "appid missing")
    if not isinstance(secret, str) or not secret:
        raise ApiRefusal(41004, "appsecret missing")
    app = world.store.one("SELECT * FROM app WHERE appid = :appid", appid=appid)
    if app is None:
        raise ApiRefusal(40013, "invalid appid")
    if app["secret"] != secret:
        raise ApiRefusal(40125, "invalid appsecret, view more at https://mp.weixin.qq.com")
    return app


def check_ip(call: ApiCall, appid: str) -> None:
    """The caller must be on the AppSecret's allow-list, when there is one. Raises ApiRefusal 40164."""
    allowed = launch_of(call.world, appid).secret_ips
    if allowed and call.client_ip not in allowed:
        ip = call.client_ip
        raise ApiRefusal(40164, f"invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist")


def app_of_token(world: World, token: str) -> Row:
    """The app behind an access_token. Raises ApiRefusal 41001, 40001 or 42001."""
    if not token:
        raise ApiRefusal(41001, "access_token missing")
    row = world.store.one(
        "SELECT a.*, t.expires_ms, t.kind AS token_kind FROM token t"
        " JOIN app a ON a.appid = t.appid WHERE t.token = :token",
        token=token,
    )
    if row is None or row["expires_ms"] == 0:
        raise ApiRefusal(40001, "invalid credential, access_token is invalid or not latest")
    if row["expires_ms"] <= world.clock.now_ms():
        raise ApiRefusal(42001, "access_token expired")
    if world.faults.take("token_expired_early", appid=row["appid"]):
        world.store.run("UPDATE token SET expires_ms = 1 WHERE token = :token", token=token)
        raise ApiRefusal(42001, "access_token expired")
    return row


def _fresh(world: World, appid: str, now: int) -> Row | None:
    return world.store.one(
        "SELECT * FROM token WHERE appid = :appid AND kind = 'stable' AND expires_ms > :limit"
        " ORDER BY expires_ms DESC LIMIT 1",
        appid=appid,
        limit=now + OVERLAP_MS,
    )


def _issue(world: World, appid: str, kind: str, forced: int = 0) -> dict[str, Any]:
    now, token = world.clock.now_ms(), shapes.new_access_token()
    world.store.insert(
        "token", token=token, appid=appid, kind=kind, issued_ms=now, expires_ms=now + LIFE_MS, forced=forced
    )
    return {"access_token": token, "expires_in": LIFE_MS // 1000}


def _check_force(world: World, appid: str, now: int) -> None:
    rows = world.store.all(
        "SELECT issued_ms FROM token WHERE appid = :appid AND kind = 'stable' AND forced = 1"
        " ORDER BY issued_ms DESC LIMIT :most",
        appid=appid,
        most=FORCE_PER_DAY,
    )
    if rows and now - rows[0]["issued_ms"] < FORCE_GAP_MS:
        raise ApiRefusal(45011, "api minute-quota reach limit, must slower, retry next minute")
    today = compact(now)[:8]
    if len(rows) == FORCE_PER_DAY and compact(rows[-1]["issued_ms"])[:8] == today:
        raise ApiRefusal(45009, "reach max api daily quota limit")
