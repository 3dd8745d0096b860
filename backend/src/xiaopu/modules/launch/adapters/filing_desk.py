"""`FilingDesk` over the open platform's ICP interfaces."""

import asyncio

from xiaopu.modules.launch.adapters.filing_papers import application_of
from xiaopu.modules.launch.adapters.wechat_words import in_our_words
from xiaopu.modules.launch.domain.filing import Entrance, Fault
from xiaopu.modules.launch.domain.forms import FILING_PAPER, FilingForm
from xiaopu.modules.launch.ports import Choice, FaceCheck, FilingChoices, Picture, Place
from xiaopu.wechat.errors import Refused
from xiaopu.wechat.openplatform import filing as wx
from xiaopu.wechat.services_book import ServicesBook


class WechatFilingDesk:
    """One desk for all shops."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def entrance(self, appid: str) -> Entrance:
        with in_our_words("asking how a filing stands"):
            told = await self._desk(appid).entrance()
        faults = tuple(Fault(one.key_name, one.error, one.suggest or "") for one in told.audit_data)
        return Entrance(told.status, faults, told.sms_verify_status, told.is_canceling)

    async def choices(self, appid: str) -> FilingChoices:
        with in_our_words("reading the dictionaries of filing"):
            desk = self._desk(appid)
            subjects, certificates, services, places = await asyncio.gather(
                desk.subject_types(), desk.certificate_types(), desk.content_types(), desk.districts()
            )
        return FilingChoices(
            tuple(map(_choice, subjects)),
            tuple(map(_choice, certificates)),
            tuple(map(_choice, services)),
            tuple(map(_place, places)),
        )

    async def upload(self, appid: str, key: str, picture: Picture) -> str:
        row = FILING_PAPER[key]
        what = wx.IcpMediaRef(
            type="image", icp_order_field=row.order_field, certificate_type=row.certificate_type or None
        )
        with in_our_words("uploading a paper of the filing"):
            return await self._desk(appid).upload(
                what, picture.filename, picture.content, picture.content_type
            )

    async def start_face(self, appid: str, *, with_verification: bool) -> str:
        with in_our_words("starting a face check"):
            return await self._desk(appid).start_face_check(with_verification=with_verification or None)

    async def face(self, appid: str, task_id: str) -> FaceCheck:
        with in_our_words("asking for a face check"):
            task = await self._desk(appid).face_check(task_id)
        return FaceCheck(task.is_finish, task.face_status)

    async def apply(self, appid: str, form: FilingForm) -> tuple[tuple[str, str], ...]:
        with in_our_words("handing in a filing"):
            try:
                applied = await self._desk(appid).apply(application_of(appid, form))
            except Refused as refused:
                if not refused.hints:
                    raise
                return refused.hints
        return tuple((hint.err_field, str(hint.errcode or "")) for hint in applied.hints)

    async def take_back(self, appid: str) -> None:
        with in_our_words("taking a filing back"):
            await self._desk(appid).cancel_application()

    def _desk(self, appid: str) -> wx.Filing:
        return self._book.granted(appid).filing


def _choice(one: wx.FilingChoice) -> Choice:
    return Choice(one.type, one.name, one.subject_type, one.parent_type, one.remark or "")


def _place(one: wx.District) -> Place:
    return Place(one.code, one.name, tuple(map(_place, one.sub_list)))
