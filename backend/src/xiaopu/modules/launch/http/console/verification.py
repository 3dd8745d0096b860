"""微信认证: the draft, its papers, and handing it in."""

from typing import Any

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.flows.verification import Verification
from xiaopu.modules.launch.http.console.profile import MOST_PICTURE_BYTES, PictureUpload
from xiaopu.modules.launch.schemas import VerificationIn, VerificationView
from xiaopu.modules.tenancy.api import Staff

TheVerification = NamedDependency[SkipValidation[Verification]]


@get("/launch/verification", opt={"permission": "launch.write"})
async def get_verification(
    staff: NamedDependency[Staff], launch_verification: TheVerification
) -> VerificationView:
    """The draft with what is missing, the fee, and what stops when the yearly review is late."""
    return await launch_verification.view(staff.scope)


@put("/launch/verification", opt={"permission": "launch.write"})
async def put_verification(
    data: JSONBody[VerificationIn], staff: NamedDependency[Staff], launch_verification: TheVerification
) -> VerificationView:
    """Keep the draft; what is missing may be filled in later."""
    await launch_verification.keep(staff.scope, data)
    return await launch_verification.view(staff.scope)


@put(
    "/launch/verification/papers/{key:str}",
    opt={"permission": "launch.write"},
    request_max_body_size=MOST_PICTURE_BYTES,
)
async def put_verification_paper(
    key: FromPath[str],
    data: PictureUpload,
    staff: NamedDependency[Staff],
    launch_verification: TheVerification,
) -> VerificationView:
    """Send a paper to WeChat; it lies there for three days."""
    await launch_verification.upload(staff.scope, key, await data.file.read())
    return await launch_verification.view(staff.scope)


@post("/launch/verification/hand-in", opt={"permission": "launch.write"}, status_code=200)
async def hand_in_verification(
    staff: NamedDependency[Staff],
    launch_verification: TheVerification,
    looking: NamedDependency[SkipValidation[Looking]],
) -> VerificationView:
    """Hand it in, or again after it was sent back."""
    await launch_verification.hand_in(staff.scope)
    await looking.look(staff.scope, Step.VERIFICATION)
    return await launch_verification.view(staff.scope)


ROUTES: list[Any] = [get_verification, put_verification, put_verification_paper, hand_in_verification]
