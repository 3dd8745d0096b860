"""What notices need from outside: WeChat's message desk and shipping desk, and the house's own mail."""

from typing import Protocol

from xiaopu.modules.notices.domain import Desk, OwnerNews, Parcel, SubscribeMessage


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


class OwnerMail(Protocol):
    """Writes to the people who own a shop."""

    async def owner_news(self, address: str, news: OwnerNews) -> None:
        """Raises `MailDeferred` when it may go through later; an address that never will is passed over."""
        ...
