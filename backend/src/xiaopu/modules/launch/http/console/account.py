"""The mini program account: registered from the subject's facts."""

from typing import Annotated, Any

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody, SkipValidation

from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.flows.register import Registering
from xiaopu.modules.launch.schemas import Input
from xiaopu.modules.platform.api import RegistrationView
from xiaopu.modules.tenancy.api import Staff


class RegisterIn(Input, frozen=True):
    """The legal person's WeChat id; everything else stands in the subject."""

    legal_persona_wechat: Annotated[
        str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_-]+$")
    ]


@post("/launch/registration", opt={"permission": "channels.write"}, status_code=201)
async def post_registration(
    data: JSONBody[RegisterIn],
    staff: NamedDependency[Staff],
    registering: NamedDependency[SkipValidation[Registering]],
    looking: NamedDependency[SkipValidation[Looking]],
) -> RegistrationView:
    """Register a mini program for the shop's company or sole trader; the legal person has 24 hours."""
    view = await registering.hand_in(staff.scope, data.legal_persona_wechat)
    await looking.look(staff.scope, Step.ACCOUNT)
    return view


ROUTES: list[Any] = [post_registration]
