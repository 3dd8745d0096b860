"""The sandbox's clock, which can run with the wall or be moved by hand.

Business times (expiry, retries, refunds, success_time) follow this clock. The timestamps of signatures
follow the wall always, since the other side compares them with its own clock.
"""

import time
from datetime import UTC, datetime, timedelta, timezone

from wxsandbox.store import Store

SHANGHAI = timezone(timedelta(hours=8))


def rfc3339(ms: int) -> str:
    """WeChat's form of a time, in China's zone and whole seconds: 2026-11-24T14:31:48+08:00."""
    return datetime.fromtimestamp(ms // 1000, SHANGHAI).isoformat(timespec="seconds")


def compact(ms: int) -> str:
    """Fourteen digits of China's time, as WeChat builds them into ids."""
    return datetime.fromtimestamp(ms // 1000, SHANGHAI).strftime("%Y%m%d%H%M%S")


def parse_rfc3339(text: str) -> int | None:
    """Milliseconds since the epoch, or None for what is no RFC 3339 time with a zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None or "T" not in text:
        return None
    return int(moment.astimezone(UTC).timestamp() * 1000)


class Clock:
    """Modes: `real` (wall plus an offset) and `manual` (stands still until advanced). Survives a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.mode = self._read("clock.mode", "real")
        self._offset_ms = int(self._read("clock.offset_ms", "0"))
        self._stopped_ms = int(self._read("clock.stopped_ms", "0"))

    def now_ms(self) -> int:
        """Now on the sandbox's clock, in milliseconds since the epoch."""
        if self.mode == "manual":
            return self._stopped_ms
        return self.wall_ms() + self._offset_ms

    @staticmethod
    def wall_ms() -> int:
        """Now on the real clock."""
        return time.time_ns() // 1_000_000

    @property
    def offset_ms(self) -> int:
        """How far ahead of the wall this clock is."""
        return self.now_ms() - self.wall_ms()

    def advance(self, seconds: float) -> None:
        """Moves forward; negative values are the caller's error and are refused at the edge."""
        if self.mode == "manual":
            self._stopped_ms += int(seconds * 1000)
        else:
            self._offset_ms += int(seconds * 1000)
        self._write()

    def run_real(self) -> None:
        """Back to the wall. Times already given out keep their values."""
        self.mode, self._offset_ms = "real", 0
        self._write()

    def stop(self) -> None:
        """Stands still at the present moment."""
        self._stopped_ms, self.mode = self.now_ms(), "manual"
        self._write()

    def _read(self, name: str, default: str) -> str:
        row = self._store.one("SELECT value FROM setting WHERE name = :name", name=name)
        return default if row is None else str(row["value"])

    def _write(self) -> None:
        values = {"mode": self.mode, "offset_ms": str(self._offset_ms), "stopped_ms": str(self._stopped_ms)}
        with self._store.unit():
            for name, value in values.items():
                self._store.run(
                    "INSERT INTO setting VALUES (:name, :value)"
                    " ON CONFLICT (name) DO UPDATE SET value = :value",
                    name=f"clock.{name}",
                    value=value,
                )
