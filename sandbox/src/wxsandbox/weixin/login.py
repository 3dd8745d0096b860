"""Who is logging in: codes of wx.login, phone-number codes, session keys."""

import base64
import hashlib
import hmac
import secrets

from wxsandbox import people
from wxsandbox.openplatform.record import INDIVIDUAL, launch_of
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of
from wxsandbox.weixin.tokens import known_app
from wxsandbox.world import World


def code2session(call: ApiCall) -> Answer:
    """GET /sns/jscode2session; a code works once and for five minutes."""
    app = known_app(call.world, call.query.get("appid"), call.query.get("secret"))
    if call.query.get("grant_type", "authorization_code") != "authorization_code":
        raise ApiRefusal(40002, "invalid grant_type")
    if app["kind"] != "weapp":
        raise ApiRefusal(40013, "invalid appid")
    return session_for(call.world, str(app["appid"]), call.query.get("js_code", ""))


def session_for(world: World, appid: str, js_code: str) -> dict[str, str]:
    """Uses up a login code of this app; every log-in gives a new session_key."""
    with world.store.unit():
        code = use_code(world, js_code, kind="login", appid=appid)
        if world.faults.take("risk_user", person=code["person"], appid=appid):
            raise ApiRefusal(40226, "code blocked")
        identity = people.identity_of(world, appid, code["person"])
        session_key = base64.b64encode(secrets.token_bytes(16)).decode()
        world.store.run(
            "UPDATE identity SET session_key = :key WHERE appid = :appid AND person = :person",
            key=session_key,
            appid=appid,
            person=code["person"],
        )
        people.mark_seen(world, appid, code["person"])
    return {"session_key": session_key, "openid": identity.openid, "unionid": identity.unionid}


def use_code(world: World, text: str, *, kind: str, appid: str) -> Row:
    """Takes a code out of circulation. Raises ApiRefusal 40029 or 40163; joins the caller's unit."""
    code = world.store.one("SELECT * FROM code WHERE code = :code AND kind = :kind", code=text, kind=kind)
    if code is None or code["appid"] != appid or code["expires_ms"] < world.clock.now_ms():
        raise ApiRefusal(40029, "invalid code")
    if code["used_ms"] is not None:
        raise ApiRefusal(40163, "code been used")
    world.store.run("UPDATE code SET used_ms = :now WHERE code = :code", now=world.clock.now_ms(), code=text)
    return code


def phone_number(call: ApiCall) -> Answer:
    """POST /wxa/business/getuserphonenumber; the code is not the one of wx.login."""
    values = call.json()
    text = text_of(values, "code", ApiRefusal(40029, "invalid code"))
    world = call.world
    if launch_of(world, call.appid).subject == INDIVIDUAL:
        raise ApiRefusal(48001, "api unauthorized")
    foreign = world.store.one("SELECT appid FROM code WHERE code = :code AND kind = 'phone'", code=text)
    if foreign is not None and foreign["appid"] != call.appid:
        raise ApiRefusal(40013, "invalid appid")
    with world.store.unit():
        code = use_code(world, text, kind="phone", appid=call.appid)
        identity = people.identity_of(world, call.appid, code["person"])
        if values.get("openid") and values["openid"] != identity.openid:
            raise ApiRefusal(40003, "invalid openid")
    phone = people.person_of(world, code["person"])["phone"]
    watermark = {"timestamp": world.clock.now_ms() // 1000, "appid": call.appid}
    info = {"phoneNumber": phone, "purePhoneNumber": phone, "countryCode": "86", "watermark": watermark}
    return ok(phone_info=info)


def paid_unionid(call: ApiCall) -> Answer:
    """GET /wxa/getpaidunionid: within five minutes after paying."""
    query, world = call.query, call.world
    trade = world.store.one(
        "SELECT * FROM trade WHERE payer_appid = :appid AND paid_ms > 0"
        " AND (transaction_id = :id OR (mchid = :mchid AND out_trade_no = :number))",
        appid=call.appid,
        id=query.get("transaction_id", ""),
        mchid=query.get("mch_id", ""),
        number=query.get("out_trade_no", ""),
    )
    person = people.holder_of(world, call.appid, query.get("openid", ""))
    if person is None:
        raise ApiRefusal(40003, "invalid openid")
    if trade is None or trade["person"] != person or world.clock.now_ms() - trade["paid_ms"] > 300_000:
        raise ApiRefusal(89300, "invalid trade")
    return ok(unionid=people.identity_of(world, call.appid, person).unionid)


def check_session(call: ApiCall) -> Answer:
    """GET /wxa/checksession; the signature's key is the session_key's text."""
    if call.query.get("sig_method") != "hmac_sha256":
        raise ApiRefusal(87008, "invalid sig_method")
    _signed_identity(call)
    return ok()


def reset_session(call: ApiCall) -> Answer:
    """GET /wxa/resetusersessionkey."""
    if call.query.get("sig_method") != "hmac_sha256":
        raise ApiRefusal(87008, "invalid sig_method")
    identity = _signed_identity(call)
    session_key = base64.b64encode(secrets.token_bytes(16)).decode()
    call.world.store.run(
        "UPDATE identity SET session_key = :key WHERE openid = :openid",
        key=session_key,
        openid=identity["openid"],
    )
    return ok(openid=identity["openid"], session_key=session_key)


def _signed_identity(call: ApiCall) -> Row:
    identity = call.world.store.one(
        "SELECT * FROM identity WHERE appid = :appid AND openid = :openid",
        appid=call.appid,
        openid=call.query.get("openid", ""),
    )
    if identity is None:
        raise ApiRefusal(40003, "invalid openid")
    if not identity["session_key"]:
        raise ApiRefusal(87007, "session_key is not existd or expired")
    wanted = hmac.new(identity["session_key"].encode(), b"", hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted.encode(), call.query.get("signature", "").encode()):
        raise ApiRefusal(87009, "invalid signature")
    return identity
