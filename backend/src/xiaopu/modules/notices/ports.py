"""What notices need from outside: WeChat's message desk and shipping desk, and its pushes read."""

from collections.abc import Mapping
from typing import Protocol

from xiaopu.modules.notices.domain import Desk, Parcel, Pushed, PushKeys, SubscribeMessage

Query = Mapping[str, str]


class MessageDesk(Protocol):
    """Sends subscribe messages."""

    async def send(self, desk: Desk, message: SubscribeMessage) -> bool:
        """Whether it was sent; False when the shopper has no grant left (43101), which is no error.

        Refuses `desk_refused` for everything else.
        """
        ...


class ShippingDesk(Protocol):
    """Tells WeChat what was shipped."""

    async def report(self, desk: Desk, parcel: Parcel) -> None:
        """Returns when WeChat has it, also from before. Refuses `desk_refused`."""
        ...


class PushReader(Protocol):
    """Proves and opens message pushes. No network."""

    def echo(self, keys: PushKeys, query: Query) -> str:
        """What an address answers to WeChat's check. Refuses `push_not_proven`."""
        ...

    def read(self, keys: PushKeys, query: Query, body: bytes) -> Pushed:
        """Refuses `push_not_proven` and `push_for_another`."""
        ...
