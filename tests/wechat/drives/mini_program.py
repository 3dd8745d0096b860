"""How every call of a mini program's server, and of the service account's web log-in, is driven."""

from datetime import date, timedelta
from typing import Any

import httpx

from tests.wechat.drives.stage import PERSON, Drive, Stage, fresh_number, now
from xiaopu.wechat.miniprogram.codes import LimitedCode, LinkTarget, UnlimitedCode
from xiaopu.wechat.miniprogram.express import Waybill, WaybillGoods, WaybillStatus
from xiaopu.wechat.miniprogram.login import RiskQuery, RiskScene
from xiaopu.wechat.miniprogram.messages import NewTemplate, SubscribeMessage
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.miniprogram.security import MediaCheck, MediaType, Scene, TextCheck
from xiaopu.wechat.oauth import Scope, UserToken

NOBODY = "oNobodyKnowsThisOpenid000001"
TARGET = LinkTarget(path="pages/index/index", query="a=1")
GOODS = [WaybillGoods(goods_name="抱枕", goods_img_url="https://m.test/1.webp")]


async def stable_token(stage: Stage) -> None:
    assert await stage.weapp_client(stage.sandbox.shop).tokens.current()


async def code_to_session(stage: Stage) -> None:
    assert (await stage.login()).openid == stage.openid


async def check_session(stage: Stage) -> None:
    session = await stage.login()
    assert await stage.mall.login.check_session(session.openid, session.session_key) is True
    assert await stage.mall.login.check_session(session.openid, "another") is False


async def reset_session(stage: Stage) -> None:
    session = await stage.login()
    assert await stage.mall.login.reset_session(session.openid, session.session_key) != session.session_key


async def phone_number(stage: Stage) -> None:
    body = {"person": PERSON, "appid": stage.mall.appid}
    code = stage.sandbox.told("/_sandbox/device/phone-code", body)["code"]
    assert (await stage.mall.login.phone_number(code)).pure_phone_number == "13800138001"


async def paid_unionid(stage: Stage) -> None:
    paid = await stage.paid()
    assert await stage.mall.login.paid_unionid(stage.openid, transaction_id=str(paid.transaction_id))


def risk(stage: Stage, openid: str) -> RiskQuery:
    return RiskQuery(appid=stage.mall.appid, openid=openid, scene=RiskScene.REGISTER, client_ip="203.0.113.9")


async def risk_rank(stage: Stage) -> None:
    session = await stage.login()
    assert 0 <= (await stage.mall.login.risk_rank(risk(stage, session.openid))).risk_rank <= 4


async def unlimited(stage: Stage) -> None:
    code = UnlimitedCode(scene="a=1", page="pages/index/index", check_path=False)
    assert (await stage.mall.codes.unlimited(code)).content_type.startswith("image/")


async def limited(stage: Stage) -> None:
    assert (await stage.mall.codes.limited(LimitedCode(path="pages/index/index?a=1"))).content


async def square(stage: Stage) -> None:
    assert (await stage.mall.codes.square("pages/index/index")).content


async def url_link(stage: Stage) -> None:
    assert (await stage.mall.codes.url_link(TARGET, 30)).startswith("http")


async def scheme(stage: Stage) -> None:
    assert (await stage.mall.codes.scheme(TARGET, now() + timedelta(days=3))).startswith("weixin://dl/")


async def short_link(stage: Stage) -> None:
    assert (await stage.mall.codes.short_link("pages/index/index?a=1", title="抱枕")).startswith("#小程序")


def subscribe_message(stage: Stage, openid: str = "") -> SubscribeMessage:
    template = stage.sandbox.shop["subscribe_templates"][0]["template_id"]
    data = {"character_string1": "T1", "thing2": "水", "amount3": "¥12.99", "time4": "2026年3月2日 12:05"}
    return SubscribeMessage(touser=openid or stage.openid, template_id=template, data=data)


async def subscribe_send(stage: Stage) -> None:
    message = subscribe_message(stage)
    tapped = {"person": PERSON, "appid": stage.mall.appid, "results": {message.template_id: "accept"}}
    stage.sandbox.told("/_sandbox/device/subscribe", tapped)
    await stage.mall.messages.send_subscribe(message)


async def categories(stage: Stage) -> list[int]:
    found = [category.id for category in await stage.mall.messages.template_categories()]
    assert found
    return found


async def titles(stage: Stage) -> str:
    page = await stage.mall.messages.public_titles(await categories(stage))
    return str(page.data[0].tid)


async def keywords(stage: Stage) -> NewTemplate:
    tid = await titles(stage)
    found = [keyword.kid for keyword in await stage.mall.messages.public_keywords(tid)]
    assert len(found) > 1
    return NewTemplate(tid=tid, kid_list=found[:2], scene_desc="每个接口")


async def add_template(stage: Stage) -> str:
    return await stage.mall.messages.add_template(await keywords(stage))


async def templates(stage: Stage) -> None:
    assert subscribe_message(stage).template_id in {
        one.template_id for one in await stage.mall.messages.templates()
    }


async def delete_template(stage: Stage) -> None:
    await stage.mall.messages.delete_template(await add_template(stage))


def speaks(stage: Stage) -> None:
    body = {"person": PERSON, "appid": stage.mall.appid, "words": "在吗"}
    stage.sandbox.told("/_sandbox/device/speak", body)


async def service_send(stage: Stage) -> None:
    speaks(stage)
    await stage.mall.messages.send_text(stage.openid, "在的")


async def typing(stage: Stage) -> None:
    speaks(stage)
    await stage.mall.messages.typing(stage.openid, on=True)


async def media_get(stage: Stage) -> None:
    assert (await stage.mall.operations.media(await stage.media())).content


async def quota(stage: Stage) -> None:
    before = await stage.mall.operations.quota("/cgi-bin/media/upload")
    await stage.media()
    after = await stage.mall.operations.quota("/cgi-bin/media/upload")
    assert (after.used, after.remain) == (before.used + 1, before.remain - 1)


async def clear_quota(stage: Stage) -> None:
    await stage.mall.operations.clear_quota(stage.mall.appid)
    assert (await stage.mall.operations.quota("/wxa/msg_sec_check")).used == 0


async def rid(stage: Stage) -> None:
    answer = await stage.http.post(
        f"{stage.sandbox.origin}/wxa/msg_sec_check",
        params={"access_token": await stage.mall.tokens.current()},
        json={"content": "x", "version": 1},
    )
    number = answer.json()["errmsg"].rpartition("rid: ")[2]
    kept = await stage.mall.operations.rid(number)
    assert kept.request_url == "/wxa/msg_sec_check?access_token=***"
    assert kept.request_body == '{"content":"x","version":1}'


async def push_addresses(stage: Stage) -> None:
    assert await stage.mall.operations.push_addresses() == ("127.0.0.1",)


async def text_check(stage: Stage) -> None:
    session = await stage.login()
    text = TextCheck(content="很好用", scene=Scene.COMMENT, openid=session.openid)
    assert (await stage.mall.security.check_text(text)).result.label == 100


def media_check(openid: str) -> MediaCheck:
    return MediaCheck(
        media_url="https://m.test/1.webp", media_type=MediaType.PICTURE, scene=Scene.COMMENT, openid=openid
    )


async def check_media(stage: Stage) -> None:
    session = await stage.login()
    assert await stage.mall.security.check_media(media_check(session.openid))


async def carriers(stage: Stage) -> None:
    assert {"SF", "YTO"} <= {carrier.delivery_id for carrier in await stage.mall.express.carriers()}


async def waybill(stage: Stage, openid: str = "") -> Waybill:
    paid = await stage.paid()
    return Waybill(
        openid=openid or stage.openid,
        receiver_phone="13800138001",
        waybill_id=fresh_number("YT"),
        trans_id=str(paid.transaction_id),
        goods=GOODS,
        order_detail_path="pages/order/detail",
        delivery_id="YTO",
    )


async def trace(stage: Stage) -> str:
    return await stage.mall.express.trace(await waybill(stage))


async def trace_for_nobody(stage: Stage) -> None:
    await stage.mall.express.trace(await waybill(stage, NOBODY))


async def query(stage: Stage) -> None:
    tracking = await stage.mall.express.query(await trace(stage))
    assert tracking.waybill_info.status is WaybillStatus.NOT_COLLECTED
    assert tracking.delivery_info is not None
    assert tracking.delivery_info.delivery_name == "圆通速递"


async def update_goods(stage: Stage) -> None:
    await stage.mall.express.update_goods(await trace(stage), GOODS)


def last_week(stage: Stage) -> tuple[date, date]:
    monday = stage.today() - timedelta(days=stage.today().weekday() + 7)
    return monday, monday + timedelta(days=6)


def last_month(stage: Stage) -> tuple[date, date]:
    last = stage.today().replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


async def daily_visits(stage: Stage) -> None:
    assert [day.ref_date for day in await stage.mall.datacube.daily_visits(stage.yesterday)] == [
        f"{stage.yesterday:%Y%m%d}"
    ]


async def weekly_visits(stage: Stage) -> None:
    monday, sunday = last_week(stage)
    found = await stage.mall.datacube.weekly_visits(monday, sunday)
    assert found[0].ref_date == f"{monday:%Y%m%d}-{sunday:%Y%m%d}"


async def monthly_visits(stage: Stage) -> None:
    first, last = last_month(stage)
    assert (await stage.mall.datacube.monthly_visits(first, last))[0].ref_date == f"{first:%Y%m}"


async def daily_retain(stage: Stage) -> None:
    assert (await stage.mall.datacube.daily_retain(stage.yesterday)).visit_uv[0].key == 0


async def daily_summary(stage: Stage) -> None:
    assert len(await stage.mall.datacube.daily_summary(stage.yesterday)) == 1


async def visit_pages(stage: Stage) -> None:
    assert await stage.mall.datacube.visit_pages(stage.yesterday) == ()


async def visit_distribution(stage: Stage) -> None:
    found = {one.index for one in await stage.mall.datacube.visit_distribution(stage.yesterday)}
    assert found == {"access_source_session_cnt", "access_staytime_info", "access_depth_info"}


async def user_portrait(stage: Stage) -> None:
    week = stage.yesterday - timedelta(days=6)
    portrait = await stage.mall.datacube.user_portrait(week, stage.yesterday)
    assert portrait.ref_date == f"{week:%Y%m%d}-{stage.yesterday:%Y%m%d}"


async def web_code(stage: Stage, scope: Scope = Scope.USERINFO) -> str:
    """What WeChat sends a person back with."""
    address = stage.oauth.authorize_url("http://127.0.0.1:5/back", state="s1", scope=scope)
    page = await stage.http.get(f"{address.partition('#')[0]}&person={PERSON}", follow_redirects=False)
    back = httpx.URL(page.headers["location"])
    assert back.params["state"] == "s1"
    return back.params["code"]


async def web_page_of_nobody(stage: Stage) -> str:
    address = stage.oauth.authorize_url("https://evil.example/back", state="s1")
    return (await stage.http.get(address)).text


async def user_token(stage: Stage, scope: Scope = Scope.USERINFO) -> UserToken:
    token = await stage.oauth.code_to_token(await web_code(stage, scope))
    assert token.openid == stage.openid_of(stage.service_appid)
    return token


async def refresh(stage: Stage) -> None:
    token = await user_token(stage)
    assert (await stage.oauth.refresh(token.refresh_token)).openid == token.openid


async def user_info(stage: Stage) -> None:
    assert (await stage.oauth.user_info(await user_token(stage))).nickname == PERSON


async def user_info_without_scope(stage: Stage) -> None:
    await stage.oauth.user_info(await user_token(stage, Scope.BASE))


async def check(stage: Stage) -> None:
    await stage.oauth.check(await user_token(stage))


async def check_of_another(stage: Stage) -> None:
    token = await user_token(stage)
    wrong = UserToken(
        access_token=token.access_token, expires_in=1, refresh_token="x", openid=NOBODY, scope=token.scope
    )
    await stage.oauth.check(wrong)


def own(endpoint: str, happy: Any, refused: Any, code: int | str) -> Drive:
    return Drive(endpoint=f"miniprogram.{endpoint}", happy=happy, refused=refused, code=str(code))


MINI_PROGRAM = [
    own(
        "credentials.STABLE_TOKEN",
        stable_token,
        lambda stage: stage.weapp_client(stage.sandbox.shop, secret="0" * 32).tokens.current(),
        40125,
    ),
    own(
        "login.CODE_TO_SESSION",
        code_to_session,
        lambda stage: stage.mall.login.code_to_session("made-up"),
        40029,
    ),
    own(
        "login.CHECK_SESSION",
        check_session,
        lambda stage: stage.mall.login.check_session(NOBODY, "key"),
        40003,
    ),
    own(
        "login.RESET_SESSION",
        reset_session,
        lambda stage: stage.mall.login.reset_session(NOBODY, "key"),
        40003,
    ),
    own("login.PHONE_NUMBER", phone_number, lambda stage: stage.mall.login.phone_number("made-up"), 40029),
    own(
        "login.PAID_UNIONID",
        paid_unionid,
        lambda stage: stage.mall.login.paid_unionid(NOBODY, transaction_id="1"),
        40003,
    ),
    own(
        "login.RISK_RANK",
        risk_rank,
        lambda stage: stage.mall.login.risk_rank(risk(stage, NOBODY)),
        40003,
    ),
    own(
        "codes.UNLIMITED",
        unlimited,
        lambda stage: stage.mall.codes.unlimited(UnlimitedCode(scene="a=1", page="/pages/index")),
        41030,
    ),
    own("codes.LIMITED", limited, lambda stage: stage.mall.codes.limited(LimitedCode(path="")), 40159),
    own("codes.SQUARE", square, lambda stage: stage.mall.codes.square(""), 40159),
    own("codes.URL_LINK", url_link, lambda stage: stage.mall.codes.url_link(TARGET, 31), 85401),
    own("codes.SCHEME", scheme, lambda stage: stage.mall.codes.scheme(TARGET, 31), 85401),
    own("codes.SHORT_LINK", short_link, lambda stage: stage.mall.codes.short_link(""), 40165),
    own(
        "messages.SUBSCRIBE_SEND",
        subscribe_send,
        lambda stage: stage.mall.messages.send_subscribe(subscribe_message(stage, NOBODY)),
        40003,
    ),
    own(
        "messages.TEMPLATE_CATEGORIES",
        categories,
        lambda stage: stage.stranger().messages.template_categories(),
        61014,
    ),
    own("messages.PUBLIC_TITLES", titles, lambda stage: stage.mall.messages.public_titles([]), 200018),
    own("messages.PUBLIC_KEYWORDS", keywords, lambda stage: stage.mall.messages.public_keywords("0"), 200014),
    own(
        "messages.ADD_TEMPLATE",
        add_template,
        lambda stage: stage.mall.messages.add_template(NewTemplate(tid="0", kid_list=[1], scene_desc="x")),
        200014,
    ),
    own("messages.TEMPLATES", templates, lambda stage: stage.stranger().messages.templates(), 61014),
    own(
        "messages.DELETE_TEMPLATE",
        delete_template,
        lambda stage: stage.mall.messages.delete_template("made-up"),
        40037,
    ),
    own(
        "messages.SERVICE_SEND",
        service_send,
        lambda stage: stage.mall.messages.send_text(NOBODY, "在吗"),
        40003,
    ),
    own("messages.TYPING", typing, lambda stage: stage.mall.messages.typing(NOBODY, on=True), 40003),
    own(
        "operations.MEDIA_UPLOAD",
        lambda stage: stage.media(),
        lambda stage: stage.mall.operations.upload_media(
            MediaKind.THUMB, "a.png", b"x" * 70_000, "image/png"
        ),
        40006,
    ),
    own("operations.MEDIA_GET", media_get, lambda stage: stage.mall.operations.media("made-up"), 40007),
    own(
        "operations.CLEAR_QUOTA",
        clear_quota,
        lambda stage: stage.mall.operations.clear_quota("wx0000000000000000"),
        40013,
    ),
    own("operations.QUOTA", quota, lambda stage: stage.mall.operations.quota("cgi-bin/x"), 76021),
    own("operations.RID", rid, lambda stage: stage.mall.operations.rid("0" * 8), 76002),
    own(
        "operations.PUSH_ADDRESSES",
        push_addresses,
        lambda stage: stage.stranger().operations.push_addresses(),
        61014,
    ),
    own(
        "security.TEXT_CHECK",
        text_check,
        lambda stage: stage.mall.security.check_text(
            TextCheck(content="x", scene=Scene.COMMENT, openid=NOBODY)
        ),
        40003,
    ),
    own(
        "security.MEDIA_CHECK",
        check_media,
        lambda stage: stage.mall.security.check_media(media_check(NOBODY)),
        40003,
    ),
    own("express.CARRIERS", carriers, lambda stage: stage.stranger().express.carriers(), 61014),
    own("express.TRACE", trace, trace_for_nobody, 40003),
    own("express.QUERY", query, lambda stage: stage.mall.express.query("made-up"), 9300507),
    own(
        "express.UPDATE",
        update_goods,
        lambda stage: stage.mall.express.update_goods("made-up", GOODS),
        9300507,
    ),
    own(
        "datacube.DAILY_VISITS",
        daily_visits,
        lambda stage: stage.mall.datacube.daily_visits(stage.today()),
        61501,
    ),
    own(
        "datacube.WEEKLY_VISITS",
        weekly_visits,
        lambda stage: stage.mall.datacube.weekly_visits(stage.yesterday, stage.yesterday),
        61501,
    ),
    own(
        "datacube.MONTHLY_VISITS",
        monthly_visits,
        lambda stage: stage.mall.datacube.monthly_visits(stage.yesterday, stage.yesterday),
        61501,
    ),
    own(
        "datacube.DAILY_RETAIN",
        daily_retain,
        lambda stage: stage.mall.datacube.daily_retain(stage.today()),
        61501,
    ),
    own(
        "datacube.DAILY_SUMMARY",
        daily_summary,
        lambda stage: stage.mall.datacube.daily_summary(stage.today()),
        61501,
    ),
    own(
        "datacube.VISIT_PAGES",
        visit_pages,
        lambda stage: stage.mall.datacube.visit_pages(stage.today()),
        61501,
    ),
    own(
        "datacube.VISIT_DISTRIBUTION",
        visit_distribution,
        lambda stage: stage.mall.datacube.visit_distribution(stage.today()),
        61501,
    ),
    own(
        "datacube.USER_PORTRAIT",
        user_portrait,
        lambda stage: stage.mall.datacube.user_portrait(stage.yesterday - timedelta(days=3), stage.yesterday),
        61501,
    ),
    Drive(endpoint="oauth.AUTHORIZE", happy=web_code, refused=web_page_of_nobody, code="page:10003"),
    Drive(
        endpoint="oauth.CODE_TO_TOKEN",
        happy=user_token,
        refused=lambda stage: stage.oauth.code_to_token("made-up"),
        code="40029",
    ),
    Drive(
        endpoint="oauth.REFRESH",
        happy=refresh,
        refused=lambda stage: stage.oauth.refresh("made-up"),
        code="40030",
    ),
    Drive(endpoint="oauth.USER_INFO", happy=user_info, refused=user_info_without_scope, code="48001"),
    Drive(endpoint="oauth.CHECK", happy=check, refused=check_of_another, code="40003"),
]
