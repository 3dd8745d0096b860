"""Console routes of the catalogue: categories, media, imports. (Goods carry stock, so their routes lie in
inventory.)
"""

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.catalog import queries
from xiaopu.modules.catalog.flows.keep_picture import MOST_UPLOAD_BYTES, MediaLibrary
from xiaopu.modules.catalog.flows.read_sheet import MOST_FILE_BYTES, template_file
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.catalog.schemas import Categories, CategoryIn, ImportView, Media
from xiaopu.modules.catalog.usecases.change_categories import add_category, change_category, remove_category
from xiaopu.modules.tenancy.api import Staff

_FORM_OVERHEAD = 64 * 1024


class PictureForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form with one field `file`."""

    file: UploadFile


class SheetForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet, and whether only to look at it."""

    file: UploadFile
    dry_run: bool = False


Upload = Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/categories", opt={"permission": "goods.read"})
async def get_categories(staff: NamedDependency[Staff], units: OpenUnits) -> Categories:
    """The whole tree."""
    return Categories(await units.read(staff.scope, queries.category_tree))


@post("/categories", opt={"permission": "goods.write"}, status_code=201)
async def post_category(
    data: JSONBody[CategoryIn], staff: NamedDependency[Staff], units: OpenUnits
) -> Categories:
    """Add a category; answers the whole tree."""
    await units.write(staff.scope, add_category, data)
    return Categories(await units.read(staff.scope, queries.category_tree))


@put("/categories/{category_id:str}", opt={"permission": "goods.write"})
async def put_category(
    data: JSONBody[CategoryIn], category_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> Categories:
    """Rename, move or repaint a category; answers the whole tree."""
    await units.write(staff.scope, change_category, category_id, data)
    return Categories(await units.read(staff.scope, queries.category_tree))


@delete("/categories/{category_id:str}", opt={"permission": "goods.write"}, status_code=204)
async def delete_category(
    category_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Remove an empty category."""
    await units.write(staff.scope, remove_category, category_id)


@post(
    "/media",
    opt={"permission": "media.write"},
    status_code=201,
    request_max_body_size=MOST_UPLOAD_BYTES + _FORM_OVERHEAD,
)
async def post_media(
    data: Upload, staff: NamedDependency[Staff], library: NamedDependency[MediaLibrary]
) -> Media:
    """Put a picture into the library; only its pixels are kept."""
    return await library.keep(staff.scope, await data.file.read())


@get("/media", opt={"permission": "goods.read"})
async def get_library(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Media]:
    """The library, newest first."""
    return await units.read(staff.scope, queries.media_page, cursor, limit)


@post(
    "/imports",
    opt={"permission": "goods.write"},
    status_code=202,
    request_max_body_size=MOST_FILE_BYTES + _FORM_OVERHEAD,
)
async def post_import(
    data: Annotated[SheetForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    staff: NamedDependency[Staff],
    importer: NamedDependency[Importer],
) -> ImportView:
    """Import a sheet (CSV or .xlsx) in the background; `dry_run=true` counts and changes nothing."""
    content = await data.file.read()
    return await importer.queue(staff.scope, data.file.filename or "sheet", content, dry_run=data.dry_run)


@get("/imports", opt={"permission": "goods.read"})
async def get_imports(
    staff: NamedDependency[Staff], units: OpenUnits, cursor: AnyCursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ImportView]:
    """Imports, newest first."""
    return await units.read(staff.scope, queries.import_page, cursor, limit)


@get("/imports/{import_id:str}", opt={"permission": "goods.read"})
async def get_import(import_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> ImportView:
    """How far an import is, and its first 50 faults."""
    return await units.read(staff.scope, queries.import_view, import_id)


@get("/imports/{import_id:str}/faults.csv", opt={"permission": "goods.read"})
async def get_faults(
    import_id: FromPath[str], staff: NamedDependency[Staff], importer: NamedDependency[Importer]
) -> Response[bytes]:
    """The rows that were left out, as a sheet with the reasons in its last column."""
    return _sheet(await importer.faults_csv(staff.scope, import_id), "faults.csv")


@get("/imports/template.csv", opt={"permission": "goods.read"}, sync_to_thread=False)
def get_template(staff: NamedDependency[Staff]) -> Response[bytes]:
    """An example sheet of the 13 columns."""
    _ = staff.scope  # being asked for proves the permission
    return _sheet(template_file(), "template.csv")


def _sheet(content: bytes, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="text/csv", headers=headers)


CONSOLE_ROUTES: list[Any] = [
    get_categories,
    post_category,
    put_category,
    delete_category,
    post_media,
    get_library,
    post_import,
    get_imports,
    get_template,
    get_import,
    get_faults,
]
