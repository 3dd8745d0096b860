"""How every call of WeChat Pay is driven."""

import contextlib
import io
from datetime import timedelta
from typing import Any

from tests.wechat.drives.stage import NOTIFY_URL, PICTURE, Drive, Stage, fresh_number
from xiaopu.wechat.errors import Refused
from xiaopu.wechat.pay.bill_table import BillTable, fund_flow_row, trade_row
from xiaopu.wechat.pay.bills import BillTicket
from xiaopu.wechat.pay.certificates import CertificateStore
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.complaints import ComplaintResponse, approved
from xiaopu.wechat.pay.refunds import AbnormalRoute, RefundAmount, RefundOrder, RefundStatus
from xiaopu.wechat.pay.transactions import (
    Amount,
    H5Info,
    H5Prepay,
    NativePrepay,
    SceneInfo,
    TradeState,
)

SCENE = SceneInfo(payer_client_ip="203.0.113.9", h5_info=H5Info(type="Wap"))
UNKNOWN = "200201820200101080076610000"
_SHARED = ("appid", "mchid", "description", "notify_url", "amount")


def shared(stage: Stage, **changed: Any) -> dict[str, Any]:
    """What H5 and Native orders have in common with JSAPI ones."""
    order = stage.order()
    fields = {name: getattr(order, name) for name in _SHARED}
    return fields | {"out_trade_no": fresh_number()} | changed


async def jsapi(stage: Stage) -> None:
    assert (await stage.till.transactions.prepay_jsapi(stage.order())).startswith("wx")


async def h5(stage: Stage) -> None:
    url = await stage.till.transactions.prepay_h5(H5Prepay(scene_info=SCENE, **shared(stage)))
    assert url.startswith("http")


async def native(stage: Stage) -> None:
    url = await stage.till.transactions.prepay_native(NativePrepay(**shared(stage)))
    assert url.startswith("weixin://wxpay/bizpayurl")


async def by_id(stage: Stage) -> None:
    paid = await stage.paid()
    assert await stage.till.transactions.by_transaction_id(str(paid.transaction_id)) == paid


async def by_number(stage: Stage) -> None:
    paid = await stage.paid()
    assert paid.trade_state is TradeState.SUCCESS


async def close(stage: Stage) -> None:
    order = stage.order()
    await stage.till.transactions.prepay_jsapi(order)
    await stage.till.transactions.close(order.out_trade_no)


async def close_a_paid_one(stage: Stage) -> None:
    await stage.till.transactions.close((await stage.paid()).out_trade_no)


async def refund(stage: Stage) -> None:
    applied = await stage.refunded(fen=299)
    assert (applied.amount.refund, applied.amount.total) == (299, 1299)


async def refund_too_much(stage: Stage) -> None:
    paid = await stage.paid()
    amount = RefundAmount(refund=1300, total=1299)
    order = RefundOrder(out_refund_no=fresh_number("R"), out_trade_no=paid.out_trade_no, amount=amount)
    await stage.till.refunds.apply(order)


async def refund_by_number(stage: Stage) -> None:
    applied = await stage.refunded()
    found = await stage.till.refunds.by_out_refund_no(applied.out_refund_no)
    assert found.refund_id == applied.refund_id


async def abnormal(stage: Stage) -> None:
    found = await stage.abnormal()
    again = await stage.till.refunds.apply_abnormal(
        found.refund_id, found.out_refund_no, route=AbnormalRoute.MERCHANT_BANK_CARD
    )
    assert again.status in (RefundStatus.PROCESSING, RefundStatus.SUCCESS)


async def abnormal_of_a_good_one(stage: Stage) -> None:
    applied = await stage.refunded()
    await stage.till.refunds.apply_abnormal(
        applied.refund_id, applied.out_refund_no, route=AbnormalRoute.MERCHANT_BANK_CARD
    )


async def certificates(stage: Stage) -> None:
    firm = stage.sandbox.told("/_sandbox/provision", {"name": "双模", "signing_mode": "mixed"})
    till = stage.pay_client(firm)
    fetched = await till.certificates.refresh()
    assert fetched
    assert fetched == till.keys.certificates()


def stranger(stage: Stage) -> PayClient:
    """The firm's number with the key of another firm."""
    firm = stage.sandbox.told("/_sandbox/provision", {"name": "外人"})
    own = stage.sandbox.shop["merchant"]
    mixed = firm["merchant"] | {"mchid": own["mchid"], "serial_no": own["serial_no"]}
    return stage.pay_client({"merchant": mixed})


def certificates_of_a_stranger(stage: Stage) -> Any:
    store: CertificateStore = stranger(stage).certificates
    return store.refresh()


async def trade_bill(stage: Stage) -> None:
    assert (await stage.till.bills.trade(stage.yesterday)).hash_type == "SHA1"


async def fund_bill(stage: Stage) -> None:
    assert (await stage.till.bills.fund_flow(stage.yesterday)).hash_type == "SHA1"
    await download_flow(stage)


async def whole_bill(stage: Stage, ticket: BillTicket) -> BillTable:
    """A bill, downloaded, proven by its hash and read by its headings."""
    sink = io.BytesIO()
    assert await stage.till.bills.download(ticket, sink) == len(sink.getvalue())
    return BillTable(io.StringIO(sink.getvalue().decode("utf-8-sig"), newline="\n"))


async def download(stage: Stage) -> None:
    table = await whole_bill(stage, await stage.till.bills.trade(stage.yesterday))
    [sold] = [trade_row(row) for row in table.rows()]
    assert (sold.total_fen, sold.mchid, sold.description) == (1299, stage.till.mchid, "珠峰冰川矿泉水 4L")
    assert table.sums["订单总金额"] == "12.99"


async def download_flow(stage: Stage) -> None:
    table = await whole_bill(stage, await stage.till.bills.fund_flow(stage.yesterday))
    moves = [fund_flow_row(row) for row in table.rows()]
    assert [move.amount_fen for move in moves] == [1299, -8]
    assert moves[-1].balance_fen == 1291


async def download_of_nothing(stage: Stage) -> None:
    url = f"{stage.sandbox.origin}/v3/billdownload/file?token=unknown"
    ticket = BillTicket(hash_type="SHA1", hash_value="0", download_url=url)
    await stage.till.bills.download(ticket, io.BytesIO())


async def complaint_list(stage: Stage) -> None:
    raised = await stage.complaint()
    page = await stage.till.complaints.find(stage.today(), stage.today())
    assert raised in {one.complaint_id for one in page.data}


async def complaint_list_backwards(stage: Stage) -> None:
    await stage.till.complaints.find(stage.today(), stage.today() - timedelta(days=40))


async def complaint_detail(stage: Stage) -> None:
    raised = await stage.complaint()
    detail = await stage.till.complaints.detail(raised)
    assert (detail.payer_openid, detail.apply_refund_amount) == (stage.openid, 1299)
    assert stage.till.complaints.phone(detail) == "13800138001"


async def complaint_history(stage: Stage) -> None:
    history = await stage.till.complaints.history(await stage.complaint())
    assert [entry.operate_type for entry in history.data] == ["USER_CREATE_COMPLAINT"]


async def respond(stage: Stage) -> str:
    raised = await stage.complaint()
    await stage.till.complaints.respond(raised, ComplaintResponse(response_content="马上补发"))
    return raised


async def complete(stage: Stage) -> None:
    await stage.till.complaints.complete(await respond(stage))


async def complete_at_once(stage: Stage) -> None:
    await stage.till.complaints.complete(await stage.complaint())


async def decide_refund(stage: Stage) -> None:
    await stage.till.complaints.decide_refund(await stage.complaint(), approved(within_days=1))


async def with_address(stage: Stage) -> None:
    with contextlib.suppress(Refused):
        await stage.till.complaints.set_notice_address(NOTIFY_URL)


async def set_address(stage: Stage) -> None:
    await stage.till.complaints.drop_notice_address()
    assert (await stage.till.complaints.set_notice_address(NOTIFY_URL)).url == NOTIFY_URL


async def set_address_twice(stage: Stage) -> None:
    await with_address(stage)
    await stage.till.complaints.set_notice_address(NOTIFY_URL)


async def get_address(stage: Stage) -> None:
    await with_address(stage)
    assert (await stage.till.complaints.notice_address()).mchid == stage.till.mchid


async def get_no_address(stage: Stage) -> None:
    await stage.till.complaints.drop_notice_address()
    await stage.till.complaints.notice_address()


async def change_address(stage: Stage) -> None:
    await with_address(stage)
    changed = await stage.till.complaints.change_notice_address(f"{NOTIFY_URL}/2")
    assert changed.url == f"{NOTIFY_URL}/2"


async def drop_address(stage: Stage) -> None:
    await with_address(stage)
    await stage.till.complaints.drop_notice_address()


async def image(stage: Stage) -> None:
    media = await stage.till.complaints.upload_image("a.png", PICTURE, "image/png")
    assert await stage.till.complaints.image(media) == PICTURE


async def upload_image(stage: Stage) -> None:
    assert await stage.till.complaints.upload_image("a.png", PICTURE, "image/png")


async def upload(stage: Stage) -> None:
    assert await stage.till.media.upload("a.png", PICTURE, "image/png")


PAYING = [
    Drive(
        endpoint="pay.transactions.JSAPI",
        happy=jsapi,
        refused=lambda stage: stage.till.transactions.prepay_jsapi(stage.order(amount=Amount(total=0))),
        code="PARAM_ERROR",
    ),
    Drive(
        endpoint="pay.transactions.H5",
        happy=h5,
        refused=lambda stage: stage.till.transactions.prepay_h5(
            H5Prepay(scene_info=SCENE, **shared(stage, amount=Amount(total=0)))
        ),
        code="PARAM_ERROR",
    ),
    Drive(
        endpoint="pay.transactions.NATIVE",
        happy=native,
        refused=lambda stage: stage.till.transactions.prepay_native(
            NativePrepay(**shared(stage, appid="wx0000000000000000"))
        ),
        code="APPID_MCHID_NOT_MATCH",
    ),
    Drive(
        endpoint="pay.transactions.BY_ID",
        happy=by_id,
        refused=lambda stage: stage.till.transactions.by_transaction_id("4200000000000000000000000000"),
        code="ORDER_NOT_EXIST",
    ),
    Drive(
        endpoint="pay.transactions.BY_NUMBER",
        happy=by_number,
        refused=lambda stage: stage.till.transactions.by_out_trade_no(fresh_number()),
        code="ORDER_NOT_EXIST",
    ),
    Drive(endpoint="pay.transactions.CLOSE", happy=close, refused=close_a_paid_one, code="ORDER_PAID"),
    Drive(endpoint="pay.refunds.REFUND", happy=refund, refused=refund_too_much, code="INVALID_REQUEST"),
    Drive(
        endpoint="pay.refunds.BY_NUMBER",
        happy=refund_by_number,
        refused=lambda stage: stage.till.refunds.by_out_refund_no(fresh_number("R")),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.refunds.ABNORMAL",
        happy=abnormal,
        refused=abnormal_of_a_good_one,
        code="INVALID_REQUEST",
    ),
    Drive(
        endpoint="pay.certificates.CERTIFICATES",
        happy=certificates,
        refused=certificates_of_a_stranger,
        code="SIGN_ERROR",
    ),
    Drive(
        endpoint="pay.bills.TRADE",
        happy=trade_bill,
        refused=lambda stage: stage.till.bills.trade(stage.yesterday - timedelta(days=2)),
        code="NO_STATEMENT_EXIST",
    ),
    Drive(
        endpoint="pay.bills.FUND_FLOW",
        happy=fund_bill,
        refused=lambda stage: stage.till.bills.fund_flow(stage.yesterday - timedelta(days=2)),
        code="NO_STATEMENT_EXIST",
    ),
    Drive(endpoint="pay.bills.DOWNLOAD", happy=download, refused=download_of_nothing, code="INVALID_REQUEST"),
    Drive(
        endpoint="pay.complaints.LIST",
        happy=complaint_list,
        refused=complaint_list_backwards,
        code="PARAM_ERROR",
    ),
    Drive(
        endpoint="pay.complaints.DETAIL",
        happy=complaint_detail,
        refused=lambda stage: stage.till.complaints.detail(UNKNOWN),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.complaints.HISTORY",
        happy=complaint_history,
        refused=lambda stage: stage.till.complaints.history(UNKNOWN),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.complaints.RESPOND",
        happy=respond,
        refused=lambda stage: stage.till.complaints.respond(
            UNKNOWN, ComplaintResponse(response_content="好的")
        ),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.complaints.COMPLETE",
        happy=complete,
        refused=complete_at_once,
        code="INVALID_REQUEST",
    ),
    Drive(
        endpoint="pay.complaints.REFUND_PROGRESS",
        happy=decide_refund,
        refused=lambda stage: stage.till.complaints.decide_refund(UNKNOWN, approved(within_days=1)),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.complaints.SET_NOTICE",
        happy=set_address,
        refused=set_address_twice,
        code="INVALID_REQUEST",
    ),
    Drive(
        endpoint="pay.complaints.GET_NOTICE",
        happy=get_address,
        refused=get_no_address,
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.complaints.CHANGE_NOTICE",
        happy=change_address,
        refused=lambda stage: stage.till.complaints.change_notice_address("http://shop.test/notify"),
        code="PARAM_ERROR",
    ),
    Drive(
        endpoint="pay.complaints.DROP_NOTICE",
        happy=drop_address,
        refused=lambda stage: stranger(stage).complaints.drop_notice_address(),
        code="SIGN_ERROR",
    ),
    Drive(
        endpoint="pay.complaints.IMAGE_UPLOAD",
        happy=upload_image,
        refused=lambda stage: stage.till.complaints.upload_image("a.exe", PICTURE, "image/png"),
        code="PARAM_ERROR",
    ),
    Drive(
        endpoint="pay.complaints.IMAGE",
        happy=image,
        refused=lambda stage: stage.till.complaints.image("unknown"),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.media.UPLOAD",
        happy=upload,
        refused=lambda stage: stage.till.media.upload("a.exe", PICTURE, "image/png"),
        code="PARAM_ERROR",
    ),
]
