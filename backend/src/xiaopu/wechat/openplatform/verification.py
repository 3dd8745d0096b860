"""Verification (微信认证) of a shop's mini program; without it there is no payment and no search.

``submit_with_filing`` hands in verification and ICP filing as one: the filing starts once verification is
granted. Source: developers.weixin.qq.com oplatform secwxaapi_wxaauth, queryauth, reauth, submitAuthAndIcp,
queryAuthAndIcp.
"""

from __future__ import annotations

from enum import IntEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.openplatform.filing import FilingFault, FilingHint
from xiaopu.wechat.openplatform.filing_fields import IcpApplet, IcpApplication, IcpMaterials, IcpSubject
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request

SUBMIT = Endpoint(
    method="POST",
    path="/wxa/sec/wxaauth",
    source="secwxaapi_wxaauth",
    confirmed=False,
    note="optional invoices",
)
QUERY = Endpoint(method="POST", path="/wxa/sec/queryauth", source="secwxaapi_queryauth", repeatable=True)
AGAIN = Endpoint(method="POST", path="/wxa/sec/reauth", source="secwxaapi_reauth")
SUBMIT_BOTH = Endpoint(method="POST", path="/wxa/sec/submit_auth_and_icp", source="submitAuthAndIcp")
QUERY_BOTH = Endpoint(
    method="POST", path="/wxa/sec/query_auth_and_icp", source="queryAuthAndIcp", repeatable=True,
    confirmed=False, note="only six values of procedure_status were seen",
)  # fmt: skip


class VerificationContact(Request, frozen=True, kw_only=True):
    """Whom the reviewer calls."""

    name: str
    email: str


class VerificationData(Request, frozen=True, kw_only=True):
    """What is handed in.

    ``customer_type`` 1 company, 12 sole trader, 15 person; ``pay_type`` 1 by the platform, 2 by the shop;
    ``account_name_type`` 1 free words, 2 a trade mark; ``qualification`` and supplements are media ids.
    """

    customer_type: int
    contact_info: VerificationContact
    account_name: str
    account_name_type: int
    pay_type: int
    qualification: str | None = None
    account_supplemental: list[str] | None = None
    auth_identification: str | None = None


class VerificationTask(Answer, frozen=True, kw_only=True):
    """A task; the owner opens ``auth_url`` to confirm by face within 24 hours."""

    taskid: str
    auth_url: str | None = None


class VerificationState(Answer, frozen=True, kw_only=True):
    """How it stands.

    ``task_status`` 1 timed out, 12 created, 15 waits for payment; ``apply_status`` 1 to be paid, 2 being
    looked at, 3 sent back, 4 granted, 5 refused for good. ``message``, ``refill_reason`` and ``fail_reason``
    say why; which of them comes when is not confirmed.
    """

    task_status: int
    apply_status: int | None = None
    auth_url: str | None = None
    message: str | None = None
    refill_reason: str | None = None
    fail_reason: str | None = None

    @property
    def reason(self) -> str:
        """Why it was sent back or refused, in WeChat's words."""
        return self.refill_reason or self.fail_reason or self.message or ""


class ProcedureStatus(IntEnum):
    """How a joined application stands, as far as published; other numbers are steps on the way."""

    VERIFICATION_SENT_BACK = 18
    VERIFICATION_REFUSED = 20
    FILING_NOT_MADE = 21
    FILING_REFUSED = 23
    AUTHORITY_CHECKING = 24
    AUTHORITY_REFUSED = 25


class Procedure(Answer, frozen=True, kw_only=True):
    """A joined application that was taken; with ``pay_url`` the owner pays there within 24 hours."""

    procedure_id: str
    pay_url: str | None = None
    hints: tuple[FilingHint, ...] = ()


class ProcedureFiling(Answer, frozen=True, kw_only=True):
    """What the filing part was refused for."""

    hints: tuple[FilingHint, ...] = ()
    audit_data: tuple[FilingFault, ...] = ()
    sms_verify_status: int | None = None


class ProcedureState(Answer, frozen=True, kw_only=True):
    """How a joined application stands; ``procedure_status`` is a ``ProcedureStatus`` or another number."""

    procedure_status: int
    orderid: int | None = None
    refill_reason: str | None = None
    fail_reason: str | None = None
    icp_audit: ProcedureFiling | None = None


class _Both(Request, frozen=True, kw_only=True):
    auth_data: VerificationData
    icp_subject: IcpSubject
    icp_applets: IcpApplet
    icp_materials: IcpMaterials


class _ProcedureRef(Request, frozen=True, kw_only=True):
    procedure_id: str


class _Auth(Request, frozen=True, kw_only=True):
    auth_data: VerificationData


class _Reauth(Request, frozen=True, kw_only=True):
    auth_data: VerificationData
    taskid: str


class _Task(Request, frozen=True, kw_only=True):
    taskid: str


class Verification:
    """Verification of one shop; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def submit(self, data: VerificationData) -> VerificationTask:
        """Hands the papers in."""
        return await self._channel.call(SUBMIT, VerificationTask, body=_Auth(auth_data=data))

    async def submit_again(self, taskid: str, data: VerificationData) -> VerificationTask:
        """Hands them in again after they were sent back."""
        return await self._channel.call(AGAIN, VerificationTask, body=_Reauth(auth_data=data, taskid=taskid))

    async def state(self, taskid: str) -> VerificationState:
        """How it stands; the push ``notify_3rd_wxa_auth`` says the same."""
        return await self._channel.call(QUERY, VerificationState, body=_Task(taskid=taskid))

    async def submit_with_filing(self, data: VerificationData, filing: IcpApplication) -> Procedure:
        """Hands in verification and ICP filing at once.

        For companies and persons with an accepted category; a fault of the filing is refused 86202.
        """
        body = _Both(
            auth_data=data,
            icp_subject=filing.icp_subject,
            icp_applets=filing.icp_applets,
            icp_materials=filing.icp_materials or IcpMaterials(),
        )
        return await self._channel.call(SUBMIT_BOTH, Procedure, body=body)

    async def procedure(self, procedure_id: str) -> ProcedureState:
        """How both stand; the push ``notify_3rd_wxa_auth_and_icp`` says that something moved."""
        return await self._channel.call(
            QUERY_BOTH, ProcedureState, body=_ProcedureRef(procedure_id=procedure_id)
        )
