"""Domains: set at WeChat, and the file that proves a business domain."""

from typing import Annotated, Any

import msgspec
from litestar import post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, SkipValidation

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.launch.domain.domains import DomainSet
from xiaopu.modules.launch.flows.domains import Domains
from xiaopu.modules.launch.schemas import Input
from xiaopu.modules.launch.usecases.keep_file import keep_file
from xiaopu.modules.tenancy.api import Staff

TheDomains = NamedDependency[SkipValidation[Domains]]


class ConfirmFileIn(Input, frozen=True):
    """A file as WeChat hands it out."""

    name: Annotated[str, msgspec.Meta(max_length=64)]
    content: Annotated[str, msgspec.Meta(max_length=200)]


class ConfirmFileView(msgspec.Struct, frozen=True):
    """Where it can be seen now."""

    name: str
    path: str


@post("/launch/domains", opt={"permission": "launch.write"}, status_code=200)
async def set_domains(staff: NamedDependency[Staff], launch_domains: TheDomains) -> DomainSet:
    """Set the derived server domains at WeChat and read them back; granted mini programs alone."""
    return await launch_domains.set_at_wechat(staff.scope)


@put("/launch/domains/file", opt={"permission": "launch.write"})
async def put_file(
    data: JSONBody[ConfirmFileIn], staff: NamedDependency[Staff], units: OpenUnits
) -> ConfirmFileView:
    """Serve the file by which WeChat checks a business domain at the root of our address."""
    await units.write(staff.scope, keep_file, data.name, data.content)
    return ConfirmFileView(data.name, f"/{data.name}")


@post("/launch/domains/file/fetch", opt={"permission": "launch.write"}, status_code=200)
async def fetch_file(staff: NamedDependency[Staff], launch_domains: TheDomains) -> ConfirmFileView:
    """The same, with the file taken from WeChat by API."""
    name = await launch_domains.fetch_file(staff.scope)
    return ConfirmFileView(name, f"/{name}")


ROUTES: list[Any] = [set_domains, put_file, fetch_file]
