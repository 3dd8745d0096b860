"""A verified call of a merchant, and the answer to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from wxsandbox.pay.fields import Group, read_form
from wxsandbox.pay.refusals import param_error
from wxsandbox.store import Row
from wxsandbox.world import World


class Reply(msgspec.Struct, frozen=True):
    """`body` None is an empty body; bytes go out as they are. Bill downloads leave unsigned."""

    status: int = 200
    body: dict[str, Any] | bytes | None = None
    media_type: str = "application/json; charset=utf-8"
    signed: bool = True


@dataclass(slots=True)
class PayCall:
    """What an operation may rely on: the signature fits `merchant`, whose row it is."""

    world: World
    merchant: Row
    method: str
    path: str
    query: dict[str, str]
    body: bytes
    headers: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)

    @property
    def mchid(self) -> str:
        """The merchant who signed."""
        return str(self.merchant["mchid"])

    def form(self, wanted: Group) -> dict[str, Any]:
        """The checked JSON body; its mchid must be the signer's. Raises PayRefusal."""
        values = read_form(self.body, wanted)
        for name in ("mchid", "sp_mchid", "complainted_mchid"):
            if name in values and values[name] != self.mchid and name != "complainted_mchid":
                raise param_error("http header中的mchid与post payload中的mchid不匹配", values[name])
        return values

    def own_mchid_in_query(self) -> None:
        """Queries must name the signer as mchid. Raises PayRefusal."""
        given = self.query.get("mchid", "")
        if not given:
            raise param_error(
                "输入源“/query/mchid”映射到字段“商户号”必填性规则校验失败，此字段为必填项", location="query"
            )
        if given != self.mchid:
            raise param_error("http header中的mchid与query中的mchid不匹配", given, "query")


Operation = Callable[[PayCall], Reply]
