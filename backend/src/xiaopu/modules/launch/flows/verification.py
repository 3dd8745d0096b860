"""微信认证 of a granted mini program: the draft, its papers, handing in, and again after it was sent back."""

import asyncio
from datetime import UTC, datetime

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.pictures import document_picture
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.compliance.api import subject_type
from xiaopu.modules.launch.domain.filing import FormFault
from xiaopu.modules.launch.domain.forms import (
    MEDIA_FOR,
    VERIFICATION_PAPERS,
    FormKind,
    NameForm,
    Uploaded,
    VerificationForm,
    verification_faults,
)
from xiaopu.modules.launch.domain.truth import Words
from xiaopu.modules.launch.domain.verification import (
    CUSTOMER_TYPES,
    FEES,
    SENT_BACK,
    STOPS,
    STOPS_SOURCE,
    Application,
    NameKind,
)
from xiaopu.modules.launch.errors import AlreadyHandedIn, DeskRefused, FormIncomplete
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import Picture, ProfileDesk, VerificationDesk
from xiaopu.modules.launch.schemas import PaperView, StopView, VerificationIn, VerificationView
from xiaopu.modules.launch.usecases.forms import FormState, HandedIn, change_form, form_state, hand_in_form

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_UNKNOWN, _INDIVIDUAL = "company", "individual"


class Verification:
    """One for the process; what was handed in is looked at by the reader of the step."""

    def __init__(
        self, units: Units, vault: Vault, weapps: Weapps, desks: tuple[VerificationDesk, ProfileDesk]
    ) -> None:
        self._units = units
        self._vault = vault
        self._weapps = weapps
        self._desk, self._profile = desks

    async def view(self, scope: ShopScope) -> VerificationView:
        """Our own rows; WeChat is not asked."""
        subject = await self._units.read(scope, _subject)
        return _view(await self.state(scope), subject, self._units.clock())

    async def state(self, scope: ShopScope) -> FormState[VerificationForm]:
        """The draft and what became of it."""
        return await self._units.read(
            scope, form_state, FormKind.VERIFICATION, VerificationForm, vault=self._vault
        )

    async def application(self, scope: ShopScope, appid: str) -> Application | None:
        """What was handed in last, alone or with the filing, as WeChat tells it; None without one, and when
        WeChat does not know it any more.
        """
        alone = await self.state(scope)
        both = await self._units.read(scope, form_state, FormKind.BOTH, NameForm, vault=self._vault)
        joined = both.reference is not None and (both.handed_in_at or _NEVER) > (alone.handed_in_at or _NEVER)
        reference = both.reference if joined else alone.reference
        if reference is None:
            return None
        ask = self._desk.joined if joined else self._desk.application
        try:
            return await ask(appid, reference)
        except DeskRefused:
            return None

    async def keep(self, scope: ShopScope, draft: VerificationIn) -> None:
        """Keep the draft; its papers stay."""
        fields = msgspec.structs.asdict(draft)

        def merged(old: VerificationForm | None) -> VerificationForm:
            return msgspec.structs.replace(old or VerificationForm(), **fields)

        await self._units.write(
            scope, change_form, FormKind.VERIFICATION, VerificationForm, merged, vault=self._vault
        )

    async def upload(self, scope: ShopScope, key: str, content: bytes) -> None:
        """Send a paper to WeChat and note where it lies; nothing is kept here. Refuses `not_found`."""
        if key not in VERIFICATION_PAPERS:
            raise NotFound
        appid = await self._weapps.granted(scope)
        paper = await asyncio.to_thread(document_picture, content)
        media_id = await self._profile.upload(appid, Picture(paper.content, "image/jpeg"))
        uploaded = Uploaded(media_id, self._units.clock())

        def merged(old: VerificationForm | None) -> VerificationForm:
            form = old or VerificationForm()
            return msgspec.structs.replace(form, papers=form.papers | {key: uploaded})

        await self._units.write(
            scope, change_form, FormKind.VERIFICATION, VerificationForm, merged, vault=self._vault
        )

    async def hand_in(self, scope: ShopScope) -> None:
        """Ask for verification, or again when it was sent back. Refuses `form_incomplete`,
        `already_handed_in` and what WeChat refuses.
        """
        appid = await self._weapps.granted(scope)
        form, customer, task_id = await self.ready(scope)
        before = await self.application(scope, appid)
        if before is not None:
            if before.is_open:
                raise AlreadyHandedIn
            if before.apply_status == SENT_BACK and before.task_id == task_id:
                made = await self._desk.submit_again(
                    appid, form, customer_type=customer, task_id=before.task_id
                )
                await self._note(
                    scope, HandedIn(taken=True, reference=made.task_id, link=made.auth_url or None)
                )
                return
        made = await self._desk.submit(appid, form, customer_type=customer)
        await self._note(scope, HandedIn(taken=True, reference=made.task_id, link=made.auth_url or None))

    async def ready(self, scope: ShopScope) -> tuple[VerificationForm, int, str | None]:
        """The complete form, WeChat's number for the subject, and what was handed in before. Refuses
        `form_incomplete`.
        """
        state, subject = await self.state(scope), await self._units.read(scope, _subject)
        form = state.form or VerificationForm()
        faults = verification_faults(form, self._units.clock(), organisation=subject != _INDIVIDUAL)
        if faults:
            raise FormIncomplete(faults=msgspec.to_builtins(faults))
        return form, CUSTOMER_TYPES[subject], state.reference

    async def _note(self, scope: ShopScope, outcome: HandedIn) -> None:
        await self._units.write(scope, hand_in_form, FormKind.VERIFICATION, outcome)


def _subject(read: ReadScope) -> str:
    """Who sells; a company while nobody has said."""
    kind = subject_type(read)
    return _UNKNOWN if kind is None else str(kind)


def _view(state: FormState[VerificationForm], subject: str, now: datetime) -> VerificationView:
    form = state.form or VerificationForm()
    organisation = subject != _INDIVIDUAL
    missing: tuple[FormFault, ...] = verification_faults(form, now, organisation=organisation)
    papers = []
    for key, (zh, en) in VERIFICATION_PAPERS.items():
        paper = form.papers.get(key)
        wanted = {"licence": organisation, "name_proof": form.name_kind is NameKind.TRADEMARK}
        at = paper.at if paper else None
        papers.append(
            PaperView(key, Words(zh, en), wanted.get(key, False), at, at is not None and now - at > MEDIA_FOR)
        )
    return VerificationView(
        draft=VerificationIn(
            contact_name=form.contact_name,
            contact_email=form.contact_email,
            account_name=form.account_name,
            name_kind=form.name_kind,
            pay_type=form.pay_type,
        ),
        papers=papers,
        missing=missing,
        fee=FEES[subject],
        stops=[StopView(stop.days, stop.words) for stop in STOPS],
        stops_source=STOPS_SOURCE,
        subject=subject,
        task_id=state.reference,
        auth_url=state.link,
        handed_in_at=state.handed_in_at,
    )
