"""特约商户进件: a service provider opens a merchant number for a shop.

Fields typed ``Secret`` are sealed by the channel before they leave. The same ``business_code`` again
replaces a rejected application. Source: pay.weixin.qq.com partner/4012719997 (submit), 4012697168 and
4012697052 (query), 4012761142 and 4012761138 (settlement account).
"""

from __future__ import annotations

from xiaopu.wechat.pay.applyment_fields import Applyment
from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request, Secret

SUBMIT = Endpoint(
    method="POST", path="/v3/applyment4sub/applyment/", source="partner/4012719997", repeatable=True
)
BY_CODE = Endpoint(
    method="GET",
    path="/v3/applyment4sub/applyment/business_code/{business_code}",
    source="partner/4012697168",
    repeatable=True,
)
BY_ID = Endpoint(
    method="GET",
    path="/v3/applyment4sub/applyment/applyment_id/{applyment_id}",
    source="partner/4012697052",
    repeatable=True,
)
SETTLEMENT = Endpoint(
    method="GET",
    path="/v3/apply4sub/sub_merchants/{sub_mchid}/settlement",
    source="partner/4012761142",
    repeatable=True,
)
MODIFY_SETTLEMENT = Endpoint(
    method="POST",
    path="/v3/apply4sub/sub_merchants/{sub_mchid}/modify-settlement",
    source="partner/4012761138",
)


class AuditDetail(Answer, frozen=True, kw_only=True):
    """One field at fault and why."""

    field: str | None = None
    field_name: str | None = None
    reject_reason: str | None = None


class ApplymentState(Answer, frozen=True, kw_only=True):
    """How an application stands.

    ``applyment_state`` is ``APPLYMENT_STATE_…`` with EDITTING, AUDITING, REJECTED, TO_BE_CONFIRMED,
    TO_BE_SIGNED, SIGNING, FINISHED (then ``sub_mchid`` is there), CANCELED; new ones may appear.
    """

    applyment_state: str
    applyment_id: int | None = None
    business_code: str | None = None
    sub_mchid: str | None = None
    sign_url: str | None = None
    applyment_state_msg: str | None = None
    audit_detail: tuple[AuditDetail, ...] = ()


class SettlementAccount(Answer, frozen=True, kw_only=True):
    """Where the money goes; the number is masked by WeChat."""

    account_type: str
    account_bank: str
    account_number: str
    verify_result: str
    bank_name: str | None = None
    bank_branch_id: str | None = None
    verify_fail_reason: str | None = None


class NewSettlement(Request, frozen=True, kw_only=True):
    """A changed account; five changes a day at most."""

    account_type: str
    account_bank: str
    bank_address_code: str
    account_number: Secret
    account_name: Secret | None = None
    bank_name: str | None = None
    bank_branch_id: str | None = None
    modify_mode: str | None = None


class _ApplymentId(Answer, frozen=True, kw_only=True):
    applyment_id: int


class _ApplicationNo(Answer, frozen=True, kw_only=True):
    application_no: str


class Applyments:
    """Applications of shops for a merchant number; the channel is the provider's."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def submit(self, applyment: Applyment) -> int:
        """Hands in, or replaces a rejected application; gives WeChat's number of it."""
        return (await self._channel.call(SUBMIT, _ApplymentId, body=applyment)).applyment_id

    async def by_business_code(self, business_code: str) -> ApplymentState:
        """How it stands, by our code."""
        return await self._channel.call(BY_CODE, ApplymentState, path={"business_code": business_code})

    async def by_applyment_id(self, applyment_id: int) -> ApplymentState:
        """How it stands, by WeChat's number."""
        return await self._channel.call(BY_ID, ApplymentState, path={"applyment_id": str(applyment_id)})

    async def settlement(self, sub_mchid: str) -> SettlementAccount:
        """The account that money is settled to."""
        return await self._channel.call(SETTLEMENT, SettlementAccount, path={"sub_mchid": sub_mchid})

    async def change_settlement(self, sub_mchid: str, account: NewSettlement) -> str:
        """Applies for another account; gives the number of that application."""
        said = await self._channel.call(
            MODIFY_SETTLEMENT, _ApplicationNo, path={"sub_mchid": sub_mchid}, body=account
        )
        return said.application_no
