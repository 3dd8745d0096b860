"""The OpenAPI document as clients should see it, and a page to read it with assets of our own.

Litestar describes a validation fault as its own 400; ours are 422 problem+json like every other refusal.
Generic pages get names that
a person would give them.
"""

import html
import re
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Server
from litestar.params import FromPath

from xiaopu import __version__
from xiaopu.entrypoints.doors import clients_folder
from xiaopu.infra.http.problems import Problem
from xiaopu.infra.http.services import TheSettings
from xiaopu.kernel.errors import NotFound

_PAGE_NAME = re.compile(r"Page_(?:\w+\.)*(\w+)_")
_PROBLEMS = {
    "401": "not_signed_in",
    "403": "not_allowed",
    "404": "not_found",
    "409": "refused",
    "422": "invalid_input",
}
_ALWAYS = ("422",)
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-standalone-preset.js": "text/javascript",
}
_START = b"""window.onload = () => SwaggerUIBundle({
  url: "/docs/openapi.json", dom_id: "#page", deepLinking: true, presets: [SwaggerUIBundle.presets.apis],
});
"""


def tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """The document with our problems in place of Litestar's errors, and pages by name."""
    document: dict[str, Any] = msgspec.json.decode(
        _PAGE_NAME.sub(r"PageOf\1", msgspec.json.encode(schema).decode())
    )
    (reference,), components = msgspec.json.schema_components(
        [Problem], ref_template="#/components/schemas/{name}"
    )
    document["components"]["schemas"] |= components
    _name_items(document)
    for component in document["components"]["schemas"].values():
        # Litestar writes a field's default into the type that the field shares with others: the last one
        # wins.
        component.pop("default", None)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _describe_problems(path, operation, reference)
    return document


def _name_items(node: Any) -> None:
    """Litestar takes the `...` of `tuple[X, ...]` for a second, nameless kind of item: drop it, in place."""
    if isinstance(node, list):
        for part in node:
            _name_items(part)
    if not isinstance(node, dict):
        return
    match node.get("items"):
        case {"oneOf": [kind, {**nameless}]} if not nameless:
            node["items"] = kind
    for part in node.values():
        _name_items(part)


def _describe_problems(path: str, operation: dict[str, Any], reference: dict[str, Any]) -> None:
    answers = operation["responses"]
    answers.pop("400", None)
    statuses = set(_ALWAYS)
    if "/{" in path or path.startswith("/api/storefront"):
        statuses |= {"404", "409"}
    if path.startswith("/api/"):
        statuses |= {"401", "403", "409"}
    for status in sorted(statuses):
        content = {"application/problem+json": {"schema": reference}}
        answers.setdefault(status, {"description": _PROBLEMS[status], "content": content})


class Document(OpenAPIRenderPlugin):
    """The document as JSON."""

    def __init__(self) -> None:
        super().__init__(path="/openapi.json", media_type="application/json")  # type: ignore[arg-type]  # any text will do

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        del request
        return msgspec.json.encode(tidy(openapi_schema))


class Reader(OpenAPIRenderPlugin):
    """Swagger UI over the document, without any foreign host."""

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        del request
        title = html.escape(openapi_schema["info"]["title"])
        return (
            f"<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{title} API</title>"
            "<link rel=stylesheet href=/docs/assets/swagger-ui.css><div id=page></div>"
            "<script src=/docs/assets/swagger-ui-bundle.js></script>"
            "<script src=/docs/assets/start.js></script></html>"
        ).encode()


@get("/docs/assets/{name:str}", include_in_schema=False)
async def get_asset(name: FromPath[str], settings: TheSettings) -> Response[bytes]:
    """Swagger UI's files, from its npm package beside the generated client."""
    if name == "start.js":
        return Response(_START, media_type="text/javascript")
    if name not in _ASSETS:
        raise NotFound
    file = clients_folder(settings) / "api" / "node_modules" / "swagger-ui-dist" / name
    if not file.is_file():
        raise NotFound
    return Response(
        file.read_bytes(), media_type=_ASSETS[name], headers={"Cache-Control": "public, max-age=86400"}
    )


def openapi_config() -> OpenAPIConfig:
    """Where the document and its reader are."""
    return OpenAPIConfig(
        title="小铺 Xiaopu",
        version=__version__,
        description="商家控制台与商城接口。错误一律为 problem+json，按 code 判断。",
        path="/docs",
        servers=[Server(url="/")],
        use_handler_docstrings=True,
        render_plugins=(Document(), Reader()),
    )
