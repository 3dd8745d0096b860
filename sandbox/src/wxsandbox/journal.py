"""The append-only journal: the outside witness for a shop's books.

A line is written in the same commit as the event that it reports, so neither can exist without the other,
and the commit is on disk before any answer leaves. Each line carries a SHA-256 over the line before it: a
gap shows.
"""

import hashlib
import json
from typing import Any

from wxsandbox.clock import Clock, rfc3339
from wxsandbox.store import Row, Store

COLUMNS = ("mchid", "appid", "out_trade_no", "transaction_id", "out_refund_no", "refund_id")


class Journal:
    """Kinds: payment, trade.closed, refund.created, refund.succeeded, refund.closed, refund.abnormal,
    notice.try,
    transfer. Amounts are fen: payments positive, refunds positive too (the kind tells the direction)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def write(
        self, kind: str, *, amount_fen: int = 0, detail: dict[str, Any] | None = None, **ids: str
    ) -> None:
        """Appends one line; joins the caller's unit. `ids` are any of COLUMNS."""
        line: dict[str, Any] = {name: ids.get(name) or "" for name in COLUMNS}
        line |= {
            "kind": kind,
            "amount_fen": amount_fen,
            "at_ms": self._clock.now_ms(),
            "real_ms": Clock.wall_ms(),
        }
        line["detail"] = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)
        with self._store.unit():
            last = self._store.one("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1")
            before = "" if last is None else str(last["chain"])
            text = json.dumps(line, ensure_ascii=False, sort_keys=True)
            self._store.insert("journal", **line, chain=hashlib.sha256((before + text).encode()).hexdigest())

    def after(self, seq: int, limit: int = 10_000) -> list[dict[str, Any]]:
        """Lines whose seq is greater, in order."""
        rows = self._store.all(
            "SELECT * FROM journal WHERE seq > :seq ORDER BY seq LIMIT :limit", seq=seq, limit=limit
        )
        return [public_line(row) for row in rows]


def public_line(row: Row) -> dict[str, Any]:
    """A journal row as it is printed: ids, fen, RFC 3339 times, and the detail unpacked."""
    line: dict[str, Any] = {
        "seq": row["seq"],
        "at": rfc3339(row["at_ms"]),
        "real_at": rfc3339(row["real_ms"]),
    }
    line |= {"kind": row["kind"], "amount_fen": row["amount_fen"]}
    line |= {name: row[name] for name in COLUMNS if row[name]}
    return line | {"detail": json.loads(row["detail"]), "chain": row["chain"]}
