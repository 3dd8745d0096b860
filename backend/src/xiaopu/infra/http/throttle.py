"""Throttling at the edge: how often one client, or one account, may knock at a door."""

from typing import Protocol

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.http.requests import AnyRequest, client_address
from xiaopu.kernel.errors import TooFast


class Limiter(Protocol):
    """Token buckets; see `xiaopu.infra.rate_limit`. Answers how many seconds to wait, 0 when the token was
    taken."""

    def take(self, key: str, *, most: int, per_seconds: int) -> int: ...


class ThrottleBy:
    """`most` tries in `per_seconds` for each subject; the subject is the client's address unless named.

    The limiter hangs on the application's state, where the wiring puts it.
    """

    def __init__(self, name: str, *, most: int, per_seconds: int) -> None:
        self._name = name
        self._most = most
        self._per_seconds = per_seconds

    def take(self, request: AnyRequest, subject: str | None = None) -> None:
        """Refuses `too_fast` with the seconds to wait. Subjects are hashed: no address or e-mail stays in
        memory."""
        limiter: Limiter = request.app.state.limiter
        key = token_digest(f"{self._name}:{(subject or client_address(request)).casefold()}").hex()
        wait = limiter.take(key, most=self._most, per_seconds=self._per_seconds)
        if wait:
            raise TooFast(retry_after=wait)
