"""Verification (微信认证) of a shop's mini program; without it there is no payment and no search.

Source: developers.weixin.qq.com oplatform secwxaapi_wxaauth, queryauth, reauth.
"""

from __future__ import annotations

from xiaopu.wechat.api import ApiChannel
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
    looked at, 3 sent back, 4 granted, 5 refused for good.
    """

    task_status: int
    apply_status: int | None = None
    auth_url: str | None = None


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
