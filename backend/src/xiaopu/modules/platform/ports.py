"""What platform needs from outside: pushes read, and WeChat's desk for third-party platforms."""

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from xiaopu.modules.platform.domain.pushes import GrantNews, PushKeys, RegistrationNews, Ticket
from xiaopu.modules.platform.domain.registrations import Facts
from xiaopu.modules.platform.events import News

Query = Mapping[str, str]


class Pushed(msgspec.Struct, frozen=True):
    """One proven push about one mini program. `key` is the same in a repeat; `kind` and `event` are WeChat's
    words, or empty; `receiver` is the mini program's original id.
    """

    key: str
    kind: str
    event: str
    content: dict[str, Any]
    receiver: str = ""
    news: tuple[News, ...] = ()

    def __repr__(self) -> str:
        return f"Pushed({self.kind}, {self.event})"


class OperatorPushed(msgspec.Struct, frozen=True):
    """One proven push to the operator. `news` is by AppID."""

    key: str
    event: str
    content: dict[str, Any]
    ticket: Ticket | None = None
    grant: GrantNews | None = None
    registration: RegistrationNews | None = None
    news: tuple[tuple[str, News], ...] = ()

    def __repr__(self) -> str:
        return f"OperatorPushed({self.event})"


class PushReader(Protocol):
    """Proves and opens pushes. No network."""

    def echo(self, keys: PushKeys, query: Query) -> str:
        """What an address answers to WeChat's check. Refuses `push_not_proven`."""
        ...

    def read(self, keys: PushKeys, query: Query, body: bytes, *, about: str) -> Pushed:
        """A push about the mini program `about`. Refuses `push_not_proven` and `push_for_another`."""
        ...

    def read_operator(self, keys: PushKeys, query: Query, body: bytes) -> OperatorPushed:
        """A push to the operator. Refuses as `read`."""
        ...


class Opened(msgspec.Struct, frozen=True):
    """What a mini program granted. `repr` shows the AppID alone."""

    appid: str
    refresh_token: str | None
    rights: tuple[int, ...]
    user_name: str = ""
    nick_name: str = ""
    principal_name: str = ""

    def __repr__(self) -> str:
        return f"Opened({self.appid})"


class PlatformDesk(Protocol):
    """WeChat's desk for third-party platforms. Every call refuses `platform_not_set`, `platform_not_ready`,
    `platform_refused` and `platform_unavailable`.
    """

    @property
    def is_set(self) -> bool: ...

    async def consent_page(self, return_url: str) -> str:
        """The address at which a mini program's owner says yes; WeChat comes back with ``auth_code``."""
        ...

    async def open_grant(self, auth_code: str) -> Opened:
        """What the code of one consent stands for; a code works once."""
        ...

    async def describe(self, appid: str) -> Opened:
        """How a grant stands now; refuses `grant_gone`."""
        ...

    async def register(self, facts: Facts) -> None:
        """Starts a fast registration: the rest comes as pushes."""
        ...
