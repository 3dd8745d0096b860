"""`AccountExaminer`: what stands on paper, and what WeChat's answers betray."""

import ipaddress
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.domain.findings import Found
from xiaopu.modules.payments.domain.trades import Account
from xiaopu.modules.payments.errors import PaymentKeyNotValid
from xiaopu.wechat.errors import (
    CallFailed,
    DecryptionFailure,
    Refused,
    SignatureFailure,
    SystemBusy,
    UnknownSerial,
    WeChatError,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.examination import Typed, examine
from xiaopu.wechat.pay.partner import PartnerPayer, PartnerPrepay
from xiaopu.wechat.pay.probe import NUMBER, Betrayed
from xiaopu.wechat.pay.transactions import Amount, JsapiPrepay, Payer

MOST_SKEW = timedelta(seconds=60)
# Nobody's openid: WeChat comes to it only after AppID and right were found good, and opens no order.
_NOBODY = "xiaopu-check-nobody-000000000"
# Answers that come only once AppID and right were found good.
_REACHED = ("PARAM_ERROR", "INVALID_REQUEST", "OPENID_MISMATCH")
_RIGHTS = {
    "APPID_MCHID_NOT_MATCH": "appid_not_bound",
    "NO_AUTH": "jsapi_not_open",
    "MCH_NOT_EXISTS": "mchid_unknown",
}
_LOCAL = ("localhost", ".localhost", ".local", ".internal", ".test")


class WechatPayExaminer:
    """Examines with the gateway's own clients, so that what is tried is what is used."""

    def __init__(self, gateway: WechatPayGateway, pay_base_url: str) -> None:
        self._gateway = gateway
        # A WeChat on this very machine reaches this machine, and without TLS.
        self._near = _is_local(urlsplit(pay_base_url).hostname or "")

    def look(self, account: Account, certificate_pem: str | None, now: datetime) -> list[Found]:
        typed = Typed(
            mchid=account.mchid,
            serial_no=account.serial_no,
            private_key_pem=account.private_key_pem,
            apiv3_key=account.apiv3_key,
            public_key_id=account.public_key_id,
            public_key_pem=account.public_key_pem,
            certificate_pem=certificate_pem or "",
        )
        return [Found(code, detail) for code, detail in examine(typed, now)]

    async def ask(self, account: Account, appid: str | None, notify_url: str) -> list[Found]:
        found = list(_address(notify_url, near=self._near))
        try:
            client = self._gateway.client(account)
        except PaymentKeyNotValid:
            return found
        try:
            betrayed = await client.probe.ask()
            found += _probed(betrayed)
            if betrayed.code == "SIGN_ERROR" or betrayed.status in (401, 429) or betrayed.status >= 500:
                return found
            found += [one async for one in _sealed(client)]
            if appid is not None:
                found += await _rights(client, account, appid, notify_url)
        except (CallFailed, SystemBusy):
            found.append(Found("wechat_busy"))
        except WeChatError as other:
            found.append(Found("refused", type(other).__name__))
        return found


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host.endswith(_LOCAL)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _address(url: str, *, near: bool) -> Iterator[Found]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    local = _is_local(host)
    if local and not near:
        yield Found("notify_local")
    if _is_number(host) and not local:
        yield Found("notify_ip")
    if parts.scheme != "https" and not (local and near):
        yield Found("notify_not_https")
    if parts.query or parts.fragment or "?" in url:
        yield Found("notify_with_query")


def _probed(betrayed: Betrayed) -> Iterator[Found]:
    if betrayed.behind is not None and abs(betrayed.behind) > MOST_SKEW:
        yield Found("clock_skew", f"{round(betrayed.behind.total_seconds())} s")
    code = _meaning(betrayed)
    if code is not None:
        yield Found(code, betrayed.code if code == "refused" else None)
    if isinstance(betrayed.key_fault, UnknownSerial):
        yield Found("certificate_mode", betrayed.answered_under[:40])
    elif betrayed.key_fault is not None:
        yield Found("public_key_wrong")


def _meaning(betrayed: Betrayed) -> str | None:
    """What WeChat's refusal of a harmless question says of us."""
    if betrayed.code in ("ORDER_NOT_EXIST", "ORDERNOTEXIST", ""):
        return None
    if betrayed.code == "MCH_NOT_EXISTS" or "商户号不存在" in betrayed.message:
        return "mchid_unknown"
    if betrayed.code == "SIGN_ERROR":
        return "sign_error"
    if betrayed.code == "PARAM_ERROR" and "Wechatpay-Serial" in betrayed.message:
        return "public_key_id_unknown"
    return "wechat_busy" if betrayed.status == 429 or betrayed.status >= 500 else "refused"


async def _sealed(client: PayClient) -> AsyncIterator[Found]:
    """The APIv3 key by opening a platform certificate, where the merchant has one."""
    try:
        await client.certificates.refresh()
    except DecryptionFailure:
        yield Found("apiv3_key_wrong")
    except (Refused, SignatureFailure):
        return


async def _rights(client: PayClient, account: Account, appid: str, notify_url: str) -> list[Found]:
    """AppID and right, by an order that cannot be opened: its openid is nobody's."""
    common: dict[str, Any] = {
        "description": "支付配置检查",
        "out_trade_no": f"{NUMBER}_{appid[-10:]}",
        "notify_url": notify_url,
        "amount": Amount(total=1, currency="CNY"),
    }
    try:
        if account.sub_mchid is None:
            order = JsapiPrepay(appid=appid, mchid=account.mchid, payer=Payer(openid=_NOBODY), **common)
            await client.transactions.prepay_jsapi(order)
        else:
            await client.partner.prepay_jsapi(
                PartnerPrepay(
                    sp_appid=account.sp_appid or "",
                    sp_mchid=account.mchid,
                    sub_mchid=account.sub_mchid,
                    sub_appid=appid,
                    payer=PartnerPayer(sub_openid=_NOBODY),
                    **common,
                )
            )
    except SystemBusy:
        raise
    except Refused as refused:
        if refused.means(*_REACHED):
            return []
        struck = next((code for said, code in _RIGHTS.items() if refused.means(said)), "refused")
        return [Found(struck, appid if struck == "appid_not_bound" else refused.code)]
    except SignatureFailure as fault:
        return [Found("certificate_mode" if isinstance(fault, UnknownSerial) else "public_key_wrong")]
    return []
