"""ICP 备案: the draft, its papers, the face check, handing in, taking back, and the number."""

from typing import Any

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.filing import Filing
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.flows.verification import Verification
from xiaopu.modules.launch.http.console.profile import MOST_PICTURE_BYTES, PictureUpload
from xiaopu.modules.launch.ports import FilingChoices
from xiaopu.modules.launch.schemas import FilingIn, FilingNumberIn, FilingView
from xiaopu.modules.tenancy.api import Staff

TheFiling = NamedDependency[SkipValidation[Filing]]
TheLooking = NamedDependency[SkipValidation[Looking]]


@get("/launch/filing", opt={"permission": "launch.write"})
async def get_filing(staff: NamedDependency[Staff], launch_filing: TheFiling) -> FilingView:
    """The draft with what is missing and what was not taken; it names people, so it asks for writing."""
    return await launch_filing.view(staff.scope)


@get("/launch/filing/choices", opt={"permission": "launch.read"})
async def get_filing_choices(staff: NamedDependency[Staff], launch_filing: TheFiling) -> FilingChoices:
    """WeChat's dictionaries: kinds of subject, certificate and service, and places."""
    return await launch_filing.choices(staff.scope)


@put("/launch/filing", opt={"permission": "launch.write"})
async def put_filing(
    data: JSONBody[FilingIn], staff: NamedDependency[Staff], launch_filing: TheFiling
) -> FilingView:
    """Keep the draft; what is missing may be filled in later."""
    await launch_filing.keep(staff.scope, data)
    return await launch_filing.view(staff.scope)


@put(
    "/launch/filing/papers/{key:str}",
    opt={"permission": "launch.write"},
    request_max_body_size=MOST_PICTURE_BYTES,
)
async def put_filing_paper(
    key: FromPath[str], data: PictureUpload, staff: NamedDependency[Staff], launch_filing: TheFiling
) -> FilingView:
    """Send a paper of the filing to WeChat."""
    await launch_filing.upload(staff.scope, key, await data.file.read())
    return await launch_filing.view(staff.scope)


@post("/launch/filing/face", opt={"permission": "launch.write"}, status_code=200)
async def start_face(staff: NamedDependency[Staff], launch_filing: TheFiling) -> FilingView:
    """Ask the administrator's face in WeChat; good for three days."""
    await launch_filing.start_face(staff.scope)
    return await launch_filing.view(staff.scope)


@post("/launch/filing/hand-in", opt={"permission": "launch.write"}, status_code=200)
async def hand_in_filing(
    staff: NamedDependency[Staff], launch_filing: TheFiling, looking: TheLooking
) -> FilingView:
    """Hand it in, or again after a rejection."""
    await launch_filing.hand_in(staff.scope)
    return await _read_back(staff, launch_filing, looking)


@post("/launch/filing/hand-in-with-verification", opt={"permission": "launch.write"}, status_code=200)
async def hand_in_both(
    staff: NamedDependency[Staff],
    launch_filing: TheFiling,
    launch_verification: NamedDependency[SkipValidation[Verification]],
    looking: TheLooking,
) -> FilingView:
    """认证备案二合一: the filing starts by itself once verification is granted."""
    await launch_filing.hand_in_with(staff.scope, launch_verification)
    await looking.look(staff.scope, Step.VERIFICATION)
    return await _read_back(staff, launch_filing, looking)


@post("/launch/filing/take-back", opt={"permission": "launch.write"}, status_code=200)
async def take_back_filing(
    staff: NamedDependency[Staff], launch_filing: TheFiling, looking: TheLooking
) -> FilingView:
    """Take the application back."""
    await launch_filing.take_back(staff.scope)
    return await _read_back(staff, launch_filing, looking)


@put("/launch/filing/number", opt={"permission": "launch.write"})
async def put_filing_number(
    data: JSONBody[FilingNumberIn], staff: NamedDependency[Staff], launch_filing: TheFiling
) -> FilingView:
    """Note the filing's number as WeChat shows it: no interface gives it."""
    await launch_filing.note_number(staff.scope, data.number)
    return await launch_filing.view(staff.scope)


async def _read_back(staff: Staff, filing: Filing, looking: Looking) -> FilingView:
    await looking.look(staff.scope, Step.FILING)
    return await filing.view(staff.scope)


ROUTES: list[Any] = [
    get_filing,
    get_filing_choices,
    put_filing,
    put_filing_paper,
    start_face,
    hand_in_filing,
    hand_in_both,
    take_back_filing,
    put_filing_number,
]
