"""Whether the token that came along may make this call."""

from wxsandbox.store import Row
from wxsandbox.weixin.calls import ApiCall, ApiRefusal
from wxsandbox.weixin.operations import Access, Known
from wxsandbox.weixin.tokens import app_of_token
from wxsandbox.world import World


def admit(call: ApiCall, known: Known) -> None:
    """Sets the call's app or component. Raises ApiRefusal 41001, 40001, 42001, 48001 or 61014."""
    if known.access is Access.OPEN:
        return
    token = call.query.get("access_token") or call.query.get("component_access_token", "")
    component = _component_of_token(call.world, token)
    if known.access is Access.COMPONENT:
        if component is None:
            app_of_token(call.world, token)
            raise ApiRefusal(48001, "api unauthorized")
        call.component = component
        return
    if component is not None:
        raise ApiRefusal(61014, "must use authorizer token for this api")
    call.app = app_of_token(call.world, token)
    kind, _, platform = call.app["token_kind"].partition(":")
    if kind == "authorizer":
        call.component = call.world.store.one("SELECT * FROM component WHERE appid = :appid", appid=platform)
    elif known.access is Access.BEHALF:
        raise ApiRefusal(48001, "api unauthorized")


def _component_of_token(world: World, token: str) -> Row | None:
    row = world.store.one(
        "SELECT c.*, t.expires_ms FROM token t JOIN component c ON c.appid = t.appid"
        " WHERE t.token = :token AND t.kind = 'component'",
        token=token,
    )
    if row is not None and row["expires_ms"] <= world.clock.now_ms():
        raise ApiRefusal(42001, "component_access_token expired")
    return row
