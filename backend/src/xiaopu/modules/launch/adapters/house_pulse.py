"""`HousePulse`: one request to WeChat's host for its clock, and the disk under the house."""

import shutil
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.clock import Clock
from xiaopu.modules.launch.domain.pulse import Pulse

_MB = 1024 * 1024


class OwnPulse:
    """Asks WeChat's host for anything at all: an answer of any status shows the way out."""

    def __init__(self, http: httpx.AsyncClient, home: Path, clock: Clock) -> None:
        self._http = http
        self._home = home
        self._clock = clock

    @property
    def host(self) -> str:
        """Which host is asked."""
        return self._http.base_url.host

    async def feel(self) -> Pulse:
        """Takes as long as the client waits at most; never raises for what the network does."""
        refuse_network_in_unit("feeling the pulse")
        free = shutil.disk_usage(self._home).free // _MB
        try:
            answer = await self._http.get("/")
        except httpx.HTTPError:
            return Pulse(reachable=False, skew_s=None, free_mb=free)
        return Pulse(reachable=True, skew_s=self._skew(answer.headers.get("Date")), free_mb=free)

    def _skew(self, date: str | None) -> int | None:
        if date is None:
            return None
        try:
            return int((self._clock() - parsedate_to_datetime(date)).total_seconds())
        except (ValueError, TypeError):
            return None
