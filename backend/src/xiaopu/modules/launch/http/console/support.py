"""诊断, and the questions that it leaves."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation

from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.support import blotted
from xiaopu.modules.launch.flows.diagnose import Doctor
from xiaopu.modules.launch.schemas import AnswerIn, CaseIn, CaseView, Diagnosis, LaunchView
from xiaopu.modules.launch.usecases.cases import cases, close_case, open_case
from xiaopu.modules.launch.usecases.personal_words import personal_words
from xiaopu.modules.tenancy.api import Staff

_PERSONAL = frozenset({"principal", "nick_name", "name", "legal_name"})
TheDoctor = NamedDependency[SkipValidation[Doctor]]


@post("/launch/diagnose", opt={"permission": "launch.write"}, status_code=200)
async def diagnose(
    staff: NamedDependency[Staff], doctor: TheDoctor, step: FromQuery[Step | None] = None
) -> Diagnosis:
    """Every cause in turn, of one step or of all; each finding with its mend."""
    return await doctor.examine(staff.scope, step)


@get("/launch/support-pack", opt={"permission": "launch.read"})
async def support_pack(
    staff: NamedDependency[Staff], units: OpenUnits, vault: AVault, doctor: TheDoctor
) -> Response[str]:
    """What a helper needs, as one JSON file without keys, secrets, and names or numbers of persons."""
    diagnosis = await doctor.examine(staff.scope, offline=True)
    view = without_persons(await units.read(staff.scope, queries.launch_view))
    moves = await units.read(staff.scope, queries.history)
    pack = {"version": 1, "diagnosis": diagnosis, "launch": view, "history": moves}
    personal = await units.read(staff.scope, personal_words, vault=vault)
    text = msgspec.json.format(msgspec.json.encode(pack), indent=2).decode()
    return Response(
        blotted(text, personal),
        media_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="launch-support.json"',
            "Cache-Control": "no-store",
        },
    )


def without_persons(view: LaunchView) -> LaunchView:
    """The subject's name at WeChat may be a person's."""
    steps = [
        msgspec.structs.replace(step, facts=[fact for fact in step.facts if fact.key not in _PERSONAL])
        for step in view.steps
    ]
    return msgspec.structs.replace(view, steps=steps)


@get("/launch/cases", opt={"permission": "launch.read"})
async def list_cases(staff: NamedDependency[Staff], units: OpenUnits) -> dict[str, list[CaseView]]:
    """Questions to desks, open ones first."""
    return {"items": await units.read(staff.scope, cases)}


@post("/launch/cases", opt={"permission": "launch.write"}, status_code=201)
async def post_case(data: JSONBody[CaseIn], staff: NamedDependency[Staff], units: OpenUnits) -> CaseView:
    """Note that a question was asked; it stays open until it is answered."""
    return await units.write(staff.scope, open_case, data)


@post("/launch/cases/{case_id:str}/answer", opt={"permission": "launch.write"}, status_code=200)
async def post_answer(
    case_id: FromPath[str], data: JSONBody[AnswerIn], staff: NamedDependency[Staff], units: OpenUnits
) -> CaseView:
    """Write the answer down and close the case."""
    return await units.write(staff.scope, close_case, case_id, data)


ROUTES: list[Any] = [diagnose, support_pack, list_cases, post_case, post_answer]
