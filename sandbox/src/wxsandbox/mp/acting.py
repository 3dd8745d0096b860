"""Acts on the pages follow the rules of the API: this makes a call of what a person filled in."""

import json
from typing import Any

from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, Handler
from wxsandbox.world import World


def act(
    world: World, appid: str, handler: Handler, body: dict[str, Any], *, query: dict[str, str] | None = None
) -> dict[str, Any]:
    """What the API's handler answers to this body. Raises ApiRefusal."""
    row = world.store.one("SELECT * FROM app WHERE appid = :a", a=appid)
    raw = json.dumps(body, ensure_ascii=False).encode()
    answer: Answer = handler(ApiCall(world, "", query or {}, raw, "application/json", app=row))
    if not isinstance(answer, dict):
        raise ApiRefusal(-1, "system error")
    return answer
