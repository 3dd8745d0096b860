"""ICP filing (备案) of a shop's mini program: without it nothing can be released.

Upload the papers, have the administrator's face checked, apply, watch the progress. Source:
developers.weixin.qq.com oplatform applyIcpFiling, createIcpVerifyTask, queryIcpVerifyTask,
getIcpEntranceInfo, cancelApplyIcpFiling, uploadIcpMedia and the dictionaries beside them.
"""

from __future__ import annotations

from enum import IntEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.openplatform.filing_fields import IcpApplication
from xiaopu.wechat.transport import Endpoint, Part
from xiaopu.wechat.wire import Answer, Nothing, Request

_ROOT = "/wxa/icp"

CREATE_TASK = Endpoint(method="POST", path=f"{_ROOT}/create_icp_verifytask", source="createIcpVerifyTask")
QUERY_TASK = Endpoint(
    method="POST", path=f"{_ROOT}/query_icp_verifytask", source="queryIcpVerifyTask", repeatable=True
)
UPLOAD = Endpoint(method="POST", path=f"{_ROOT}/upload_icp_media", source="uploadIcpMedia")
APPLY = Endpoint(method="POST", path=f"{_ROOT}/apply_icp_filing", source="applyIcpFiling")
CANCEL_APPLY = Endpoint(
    method="POST", path=f"{_ROOT}/cancel_apply_icp_filing", source="cancelApplyIcpFiling", repeatable=True
)
CANCEL = Endpoint(method="POST", path=f"{_ROOT}/cancel_icp_filing", source="cancelIcpFiling")
ENTRANCE = Endpoint(
    method="GET", path=f"{_ROOT}/get_icp_entrance_info", source="getIcpEntranceInfo", repeatable=True,
    confirmed=False, note="meaning of status 1025",
)  # fmt: skip
SUBJECT_TYPES = Endpoint(
    method="GET", path=f"{_ROOT}/query_icp_subject_types", source="queryIcpSubjectTypes", repeatable=True
)
CERTIFICATE_TYPES = Endpoint(
    method="GET",
    path=f"{_ROOT}/query_icp_certificate_types",
    source="queryIcpCertificateTypes",
    repeatable=True,
)
CONTENT_TYPES = Endpoint(
    method="GET", path=f"{_ROOT}/query_icp_service_content_types", source="queryIcpServiceContentTypes",
    repeatable=True,
)  # fmt: skip
DISTRICTS = Endpoint(
    method="GET", path=f"{_ROOT}/query_icp_district_code", source="queryIcpDistrictCode", repeatable=True
)


class FilingStatus(IntEnum):
    """How a filing stands; WeChat may add numbers, so ``Entrance.status`` stays a number."""

    PLATFORM_CHECKING = 2
    PLATFORM_REJECTED = 3
    AUTHORITY_CHECKING = 4
    AUTHORITY_REJECTED = 5
    FILED = 6
    NOT_FILED = 1024


class SmsStatus(IntEnum):
    """The authority's text message to the person answerable."""

    WAITING = 1
    DONE = 2
    TIMED_OUT = 3


class FilingFault(Answer, frozen=True, kw_only=True):
    """One field at fault, why, and what mends it."""

    key_name: str
    error: str
    suggest: str | None = None


class Entrance(Answer, frozen=True, kw_only=True):
    """How the filing stands and what was refused."""

    status: int
    is_canceling: bool = False
    audit_data: tuple[FilingFault, ...] = ()
    available: int | None = None
    sms_verify_status: int | None = None


class VerifyTask(Answer, frozen=True, kw_only=True):
    """A face check: finished, and how (``face_status``)."""

    is_finish: bool
    face_status: int | None = None


class FilingHint(Answer, frozen=True, kw_only=True):
    """A field that WeChat refused at once."""

    err_field: str
    errcode: int | None = None
    errmsg: str | None = None


class FilingApplied(Answer, frozen=True, kw_only=True):
    """Fields at fault; none when the application was taken."""

    hints: tuple[FilingHint, ...] = ()


class FilingChoice(Answer, frozen=True, kw_only=True):
    """An entry of a dictionary."""

    type: int
    name: str
    parent_type: int | None = None
    subject_type: int | None = None
    remark: str | None = None


class District(Answer, frozen=True, kw_only=True):
    """A province, city or district, and what is inside."""

    code: str
    name: str
    type: int | None = None
    sub_list: tuple[District, ...] = ()


class IcpMediaRef(Request, frozen=True, kw_only=True):
    """What an uploaded paper is: image or video, of which kind, for which field."""

    type: str
    icp_order_field: str
    certificate_type: int | None = None


class _TaskId(Answer, frozen=True, kw_only=True):
    task_id: str


class _Task(Request, frozen=True, kw_only=True):
    task_id: str


class _NewTask(Request, frozen=True, kw_only=True):
    along_with_auth: bool | None = None


class _Media(Answer, frozen=True, kw_only=True):
    media_id: str


class _CancelBody(Request, frozen=True, kw_only=True):
    cancel_type: int


class _EntranceAnswer(Answer, frozen=True, kw_only=True):
    info: Entrance


class _Choices(Answer, frozen=True, kw_only=True):
    items: tuple[FilingChoice, ...] = ()


class _Districts(Answer, frozen=True, kw_only=True):
    items: tuple[District, ...] = ()


class Filing:
    """The filing of one shop; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def start_face_check(self, *, with_verification: bool | None = None) -> str:
        """A task that the administrator finishes by face within 24 hours; gives its number."""
        body = _NewTask(along_with_auth=with_verification)
        return (await self._channel.call(CREATE_TASK, _TaskId, body=body)).task_id

    async def face_check(self, task_id: str) -> VerifyTask:
        """How a face check stands."""
        return await self._channel.call(QUERY_TASK, VerifyTask, body=_Task(task_id=task_id))

    async def upload(self, what: IcpMediaRef, filename: str, content: bytes, content_type: str) -> str:
        """Uploads a paper; gives its media id."""
        query = {"type": what.type, "icp_order_field": what.icp_order_field}
        if what.certificate_type is not None:
            query["certificate_type"] = str(what.certificate_type)
        part = Part("media", filename, content, content_type)
        return (await self._channel.upload(UPLOAD, _Media, query=query, file=part)).media_id

    async def apply(self, application: IcpApplication) -> FilingApplied:
        """Hands the filing in; ``hints`` names fields at fault."""
        return await self._channel.call(APPLY, FilingApplied, body=application)

    async def entrance(self) -> Entrance:
        """How the filing stands."""
        return (await self._channel.call(ENTRANCE, _EntranceAnswer)).info

    async def cancel_application(self) -> None:
        """Takes an application back; refused 86330, 86368."""
        await self._channel.call(CANCEL_APPLY, Nothing, body={})

    async def cancel(self, cancel_type: int) -> None:
        """Gives a filing up; type 1 the owner's, 2 the mini program's."""
        await self._channel.call(CANCEL, Nothing, body=_CancelBody(cancel_type=cancel_type))

    async def subject_types(self) -> tuple[FilingChoice, ...]:
        """Kinds of owner."""
        return (await self._channel.call(SUBJECT_TYPES, _Choices)).items

    async def certificate_types(self) -> tuple[FilingChoice, ...]:
        """Kinds of papers."""
        return (await self._channel.call(CERTIFICATE_TYPES, _Choices)).items

    async def content_types(self) -> tuple[FilingChoice, ...]:
        """Kinds of service."""
        return (await self._channel.call(CONTENT_TYPES, _Choices)).items

    async def districts(self) -> tuple[District, ...]:
        """Provinces, cities and districts by code."""
        return (await self._channel.call(DISTRICTS, _Districts)).items
