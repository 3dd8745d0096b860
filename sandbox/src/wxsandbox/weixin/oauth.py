"""Web log-in of a service account: what a shop exchanges the code of the OAuth page for."""

from wxsandbox import people, shapes
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal
from wxsandbox.weixin.login import use_code
from wxsandbox.weixin.tokens import known_app

LIFE_MS = 7200 * 1000


def exchange(call: ApiCall) -> Answer:
    """GET /sns/oauth2/access_token. unionid comes only with scope snsapi_userinfo."""
    app = known_app(call.world, call.query.get("appid"), call.query.get("secret"))
    if call.query.get("grant_type") != "authorization_code":
        raise ApiRefusal(40002, "invalid grant_type")
    if app["kind"] != "service":
        raise ApiRefusal(40013, "invalid appid")
    world, now = call.world, call.world.clock.now_ms()
    with world.store.unit():
        code = use_code(world, call.query.get("code", ""), kind="oauth", appid=app["appid"])
        identity = people.identity_of(world, app["appid"], code["person"])
        token, refresh = shapes.new_access_token(), shapes.new_access_token()
        world.store.insert(
            "user_token",
            token=token,
            refresh_token=refresh,
            appid=app["appid"],
            person=code["person"],
            openid=identity.openid,
            scope=code["scope"],
            expires_ms=now + LIFE_MS,
        )
    answer = {"access_token": token, "expires_in": LIFE_MS // 1000, "refresh_token": refresh}
    answer |= {"openid": identity.openid, "scope": code["scope"]}
    return answer | ({"unionid": identity.unionid} if code["scope"] == "snsapi_userinfo" else {})


def refresh(call: ApiCall) -> Answer:
    """GET /sns/oauth2/refresh_token."""
    row = call.world.store.one(
        "SELECT * FROM user_token WHERE refresh_token = :token AND appid = :appid",
        token=call.query.get("refresh_token", ""),
        appid=call.query.get("appid", ""),
    )
    if row is None:
        raise ApiRefusal(40030, "invalid refresh_token")
    token = shapes.new_access_token()
    call.world.store.run(
        "UPDATE user_token SET token = :token, expires_ms = :end WHERE refresh_token = :refresh",
        token=token,
        end=call.world.clock.now_ms() + LIFE_MS,
        refresh=row["refresh_token"],
    )
    answer = {"access_token": token, "expires_in": LIFE_MS // 1000, "refresh_token": row["refresh_token"]}
    return answer | {"openid": row["openid"], "scope": row["scope"]}


def user_info(call: ApiCall) -> Answer:
    """GET /sns/userinfo; needs scope snsapi_userinfo."""
    row = _user_token(call)
    if row["scope"] != "snsapi_userinfo":
        raise ApiRefusal(48001, "api unauthorized")
    identity = people.identity_of(call.world, row["appid"], row["person"])
    place = {"sex": 0, "language": "", "city": "", "province": "", "country": ""}
    face = f"{call.world.settings.public_origin}/assets/face.svg?name={row['person']}"
    names = {
        "openid": identity.openid,
        "nickname": row["person"],
        "headimgurl": face,
        "unionid": identity.unionid,
    }
    return names | place | {"privilege": []}


def check(call: ApiCall) -> Answer:
    """GET /sns/auth."""
    _user_token(call)
    return {"errcode": 0, "errmsg": "ok"}


def _user_token(call: ApiCall) -> Row:
    row = call.world.store.one(
        "SELECT * FROM user_token WHERE token = :token", token=call.query.get("access_token", "")
    )
    if row is None:
        raise ApiRefusal(40001, "invalid credential, access_token is invalid or not latest")
    if row["expires_ms"] <= call.world.clock.now_ms():
        raise ApiRefusal(42001, "access_token expired")
    if row["openid"] != call.query.get("openid"):
        raise ApiRefusal(40003, "invalid openid")
    return row
