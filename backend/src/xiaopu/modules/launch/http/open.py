"""What anybody may fetch: the files by which WeChat checks business domains."""

from typing import Any

from litestar import MediaType, Response, get
from litestar.params import FromPath

from xiaopu.infra.database.scopes import DirectoryScope
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch.usecases.keep_file import file_content


@get("/{file_name:str}", media_type=MediaType.TEXT, include_in_schema=False)
async def get_confirm_file(file_name: FromPath[str], units: OpenUnits) -> Response[str]:
    """The content of a kept file; anything else that lies at the root is `not_found`."""
    if not file_name.endswith(".txt"):
        raise NotFound
    content = await units.read(DirectoryScope(), file_content, file_name)
    return Response(content, media_type=MediaType.TEXT, headers={"Cache-Control": "no-store"})


OPEN_ROUTES: list[Any] = [get_confirm_file]
