"""`VerificationDesk` over the open platform."""

from xiaopu.modules.launch.adapters.filing_papers import application_of
from xiaopu.modules.launch.adapters.wechat_words import in_our_words
from xiaopu.modules.launch.domain.forms import FilingForm, VerificationForm
from xiaopu.modules.launch.domain.verification import (
    REFUSED,
    REVIEWING,
    SENT_BACK,
    UNPAID,
    Application,
    NameKind,
)
from xiaopu.modules.launch.ports import Procedure
from xiaopu.wechat.errors import Refused
from xiaopu.wechat.openplatform import verification as wx
from xiaopu.wechat.services_book import ServicesBook

_OPENED = 12
# Other numbers are steps on the way, or belong to the filing, which begins once verification is granted.
_JOINED = {
    wx.ProcedureStatus.VERIFICATION_SENT_BACK.value: SENT_BACK,
    wx.ProcedureStatus.VERIFICATION_REFUSED.value: REFUSED,
}


class WechatVerificationDesk:
    """One desk for all shops."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def submit(self, appid: str, form: VerificationForm, *, customer_type: int) -> Application:
        with in_our_words("asking for verification"):
            desk = self._book.granted(appid).verification
            return _opened(await desk.submit(_data(form, customer_type)))

    async def submit_again(
        self, appid: str, form: VerificationForm, *, customer_type: int, task_id: str
    ) -> Application:
        with in_our_words("asking for verification again"):
            desk = self._book.granted(appid).verification
            return _opened(await desk.submit_again(task_id, _data(form, customer_type)))

    async def application(self, appid: str, task_id: str) -> Application:
        with in_our_words("asking how verification stands"):
            state = await self._book.granted(appid).verification.state(task_id)
        return Application(
            task_id, state.task_status, state.apply_status or 0, state.reason, state.auth_url or ""
        )

    async def joined(self, appid: str, procedure_id: str) -> Application:
        with in_our_words("asking how a joined application stands"):
            state = await self._book.granted(appid).verification.procedure(procedure_id)
        apply_status = _JOINED.get(state.procedure_status, REVIEWING)
        return Application(
            procedure_id, _OPENED, apply_status, state.refill_reason or state.fail_reason or ""
        )

    async def submit_both(
        self, appid: str, form: VerificationForm, filing: FilingForm, *, customer_type: int
    ) -> Procedure:
        with in_our_words("asking for verification and filing"):
            desk = self._book.granted(appid).verification
            try:
                made = await desk.submit_with_filing(
                    _data(form, customer_type), application_of(appid, filing)
                )
            except Refused as refused:
                if not refused.hints:
                    raise
                return Procedure(hints=refused.hints)
        hints = tuple((hint.err_field, str(hint.errcode or "")) for hint in made.hints)
        return Procedure(made.procedure_id, made.pay_url or "", hints)


def _opened(task: wx.VerificationTask) -> Application:
    return Application(task.taskid, 0, UNPAID if not task.auth_url else 0, "", task.auth_url or "")


def _data(form: VerificationForm, customer_type: int) -> wx.VerificationData:
    licence, proof, letter = (form.papers.get(key) for key in ("licence", "name_proof", "letter"))
    return wx.VerificationData(
        customer_type=customer_type,
        contact_info=wx.VerificationContact(name=form.contact_name, email=form.contact_email),
        account_name=form.account_name,
        account_name_type=int(form.name_kind),
        pay_type=int(form.pay_type),
        qualification=licence.media_id if licence else None,
        account_supplemental=[proof.media_id] if proof and form.name_kind is NameKind.TRADEMARK else None,
        auth_identification=letter.media_id if letter else None,
    )
