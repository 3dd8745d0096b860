"""Templates, static files and the cookie that says who holds the phone."""

import json
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request
from litestar.exceptions import NotFoundException
from litestar.response import Response

from wxsandbox.clock import rfc3339
from wxsandbox.device.paying import yuan
from wxsandbox.world import World

PERSON_COOKIE = "wxsandbox_person"
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_FACES = ("#07c160", "#fa9d3b", "#576b95", "#fa5151", "#8b5cf6", "#0ea5e9")


def _moment(ms: int | None) -> str:
    return "" if ms is None else rfc3339(ms)[:19].replace("T", " ")


_templates = Environment(
    loader=PackageLoader("wxsandbox", "pages/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_templates.filters |= {"yuan": yuan, "moment": _moment, "unjson": json.loads}


def page(name: str, **values: Any) -> Response[bytes]:
    """A rendered template; never cached, since every page shows the present state."""
    text = _templates.get_template(name).render(**values)
    headers = {"Cache-Control": "no-store"}
    return Response(text.encode(), media_type="text/html; charset=utf-8", headers=headers)


def asset(name: str) -> Response[bytes]:
    """A file of the package's static folder. Raises NotFoundException."""
    ending = name.rpartition(".")[2]
    source = files("wxsandbox").joinpath("pages", "static", name)
    if ending not in _TYPES or "/" in name or not source.is_file():
        raise NotFoundException(name)
    headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return Response(source.read_bytes(), media_type=_TYPES[ending], headers=headers)


def face(name: str) -> bytes:
    """A round picture with the first character of a name."""
    colour = _FACES[sum(name.encode()) % len(_FACES)]
    letter = ((name[:1] if len(name) > 3 else name[-1:]) or "?").replace("&", "").replace("<", "")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">'
        f'<rect width="80" height="80" rx="14" fill="{colour}"/>'
        '<circle cx="40" cy="32" r="14" fill="#fff" opacity=".28"/>'
        '<text x="40" y="53" font-size="34" text-anchor="middle" fill="#fff" font-family="sans-serif">'
        f"{letter}</text></svg>"
    )
    return svg.encode()


def holder_of_phone(world: World, request: Request[Any, Any, Any]) -> str:
    """The person whose phone this browser plays; empty when nobody has been chosen."""
    name = unquote(request.cookies.get(PERSON_COOKIE, ""))
    known = world.store.one("SELECT name FROM person WHERE name = :name", name=name)
    return "" if known is None else name


def names_of_people(world: World) -> list[str]:
    """Everybody, in order of arrival."""
    return [row["name"] for row in world.store.all("SELECT name FROM person ORDER BY rowid")]
