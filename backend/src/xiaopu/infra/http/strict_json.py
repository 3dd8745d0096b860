"""JSON bodies read strictly.

Litestar converts a decoded body leniently: the text "1e2" becomes the number 100, and "true" a boolean. Money
and quantities must not be guessed at, so the body is decoded straight into the handler's own type: one pass,
no coercion.
"""

from functools import lru_cache
from typing import Any

import msgspec
from litestar import Request


class StrictRequest(Request[Any, Any, Any]):
    """The application's `request_class`. A body that is not exactly of the handler's type is
    `invalid_input`, with the place.
    """

    async def json(self) -> Any:
        field = self.route_handler.parsed_data_field
        if field is None:
            return await super().json()
        return _decoder(field.annotation).decode(await self.body() or b"null")


@lru_cache(maxsize=512)
def _decoder(annotation: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(annotation)
