"""Console routes of compliance: who sells, and its papers."""

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody, SkipValidation

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.modules.compliance.domain.facts import PaperKind
from xiaopu.modules.compliance.flows.keep_paper import MOST_UPLOAD_BYTES, PaperKeeper
from xiaopu.modules.compliance.schemas import PaperIn, SubjectIn, SubjectPaper, SubjectPapers, SubjectView
from xiaopu.modules.compliance.usecases.papers import papers
from xiaopu.modules.compliance.usecases.read_subject import subject_view
from xiaopu.modules.compliance.usecases.set_subject import set_subject
from xiaopu.modules.tenancy.api import Staff, write_audit

Keeper = NamedDependency[SkipValidation[PaperKeeper]]
_FORM_OVERHEAD = 64 * 1024
_PRIVATE = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'inline; filename="paper.jpg"',
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PaperUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture with what it is."""

    file: UploadFile
    kind: PaperKind
    valid_until: date | None = None
    note: str | None = None


@get("/subject", opt={"permission": "subject.read"})
async def get_subject(staff: NamedDependency[Staff], units: OpenUnits, vault: AVault) -> SubjectView:
    """Who sells; personal data is masked."""
    return await units.read(staff.scope, subject_view, vault=vault)


@put("/subject", opt={"permission": "subject.write"})
async def put_subject(
    data: JSONBody[SubjectIn], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> SubjectView:
    """Say who sells; every wrong field is named with its own code."""
    await units.write(staff.scope, set_subject, data, vault=vault)
    return await units.read(staff.scope, subject_view, vault=vault)


@post("/subject/reveal", opt={"permission": "subject.read"}, status_code=200)
async def post_reveal(staff: NamedDependency[Staff], units: OpenUnits, vault: AVault) -> SubjectView:
    """Who sells, with nothing masked; the audit log remembers who looked."""
    return await units.write(staff.scope, _revealed, vault=vault)


@get("/subject/papers", opt={"permission": "subject.read"})
async def get_papers(staff: NamedDependency[Staff], units: OpenUnits) -> SubjectPapers:
    """The shop's papers, without their pictures."""
    return SubjectPapers(await units.read(staff.scope, papers))


@post(
    "/subject/papers",
    opt={"permission": "subject.write"},
    status_code=201,
    request_max_body_size=MOST_UPLOAD_BYTES + _FORM_OVERHEAD,
)
async def post_paper(
    data: Annotated[PaperUpload, Body(media_type=RequestEncodingType.MULTI_PART)],
    staff: NamedDependency[Staff],
    paper_keeper: Keeper,
) -> SubjectPaper:
    """Keep a picture of a paper, sealed."""
    wanted = PaperIn(kind=data.kind, valid_until=data.valid_until, note=data.note)
    return await paper_keeper.keep(staff.scope, await data.file.read(), wanted)


@post("/subject/papers/{paper_id:str}/show", opt={"permission": "subject.read"}, status_code=200)
async def show_paper(
    paper_id: FromPath[str], staff: NamedDependency[Staff], paper_keeper: Keeper
) -> Response[bytes]:
    """The picture of a paper; the audit log remembers who looked, so this is no GET."""
    content = await paper_keeper.show(staff.scope, paper_id)
    return Response(content, media_type="image/jpeg", headers=_PRIVATE)


@delete("/subject/papers/{paper_id:str}", opt={"permission": "subject.write"}, status_code=204)
async def delete_paper(paper_id: FromPath[str], staff: NamedDependency[Staff], paper_keeper: Keeper) -> None:
    """Forget a paper and its picture."""
    await paper_keeper.drop(staff.scope, paper_id)


def _revealed(uow: UnitOfWork, *, vault: Vault) -> SubjectView:
    write_audit(uow, "subject.revealed", f"shop:{uow.shop_id}")
    return subject_view(uow, vault=vault, reveal=True)


CONSOLE_ROUTES: list[Any] = [
    get_subject,
    put_subject,
    post_reveal,
    get_papers,
    post_paper,
    show_paper,
    delete_paper,
]
