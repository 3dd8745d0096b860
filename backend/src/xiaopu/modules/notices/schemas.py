"""What goes in over HTTP."""

from typing import Annotated, Literal

import msgspec

Answer = Literal["accept", "reject"]
TemplateId = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class SubscriptionsIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the subscribe sheet said, by template; WeChat asks for three at most."""

    results: Annotated[dict[TemplateId, Answer], msgspec.Meta(min_length=1, max_length=5)]
