"""Pictures, for everybody: fixed type, never sniffed, kept for a year since a key's content never changes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.response import Stream

from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.pictures import CONTENT_TYPE
from xiaopu.infra.storage import ObjectMissing, ObjectStore
from xiaopu.modules.catalog.domain.pictures import NEUTRAL_KEY

TheStore = NamedDependency[SkipValidation[ObjectStore]]

NEUTRAL = (Path(__file__).parent / "neutral.webp").read_bytes()
# Uploads are WebP; what we draw ourselves (posters, codes) is what phones can save.
_KINDS = {"webp": CONTENT_TYPE, "jpg": "image/jpeg", "png": "image/png"}


@get("/media/{key:path}", cache_control=None)
async def get_media(key: FromPath[str], request: AnyRequest, store: TheStore) -> Response[Any]:
    """One picture. Anything that is not a key of ours, or whose file is gone, is `file_not_found`."""
    name = key.removeprefix("/")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{name.rpartition("/")[2].partition(".")[0]}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if name == NEUTRAL_KEY:
        # Part of the program: another release may draw it anew.
        headers["Cache-Control"] = "public, max-age=86400"
        return Response(NEUTRAL, media_type=CONTENT_TYPE, headers=headers)
    kind = _KINDS.get(name.rpartition(".")[2])
    if kind is None:
        raise ObjectMissing
    if request.headers.get("if-none-match") == headers["ETag"] and await store.exists(name):
        return Response(None, status_code=304, headers=headers)
    return Stream(await _begun(store, name), media_type=kind, headers=headers)


async def _begun(store: ObjectStore, name: str) -> AsyncIterator[bytes]:
    """The stream with its first piece taken, so that a missing file is an answer and not a broken one."""
    pieces = store.open(name)
    first = await anext(pieces, b"")

    async def all_pieces() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    return all_pieces()


PUBLIC_ROUTES: list[Any] = [get_media]
