"""The pages: doors, phone, mailbox, both consoles, clock."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.response import Response

from wxsandbox import faults, provisioning
from wxsandbox.clock import rfc3339
from wxsandbox.control.routes import world_of
from wxsandbox.mail import inbox
from wxsandbox.mp.profile import business_file
from wxsandbox.mp.view import view_of
from wxsandbox.openplatform.categories import CATEGORIES
from wxsandbox.openplatform.privacy import INTERFACES, KEYS
from wxsandbox.openplatform.record import launch_of
from wxsandbox.pages.rendering import asset, face, holder_of_phone, page
from wxsandbox.pay.refunds import available_fen
from wxsandbox.pay.trades import STATE_WORDS
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]
EVENT_WORDS = {
    "payment": "收到付款",
    "trade.closed": "订单关闭",
    "refund.created": "发起退款",
    "refund.succeeded": "退款成功",
    "refund.abnormal": "退款异常",
    "refund.closed": "退款关闭",
    "notice.try": "发出通知",
    "transfer": "商家转账",
}
PRODUCT_WORDS = {"JSAPI": "JSAPI 支付", "NATIVE": "Native 支付", "MWEB": "H5 支付", "APP": "APP 支付"}
REFUND_WORDS = {"PROCESSING": "退款中", "SUCCESS": "已退款", "ABNORMAL": "退款异常", "CLOSED": "已关闭"}
NOTICE_WORDS = {"pending": "等待中", "held": "压住", "delivered": "已送达", "given_up": "已放弃"}
SUBJECT_WORDS = {"company": "企业", "sole_trader": "个体工商户", "individual": "个人"}
ROLE_WORDS = {"develop": "开发", "experience": "体验", "operate": "运营"}
SHIPPING_WORDS = {1: "待发货", 2: "已发货", 3: "确认收货", 4: "交易完成", 5: "已退款"}


@get("/assets/{name:str}")
async def assets(name: str, request: AnyRequest) -> Response[bytes]:
    """Style sheets and scripts; face.svg?name= draws a face."""
    if name == "face.svg":
        return Response(face(request.query_params.get("name", "")), media_type="image/svg+xml")
    return asset(name)


@get("/")
async def home(request: AnyRequest) -> Response[bytes]:
    """The doors, and what happened last."""
    world = world_of(request)
    last = world.store.number("SELECT max(seq) FROM journal")
    return page(
        "home.html",
        active="/",
        mails=world.store.number("SELECT count(*) FROM mail"),
        payments=world.store.number("SELECT count(*) FROM trade WHERE paid_ms > 0"),
        refunds=world.store.number("SELECT count(*) FROM refund"),
        lines=list(reversed(world.journal.after(max(last - 12, 0)))),
        words=EVENT_WORDS,
    )


@get("/phone")
async def phone(request: AnyRequest, url: str = "") -> Response[bytes]:
    """A phone with a page in it; only http and https addresses open."""
    world = world_of(request)
    wanted = url if urlsplit(url).scheme in ("http", "https") else ""
    people = world.store.all("SELECT * FROM person ORDER BY rowid")
    now = rfc3339(world.clock.now_ms())
    holder = holder_of_phone(world, request)
    orders = world.store.all(
        "SELECT t.*, m.name AS merchant, s.order_state FROM trade t JOIN merchant m ON m.mchid = t.mchid"
        " LEFT JOIN shipment s ON s.transaction_id = t.transaction_id"
        " WHERE t.person = :person ORDER BY t.paid_ms DESC LIMIT 20",
        person=holder,
    )
    apps = world.store.all("SELECT appid FROM app WHERE kind = 'weapp' ORDER BY rowid DESC LIMIT 50")
    launches = [(row["appid"], launch_of(world, row["appid"])) for row in apps]
    weapps = [(appid, one) for appid, one in launches if one.experience or one.release]
    values = {
        "url": wanted,
        "people": people,
        "holder": holder,
        "now": now,
        "orders": orders,
        "weapps": weapps,
    }
    return page("phone.html", active="/phone", states=SHIPPING_WORDS, **values)


@get("/mail")
async def mails(request: AnyRequest, to: str = "") -> Response[bytes]:
    """Every mail, newest first."""
    world = world_of(request)
    smtp = f"{world.settings.host}:{world.settings.smtp_port}"
    return page("mail.html", active="/mail", mails=inbox.listing(world, to), to=to, smtp=smtp)


@get("/mail/{mail_id:int}")
async def mail(request: AnyRequest, mail_id: int) -> Response[bytes]:
    """One mail with its links to tap."""
    row = world_of(request).store.one("SELECT * FROM mail WHERE mail_id = :id", id=mail_id)
    if row is None:
        raise NotFoundException("no such mail")
    return page("mail-one.html", active="/mail", mail=inbox.public(row))


@get("/mp")
async def mp(request: AnyRequest, mchid: str = "", appid: str = "") -> Response[bytes]:
    """公众平台: registering, and what firms have; with an AppID that mini program."""
    world = world_of(request)
    if appid:
        return _program(world, appid)
    rows = world.store.all(
        "SELECT * FROM app WHERE kind = 'weapp' ORDER BY created_ms DESC, rowid DESC LIMIT 50"
    )
    programs = [view_of(world, row) for row in rows]
    values = _firm(world, mchid)
    appid = values["firm"]["weapp"]["appid"] if values["firm"] else ""
    firms_own = {"programs": programs, "subjects": SUBJECT_WORDS}
    shipments = world.store.all(
        "SELECT s.*, t.description, t.total_fen FROM shipment s"
        " JOIN trade t ON t.transaction_id = s.transaction_id"
        " WHERE t.payer_appid = :appid ORDER BY s.shipped_ms DESC LIMIT 100",
        appid=appid,
    )
    app = world.store.one("SELECT * FROM app WHERE appid = :appid", appid=appid)
    shown = {"shipments": shipments, "states": SHIPPING_WORDS, "app": app}
    return page("mp.html", active="/mp", **shown, **firms_own, **values)


@get("/merchant")
async def merchant(request: AnyRequest, mchid: str = "") -> Response[bytes]:
    """商户平台: keys, transactions, refunds, notices."""
    world = world_of(request)
    values = _merchant(world, mchid)
    chosen = values["mchid"]
    count = world.store.number
    return page(
        "merchant.html",
        active="/merchant",
        trades=world.store.all(
            "SELECT * FROM trade WHERE mchid = :m ORDER BY created_ms DESC LIMIT 100", m=chosen
        ),
        refunds=world.store.all(
            "SELECT * FROM refund WHERE mchid = :m ORDER BY created_ms DESC LIMIT 100", m=chosen
        ),
        complaints=world.store.all(
            "SELECT * FROM complaint WHERE mchid = :m ORDER BY created_ms DESC LIMIT 100", m=chosen
        ),
        days=_days(world, chosen),
        notices=world.store.all(
            "SELECT * FROM notice WHERE mchid = :m ORDER BY created_ms DESC LIMIT 100", m=chosen
        ),
        trades_paid=count("SELECT count(*) FROM trade WHERE mchid = :m AND paid_ms > 0", m=chosen),
        paid_fen=count("SELECT sum(total_fen) FROM trade WHERE mchid = :m AND paid_ms > 0", m=chosen),
        refunded_fen=count(
            "SELECT sum(refund_fen) FROM refund WHERE mchid = :m AND status = 'SUCCESS'", m=chosen
        ),
        available=available_fen(world, chosen),
        trade_words=STATE_WORDS,
        refund_words=REFUND_WORDS,
        notice_words=NOTICE_WORDS,
        **values,
    )


@get("/clock")
async def clock(request: AnyRequest) -> Response[bytes]:
    """Time and trouble."""
    world = world_of(request)
    return page(
        "clock.html",
        active="/clock",
        now=rfc3339(world.clock.now_ms()),
        mode=world.clock.mode,
        offset=round(world.clock.offset_ms / 1000),
        kinds=faults.KINDS,
        faults=world.faults.waiting(),
    )


def _program(world: World, appid: str) -> Response[bytes]:
    app = world.store.one("SELECT * FROM app WHERE appid = :a AND kind = 'weapp'", a=appid)
    if app is None:
        raise NotFoundException(f"no mini program {appid}")
    file_name, file_content = business_file(appid)
    return page(
        "mp-program.html",
        active="/mp",
        app=app,
        one=view_of(world, app),
        subjects=SUBJECT_WORDS,
        categories=CATEGORIES,
        papers=sorted({paper for one in CATEGORIES for paper in one.papers}),
        roles=ROLE_WORDS,
        privacy_keys=KEYS,
        interfaces=INTERFACES,
        merchants=world.store.all("SELECT mchid, name FROM merchant ORDER BY rowid DESC LIMIT 50"),
        file_name=file_name,
        file_content=file_content,
    )


def _days(world: World, mchid: str) -> list[dict[str, Any]]:
    """Sums per day in China, newest first, straight from the journal."""
    rows = world.store.all(
        "SELECT date((at_ms + 28800000) / 1000, 'unixepoch') AS day, kind, count(*) AS lines,"
        " sum(amount_fen) AS fen, sum(json_extract(detail, '$.fee_fen')) AS fees FROM journal"
        " WHERE mchid = :m AND kind IN ('payment', 'refund.created')"
        " GROUP BY day, kind ORDER BY day DESC LIMIT 62",
        m=mchid,
    )
    days: dict[str, dict[str, Any]] = {}
    for row in rows:
        day = days.setdefault(
            row["day"], {"day": row["day"], "payments": 0, "paid": 0, "refunded": 0, "fees": 0}
        )
        if row["kind"] == "payment":
            day |= {"payments": row["lines"], "paid": row["fen"], "fees": day["fees"] + row["fees"]}
        else:
            day |= {"refunded": row["fen"], "fees": day["fees"] - row["fees"]}
    return list(days.values())


def _merchant(world: World, mchid: str) -> dict[str, Any]:
    firms = world.store.all("SELECT * FROM merchant ORDER BY created_ms DESC, rowid DESC LIMIT 200")
    chosen = next((row for row in firms if row["mchid"] == mchid), firms[0] if firms else None)
    if chosen is None:
        return {"firms": [], "mchid": "", "firm": None, "products": {}, "opened": []}
    firm = {"name": chosen["name"], "merchant": provisioning.merchant_view(chosen)}
    opened = {"products": PRODUCT_WORDS, "opened": chosen["products"].split()}
    return {"firms": firms, "mchid": chosen["mchid"], "firm": firm} | opened


def _firm(world: World, mchid: str) -> dict[str, Any]:
    firms = list(reversed(provisioning.firms(world)))[:200]
    known = [row["mchid"] for row in firms]
    chosen = mchid if mchid in known else known[0] if known else ""
    return {
        "firms": firms,
        "mchid": chosen,
        "firm": provisioning.credentials(world, chosen) if chosen else None,
    }


HANDLERS = [assets, home, phone, mails, mail, mp, merchant, clock]
