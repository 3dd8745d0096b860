"""The OpenAPI document of the mall, from the code: `python -m tools.openapi` writes it, `--check` compares.

The TypeScript types in clients/api are generated from it (`npm run gen` there); a test fails when either is
stale.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from xiaopu.entrypoints.api_document import tidy
from xiaopu.entrypoints.asgi import create_app
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.settings import initialise, load

DOCUMENT = Path(__file__).resolve().parents[1] / "clients" / "api" / "openapi.json"


def document() -> bytes:
    """The document as it should be, sorted and indented so that differences read well."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        initialise(home, {})
        return asyncio.run(_document(home))


async def _document(home: Path) -> bytes:
    house = House(load(home, {}))
    try:
        schema: dict[str, Any] = tidy(create_app(house).openapi_schema.to_schema())
    finally:
        await house.close()
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=1) + b"\n"


def main(arguments: list[str]) -> int:
    """0 when written or equal."""
    made = document()
    if "--check" not in arguments:
        DOCUMENT.write_bytes(made)
        return 0
    if DOCUMENT.read_bytes() == made:
        return 0
    print(f"{DOCUMENT.name} is stale: run python -m tools.openapi, then npm run gen in clients/api")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
