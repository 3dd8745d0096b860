"""Console routes of the catalogue: categories and media. (Goods carry stock, so their routes lie in
inventory.)
"""

from typing import Annotated, Any

from litestar import delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.catalog import queries
from xiaopu.modules.catalog.flows.keep_picture import MOST_UPLOAD_BYTES, MediaLibrary
from xiaopu.modules.catalog.schemas import Categories, CategoryIn, Media
from xiaopu.modules.catalog.usecases.change_categories import add_category, change_category, remove_category
from xiaopu.modules.tenancy.api import Staff

_FORM_OVERHEAD = 64 * 1024
Upload = Annotated[dict[str, UploadFile], Body(media_type=RequestEncodingType.MULTI_PART)]


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
    return await library.keep(staff.scope, await _only_file(data))


@get("/media", opt={"permission": "goods.read"})
async def get_library(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Media]:
    """The library, newest first."""
    return await units.read(staff.scope, queries.media_page, cursor, limit)


async def _only_file(form: dict[str, UploadFile]) -> bytes:
    """The form's one field `file`."""
    file = form.get("file")
    if file is None:
        raise InvalidInput.at("file", "missing")
    return await file.read()


CONSOLE_ROUTES: list[Any] = [
    get_categories,
    post_category,
    put_category,
    delete_category,
    post_media,
    get_library,
]
