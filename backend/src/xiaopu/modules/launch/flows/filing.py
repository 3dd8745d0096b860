"""ICP 备案 of a granted mini program: the draft, its papers, the face check, handing in and taking back."""

import asyncio
from datetime import datetime

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.pictures import document_picture
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.modules.launch.domain.filing import (
    FILED,
    UNDER_WAY,
    Entrance,
    FormFault,
    is_filing_number,
    place_fault,
    place_hint,
)
from xiaopu.modules.launch.domain.forms import (
    FILING_PAPER,
    FILING_PAPERS,
    MEDIA_FOR,
    FilingForm,
    FormKind,
    Person,
    Uploaded,
    filing_faults,
    is_needed,
)
from xiaopu.modules.launch.domain.truth import Words
from xiaopu.modules.launch.errors import AlreadyHandedIn, DeskRefused, FormIncomplete, NothingHandedIn
from xiaopu.modules.launch.flows.verification import Verification
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import FilingChoices, FilingDesk, Picture, VerificationDesk
from xiaopu.modules.launch.schemas import FilingIn, FilingView, PaperView
from xiaopu.modules.launch.usecases.forms import (
    FormState,
    HandedIn,
    change_form,
    form_state,
    hand_in_form,
    note_number,
)


class Filing:
    """One for the process. Personal data lies sealed in one row; pictures lie at WeChat alone."""

    def __init__(
        self, units: Units, vault: Vault, weapps: Weapps, desks: tuple[FilingDesk, VerificationDesk]
    ) -> None:
        self._units = units
        self._vault = vault
        self._weapps = weapps
        self._desk, self._both = desks

    async def state(self, scope: ShopScope) -> FormState[FilingForm]:
        """The draft and what became of it."""
        return await self._units.read(scope, form_state, FormKind.FILING, FilingForm, vault=self._vault)

    async def view(self, scope: ShopScope) -> FilingView:
        """The draft, and how the filing stands at WeChat for a granted mini program."""
        state = await self.state(scope)
        keys = await self._weapps.keys(scope)
        if keys is None or not keys.granted:
            return _view(state, None, finished=None, now=self._units.clock())
        entrance = await self._desk.entrance(keys.appid)
        finished = await self._face_finished(keys.appid, state)
        return _view(state, entrance, finished=finished, now=self._units.clock())

    async def _face_finished(self, appid: str, state: FormState[FilingForm]) -> bool | None:
        """None when none was begun; a task that WeChat has forgotten is not finished."""
        if state.form is None or not state.form.face_task:
            return None
        try:
            return (await self._desk.face(appid, state.form.face_task)).finished
        except DeskRefused:
            return False

    async def choices(self, scope: ShopScope) -> FilingChoices:
        """WeChat's dictionaries; four calls at once."""
        return await self._desk.choices(await self._weapps.granted(scope))

    async def keep(self, scope: ShopScope, draft: FilingIn) -> None:
        """Keep the draft; its papers and the face check stay."""
        fields = msgspec.structs.asdict(draft)
        for name in ("principal", "applet_principal"):
            fields[name] = Person(**msgspec.structs.asdict(fields[name]))
        await self._change(scope, fields)

    async def upload(self, scope: ShopScope, key: str, content: bytes) -> None:
        """Send a paper to WeChat and note where it lies. Refuses `not_found` for an unknown key."""
        if key not in FILING_PAPER:
            raise NotFound
        appid = await self._weapps.granted(scope)
        paper = await asyncio.to_thread(document_picture, content)
        media_id = await self._desk.upload(appid, key, Picture(paper.content, "image/jpeg"))
        uploaded = Uploaded(media_id, self._units.clock())

        def merged(old: FilingForm | None) -> FilingForm:
            form = old or FilingForm()
            return msgspec.structs.replace(form, papers=form.papers | {key: uploaded})

        await self._units.write(scope, change_form, FormKind.FILING, FilingForm, merged, vault=self._vault)

    async def start_face(self, scope: ShopScope) -> None:
        """Let WeChat ask the administrator's face, within 24 hours; good for three days."""
        appid = await self._weapps.granted(scope)
        task = await self._desk.start_face(appid, with_verification=False)
        await self._change(scope, {"face_task": task, "face_at": self._units.clock()})

    async def hand_in(self, scope: ShopScope) -> None:
        """Hand the filing in, or again after a rejection. Refuses `form_incomplete` with our faults or with
        those that WeChat names, `already_handed_in`.
        """
        appid, form = await self._ready(scope)
        hints = await self._desk.apply(appid, form)
        await self._note(scope, FormKind.FILING, HandedIn(taken=not hints, faults=_placed(hints)))
        if hints:
            raise FormIncomplete(faults=msgspec.to_builtins(_placed(hints)))

    async def hand_in_with(self, scope: ShopScope, verification: Verification) -> None:
        """认证备案二合一: both as one application. Refuses as `hand_in` and `Verification.ready`."""
        appid, form = await self._ready(scope)
        asked, customer, _ = await verification.ready(scope)
        made = await self._both.submit_both(appid, asked, form, customer_type=customer)
        faults = _placed(made.hints)
        reference = made.procedure_id or None
        await self._note(scope, FormKind.BOTH, HandedIn(not faults, reference, made.pay_url or None, faults))
        if faults:
            raise FormIncomplete(faults=msgspec.to_builtins(faults))

    async def take_back(self, scope: ShopScope) -> None:
        """Take the application back. Refuses `nothing_handed_in`, and at the authority WeChat refuses."""
        appid = await self._weapps.granted(scope)
        if (await self._desk.entrance(appid)).status not in {2, 3, 4, 5}:
            raise NothingHandedIn
        await self._desk.take_back(appid)
        await self._note(scope, FormKind.FILING, HandedIn(taken=False))

    async def note_number(self, scope: ShopScope, number: str) -> None:
        """Note the number that the merchant copied; refuses one of another form (`invalid_input`)."""
        if not is_filing_number(number):
            raise InvalidInput.at("number", "filing_number")
        await self._units.write(scope, note_number, number)

    async def _ready(self, scope: ShopScope) -> tuple[str, FilingForm]:
        appid = await self._weapps.granted(scope)
        form = (await self.state(scope)).form or FilingForm()
        faults = filing_faults(form, self._units.clock())
        if faults:
            raise FormIncomplete(faults=msgspec.to_builtins(faults))
        if (await self._desk.entrance(appid)).status in UNDER_WAY | {FILED}:
            raise AlreadyHandedIn
        return appid, form

    async def _change(self, scope: ShopScope, fields: dict[str, object]) -> None:
        def merged(old: FilingForm | None) -> FilingForm:
            return msgspec.structs.replace(old or FilingForm(), **fields)

        await self._units.write(scope, change_form, FormKind.FILING, FilingForm, merged, vault=self._vault)

    async def _note(self, scope: ShopScope, kind: FormKind, outcome: HandedIn) -> None:
        await self._units.write(scope, hand_in_form, kind, outcome)


def _placed(hints: tuple[tuple[str, str], ...]) -> tuple[FormFault, ...]:
    return tuple(place_hint(field, code) for field, code in hints)


def _view(
    state: FormState[FilingForm], entrance: Entrance | None, *, finished: bool | None, now: datetime
) -> FilingView:
    form = state.form or FilingForm()
    rejected = tuple(place_fault(fault) for fault in entrance.faults) if entrance else ()
    known = {name: getattr(form, name) for name in FilingIn.__struct_fields__}
    return FilingView(
        draft=msgspec.convert(msgspec.to_builtins(known), FilingIn),
        papers=[_paper(row.key, form, now) for row in FILING_PAPERS],
        missing=filing_faults(form, now),
        faults=rejected or state.faults,
        status=entrance.status if entrance else None,
        sms_status=entrance.sms_status if entrance else None,
        face_started_at=form.face_at,
        face_finished=finished,
        number=state.number,
        handed_in_at=state.handed_in_at,
    )


def _paper(key: str, form: FilingForm, now: datetime) -> PaperView:
    row, paper = FILING_PAPER[key], form.papers.get(key)
    at = paper.at if paper else None
    stale = at is not None and now - at > MEDIA_FOR
    return PaperView(key, Words(row.zh, row.en), is_needed(row, form), at, stale)
