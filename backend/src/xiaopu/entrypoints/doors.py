"""Doors that people open in a browser: the start page, the console, the H5 mall; and doors for machines:
health.
"""

import html
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromPath

import xiaopu
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.http.services import OpenUnits, TheSettings
from xiaopu.infra.outbox import NEXT_DUE_ACROSS_SHOPS
from xiaopu.infra.settings import Settings
from xiaopu.kernel.errors import Busy, NotFound

# Built clients lie beside the sources in a checkout; an image may put them elsewhere (XIAOPU_CLIENTS).
_CLIENTS = Path(xiaopu.__file__).resolve().parents[3] / "clients"
_PAGES = Path(__file__).parent / "pages"
DEMO_SLUG = "demo"
_FOREVER = "public, max-age=31536000, immutable"


def clients_folder(settings: Settings) -> Path:
    """Where the built console and H5 mall are."""
    return Path(settings.server.clients) if settings.server.clients else _CLIENTS


def weapp_folder(settings: Settings) -> Path:
    """Where the built mini program is."""
    return clients_folder(settings) / "miniprogram" / "dist" / "build" / "mp-weixin"


@get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, bool]:
    """The process answers."""
    return {"ok": True}


@get("/readyz", include_in_schema=False)
async def readyz(units: OpenUnits) -> dict[str, bool]:
    """The database answers, and background work is not stuck for more than five minutes."""

    def oldest(read: ReadScope) -> Any:
        return read.value(NEXT_DUE_ACROSS_SHOPS)

    due = await units.read(PlatformScope(), oldest)
    if due is not None and (units.clock() - due).total_seconds() > 300:
        raise Busy(why="outbox")
    return {"ok": True}


@get("/", include_in_schema=False)
async def start(settings: TheSettings) -> Response[bytes]:
    """Demo: three doors and three steps. Elsewhere: the console."""
    bridge = settings.wechat.bridge_url
    if settings.is_production or bridge is None:
        return Response(b"", status_code=302, headers={"Location": "/console/"})
    sandbox, mall = _origin(bridge), f"{settings.server.public_url}/s/{DEMO_SLUG}/"
    names = {
        "{sandbox}": sandbox,
        "{phone}": f"{sandbox}/phone?url={quote(mall, safe='')}",
        "{slug}": DEMO_SLUG,
    }
    page = (_PAGES / "start.html").read_text("utf-8")
    for name, value in names.items():
        page = page.replace(name, html.escape(value))
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _policy(())}
    return Response(page.encode(), media_type="text/html; charset=utf-8", headers=headers)


@get("/start.css", include_in_schema=False)
async def start_css() -> Response[bytes]:
    """The start page's looks."""
    return Response((_PAGES / "start.css").read_bytes(), media_type="text/css")


@get(["/console", "/console/{path:path}"], include_in_schema=False)
async def console(settings: TheSettings, path: FromPath[str] = "/") -> Response[bytes]:
    """The merchant console: a single page; unknown paths are its own routes."""
    folder = clients_folder(settings) / "console" / "dist"
    return _page(folder, path, framed_by=())


@get(["/s/{slug:str}", "/s/{slug:str}/{path:path}"], include_in_schema=False)
async def mall(slug: FromPath[str], settings: TheSettings, path: FromPath[str] = "/") -> Response[bytes]:
    """The H5 mall of a shop. The sandbox's bridge is put in only when the settings name one."""
    folder = clients_folder(settings) / "miniprogram" / "dist" / "build" / "h5"
    bridge = settings.wechat.bridge_url
    framed_by = (_origin(bridge),) if bridge else ()
    return _page(folder, path, framed_by=framed_by, script=bridge, base=f"/s/{slug}/")


def _page(
    folder: Path,
    path: str,
    *,
    framed_by: tuple[str, ...],
    script: str | None = None,
    base: str | None = None,
) -> Response[bytes]:
    name = path.strip("/") or "index.html"
    file = _inside(folder, name)
    if file is None:
        if "." in name.rpartition("/")[2]:
            raise NotFound
        file = _inside(folder, "index.html")
    if file is None:
        return _not_built()
    if file.name != "index.html":
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return Response(file.read_bytes(), media_type=kind, headers={"Cache-Control": _FOREVER})
    page = file.read_text("utf-8")
    extra = f'<base href="{html.escape(base)}">' if base else ""
    if script:
        extra += f'<script src="{html.escape(script)}"></script>'
    page = page.replace("<head>", f"<head>{extra}", 1)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": _policy(framed_by),
    }
    return Response(page.encode(), media_type="text/html; charset=utf-8", headers=headers)


def _inside(folder: Path, name: str) -> Path | None:
    """A file of the folder, and nothing outside of it."""
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _policy(framed_by: tuple[str, ...]) -> str:
    friends = " ".join(framed_by)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {friends}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            f"connect-src 'self' {friends}".strip(),
            f"frame-src 'self' {friends}".strip(),
            f"frame-ancestors 'self' {friends}".strip() if framed_by else "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _not_built() -> Response[bytes]:
    words = "<!doctype html><meta charset=utf-8><title>小铺</title><p>页面还没有构建：请先运行 make clients。"
    return Response(words.encode(), status_code=503, media_type="text/html; charset=utf-8")


DOOR_ROUTES: list[Any] = [start, start_css, healthz, readyz, console, mall]
