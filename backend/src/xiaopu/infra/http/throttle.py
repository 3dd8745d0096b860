"""Throttling at the edge: how often one client, or one account, may knock at a door."""

from datetime import timedelta

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.http.requests import AnyRequest, client_address
from xiaopu.infra.rate_limit import Limit, RateLimiter
from xiaopu.kernel.errors import TooFast


def mailbox(vault: Vault, address: str, purpose: str) -> str:
    """A subject that is one for every spelling of a mail address; refuses what is none."""
    return vault.index.email(address, purpose).hex()


class ThrottleBy:
    """`most` tries in `per_seconds` for each subject; the subject is the client's address unless named.

    The limiter hangs on the application's state, where the wiring puts it.
    """

    def __init__(self, name: str, *, most: int, per_seconds: int) -> None:
        self._limit = Limit(name, most, timedelta(seconds=per_seconds))

    async def take(self, request: AnyRequest, subject: str | None = None) -> None:
        """Refuses `too_fast` with the seconds to wait. Subjects are hashed: no e-mail address stays in
        memory.
        """
        limiter: RateLimiter = request.app.state.limiter
        key = token_digest((subject or client_address(request)).casefold()).hex()
        verdict = await limiter.take(self._limit, key)
        if not verdict.allowed:
            raise TooFast(retry_after=verdict.retry_after_s)
