"""Complaints that shoppers raise inside WeChat, and the merchant's part in settling them.

A complaint should be answered within a day (the exact limits are not confirmed). The shopper's phone number
comes sealed to the merchant's own certificate; ``Complaints.phone`` opens it. Source: pay.weixin.qq.com
merchant/4012533431 (list), 4012533436 (detail), 4012467254/5/6 (response, completion, refund), 4012458679
(notices), 4012467250 (images).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.pay.media import upload_meta
from xiaopu.wechat.transport import Endpoint, Part, quoted
from xiaopu.wechat.wire import Answer, Fen, Moment, Nothing, Request

_ROOT = "/v3/merchant-service"
_ONE = f"{_ROOT}/complaints-v2/{{complaint_id}}"

LIST = Endpoint(
    method="GET", path=f"{_ROOT}/complaints-v2", source="merchant/4012533431", repeatable=True,
    confirmed=False, note="time limits for the first answer",
)  # fmt: skip
DETAIL = Endpoint(method="GET", path=_ONE, source="merchant/4012533436", repeatable=True)
HISTORY = Endpoint(
    method="GET", path=f"{_ONE}/negotiation-historys", source="消费者投诉", repeatable=True,
    confirmed=False, note="fields of an entry were not read anew",
)  # fmt: skip
RESPOND = Endpoint(method="POST", path=f"{_ONE}/response", source="merchant/4012467254")
COMPLETE = Endpoint(method="POST", path=f"{_ONE}/complete", source="merchant/4012467255", repeatable=True)
REFUND_PROGRESS = Endpoint(
    method="POST", path=f"{_ONE}/update-refund-progress", source="merchant/4012467256", repeatable=True
)
SET_NOTICE = Endpoint(method="POST", path=f"{_ROOT}/complaint-notifications", source="merchant/4012458679")
GET_NOTICE = Endpoint(
    method="GET", path=f"{_ROOT}/complaint-notifications", source="merchant/4012458679", repeatable=True
)
CHANGE_NOTICE = Endpoint(
    method="PUT", path=f"{_ROOT}/complaint-notifications", source="merchant/4012458679", repeatable=True
)
DROP_NOTICE = Endpoint(
    method="DELETE", path=f"{_ROOT}/complaint-notifications", source="merchant/4012458679", repeatable=True
)
IMAGE_UPLOAD = Endpoint(method="POST", path=f"{_ROOT}/images/upload", source="merchant/4012467250")
IMAGE = Endpoint(
    method="GET", path=f"{_ROOT}/images/{{media_id}}", source="消费者投诉", repeatable=True,
    confirmed=False, note="whether the answer is signed: it is not believed to be",
)  # fmt: skip


class ComplaintState(StrEnum):
    """PENDING waits for the merchant's first answer."""

    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    PROCESSED = "PROCESSED"


class ComplaintOrder(Answer, frozen=True, kw_only=True):
    """A payment that the complaint is about."""

    transaction_id: str
    out_trade_no: str
    amount: Fen


class ComplaintMedia(Answer, frozen=True, kw_only=True):
    """Addresses of pictures."""

    media_type: str
    media_url: tuple[str, ...] = ()


class Complaint(Answer, frozen=True, kw_only=True):
    """A complaint; ``payer_phone`` is sealed, ``apply_refund_amount`` in fen."""

    complaint_id: str
    complaint_time: Moment
    complaint_detail: str
    complaint_state: ComplaintState
    complainted_mchid: str | None = None
    payer_phone: str | None = None
    payer_openid: str | None = None
    complaint_order_info: tuple[ComplaintOrder, ...] = ()
    complaint_media_list: tuple[ComplaintMedia, ...] = ()
    complaint_full_refunded: bool = False
    incoming_user_response: bool = False
    problem_description: str | None = None
    problem_type: str | None = None
    user_complaint_times: int | None = None
    apply_refund_amount: Fen | None = None
    user_tag_list: tuple[str, ...] = ()
    in_platform_service: bool | None = None
    need_immediate_service: bool | None = None

    def __repr__(self) -> str:
        return f"Complaint(complaint_id={self.complaint_id!r}, state={self.complaint_state!r}, …)"


class ComplaintPage(Answer, frozen=True, kw_only=True):
    """One page of complaints."""

    data: tuple[Complaint, ...] = ()
    limit: int
    offset: int
    total_count: int = 0


class HistoryEntry(Answer, frozen=True, kw_only=True):
    """One step of the talk."""

    log_id: str
    operator: str | None = None
    operate_time: Moment | None = None
    operate_type: str | None = None
    operate_details: str | None = None
    complaint_media_list: ComplaintMedia | None = None


class HistoryPage(Answer, frozen=True, kw_only=True):
    """One page of the talk, newest first."""

    data: tuple[HistoryEntry, ...] = ()
    limit: int
    offset: int
    total_count: int = 0


class MiniProgramJump(Request, frozen=True, kw_only=True):
    """A card in the answer that leads into a mini program."""

    appid: str
    path: str
    text: str


class ComplaintResponse(Request, frozen=True, kw_only=True):
    """What the shopper reads: text and up to four uploaded pictures."""

    response_content: str
    response_images: list[str] | None = None
    jump_url: str | None = None
    jump_url_text: str | None = None
    mini_program_jump_info: MiniProgramJump | None = None


class RefundDecision(Request, frozen=True, kw_only=True):
    """APPROVE with the days until the refund, or REJECT with a reason.

    Make it with ``approved`` or ``rejected``.
    """

    action: str
    launch_refund_day: int | None = None
    reject_reason: str | None = None
    reject_media_list: list[str] | None = None
    remark: str | None = None


def approved(*, within_days: int, remark: str | None = None) -> RefundDecision:
    """The refund will start within so many days."""
    return RefundDecision(action="APPROVE", launch_refund_day=within_days, remark=remark)


def rejected(reason: str, *, media: list[str] | None = None, remark: str | None = None) -> RefundDecision:
    """No refund, and why."""
    return RefundDecision(action="REJECT", reject_reason=reason, reject_media_list=media, remark=remark)


class NoticeAddress(Answer, frozen=True, kw_only=True):
    """Where complaint notices go."""

    mchid: str
    url: str


class _Respond(ComplaintResponse, frozen=True, kw_only=True):
    complainted_mchid: str


class _Complete(Request, frozen=True, kw_only=True):
    complainted_mchid: str


class _Url(Request, frozen=True, kw_only=True):
    url: str


class _MediaId(Answer, frozen=True, kw_only=True):
    media_id: str


class Complaints:
    """Complaints against one merchant number, or against a sub merchant of a service provider (`mchid`)."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def find(
        self, begin: date, end: date, *, limit: int = 10, offset: int = 0, mchid: str | None = None
    ) -> ComplaintPage:
        """Complaints of these days (30 at most, both included), newest first; `limit` is 50 at most.

        A service provider names a sub merchant with `mchid`, or gets those of all.
        """
        query = {
            "limit": str(limit),
            "offset": str(offset),
            "begin_date": f"{begin:%Y-%m-%d}",
            "end_date": f"{end:%Y-%m-%d}",
        }
        if mchid is not None:
            query["complainted_mchid"] = mchid
        return await self._channel.call(LIST, ComplaintPage, query=query)

    async def detail(self, complaint_id: str) -> Complaint:
        """One complaint."""
        return await self._channel.call(DETAIL, Complaint, path={"complaint_id": complaint_id})

    def phone(self, complaint: Complaint) -> str | None:
        """The shopper's phone number in clear; raises DecryptionFailure."""
        return self._channel.open(complaint.payer_phone) if complaint.payer_phone else None

    async def history(self, complaint_id: str, *, limit: int = 100, offset: int = 0) -> HistoryPage:
        """What was said and done."""
        query = {"limit": str(limit), "offset": str(offset)}
        return await self._channel.call(
            HISTORY, HistoryPage, path={"complaint_id": complaint_id}, query=query
        )

    async def respond(
        self, complaint_id: str, response: ComplaintResponse, *, mchid: str | None = None
    ) -> None:
        """Answers the shopper."""
        body = _Respond(
            complainted_mchid=mchid or self._channel.mchid,
            response_content=response.response_content,
            response_images=response.response_images,
            jump_url=response.jump_url,
            jump_url_text=response.jump_url_text,
            mini_program_jump_info=response.mini_program_jump_info,
        )
        await self._channel.call(RESPOND, Nothing, path={"complaint_id": complaint_id}, body=body)

    async def complete(self, complaint_id: str, *, mchid: str | None = None) -> None:
        """Says that the matter is settled."""
        body = _Complete(complainted_mchid=mchid or self._channel.mchid)
        await self._channel.call(COMPLETE, Nothing, path={"complaint_id": complaint_id}, body=body)

    async def decide_refund(self, complaint_id: str, decision: RefundDecision) -> None:
        """Answers a shopper who asked for the money back."""
        await self._channel.call(REFUND_PROGRESS, Nothing, path={"complaint_id": complaint_id}, body=decision)

    async def set_notice_address(self, url: str) -> NoticeAddress:
        """Sets the address for complaint notices for the first time; refused when there is one."""
        return await self._channel.call(SET_NOTICE, NoticeAddress, body=_Url(url=url))

    async def notice_address(self) -> NoticeAddress:
        """The address as set."""
        return await self._channel.call(GET_NOTICE, NoticeAddress)

    async def change_notice_address(self, url: str) -> NoticeAddress:
        """Changes the address."""
        return await self._channel.call(CHANGE_NOTICE, NoticeAddress, body=_Url(url=url))

    async def drop_notice_address(self) -> None:
        """Takes the address away."""
        await self._channel.call(DROP_NOTICE, Nothing)

    async def upload_image(self, filename: str, content: bytes, content_type: str) -> str:
        """Uploads a JPG, BMP or PNG of up to 2 MB; gives its media id."""
        part = Part("file", filename, content, content_type)
        meta = upload_meta(filename, content)
        return (await self._channel.upload(IMAGE_UPLOAD, _MediaId, meta=meta, file=part)).media_id

    async def image(self, media_id: str) -> bytes:
        """The bytes of a picture of a complaint; not signed by WeChat, so not to be believed blindly."""
        target = IMAGE.path.format(media_id=quoted(media_id))
        async with self._channel.download(IMAGE, target) as chunks:
            return b"".join([chunk async for chunk in chunks])
