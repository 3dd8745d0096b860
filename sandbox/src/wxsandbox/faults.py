"""Faults on demand: WeChat's bad days, ordered by a test, a page or a scenario.

A fault has a kind, an optional match (fact name to wanted value; `path` matches by prefix, or as a whole
when it has {places}), optional parameters and an optional number of times. It is used up by `take`, oldest
first.
"""

import json
import re
from typing import Any

import msgspec

from wxsandbox.clock import Clock
from wxsandbox.store import Row, Store

KINDS = {
    "slow": "回答慢 (seconds)",
    "hang": "长时间不回答 (seconds, effect=done|not_done)",
    "system_error_then_success": "先报系统错误，重试后成功 (effect=done|not_done)",
    "frequency_limited": "频率超限",
    "notice_lost": "通知丢失",
    "notice_delay": "通知迟到 (seconds)",
    "notice_duplicate": "通知重复 (copies)",
    "notice_forged": "先来一份伪造通知",
    "notice_reorder": "通知乱序，后发先至",
    "signtest": "签名探测流量",
    "signtest_answer": "回答带探测签名，调用已生效",
    "refund_abnormal": "退款异常",
    "refund_closed": "退款关闭",
    "not_enough": "商户余额不足",
    "token_expired_early": "access_token 提前失效",
    "pay_error": "支付失败 (message)",
    "risk_user": "高风险用户登录被拦",
    "text_risky": "文本检测不通过 (label)",
}
DEFAULT_TIMES = {"system_error_then_success": 1}


class Fault(msgspec.Struct, frozen=True):
    """One fault that has just struck."""

    fault_id: int
    kind: str
    params: dict[str, Any]

    def seconds(self, default: float) -> float:
        """The parameter `seconds`, or the kind's default."""
        return float(self.params.get("seconds", default))

    @property
    def effect_done(self) -> bool:
        """Whether the call takes effect although its answer is lost."""
        return self.params.get("effect") == "done"


class Faults:
    """The faults that wait to strike."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def order(self, kind: str, *, match: dict[str, Any], params: dict[str, Any], times: int | None) -> int:
        """Adds a fault; None times means until it is withdrawn. Raises KeyError for an unknown kind."""
        if kind not in KINDS:
            raise KeyError(kind)
        wanted = times if times is not None else DEFAULT_TIMES.get(kind)
        return self._store.insert(
            "fault",
            kind=kind,
            match=json.dumps(match, ensure_ascii=False),
            params=json.dumps(params, ensure_ascii=False),
            times=wanted,
            created_ms=self._clock.now_ms(),
        )

    def take(self, kind: str, **facts: str) -> Fault | None:
        """Uses up one matching fault of this kind, or returns None."""
        for row in self._store.all("SELECT * FROM fault WHERE kind = :kind ORDER BY fault_id", kind=kind):
            if row["times"] is not None and row["used"] >= row["times"]:
                continue
            if not _matches(json.loads(row["match"]), facts):
                continue
            self._store.run("UPDATE fault SET used = used + 1 WHERE fault_id = :id", id=row["fault_id"])
            return Fault(row["fault_id"], row["kind"], json.loads(row["params"]))
        return None

    def waiting(self) -> list[dict[str, Any]]:
        """Every fault with how often it struck."""
        return [_public(row) for row in self._store.all("SELECT * FROM fault ORDER BY fault_id")]

    def withdraw(self, fault_id: int | None = None) -> int:
        """Removes one fault, or all of them; returns how many went."""
        if fault_id is None:
            return self._store.run("DELETE FROM fault")
        return self._store.run("DELETE FROM fault WHERE fault_id = :id", id=fault_id)


def _matches(wanted: dict[str, Any], facts: dict[str, str]) -> bool:
    for name, value in wanted.items():
        actual = facts.get(name, "")
        if name == "path" and _path_matches(str(value), actual):
            continue
        if actual != str(value):
            return False
    return True


def _path_matches(wanted: str, path: str) -> bool:
    if "{" not in wanted:
        return path.startswith(wanted)
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(wanted)), path) is not None


def _public(row: Row) -> dict[str, Any]:
    plain = {"id": row["fault_id"], "kind": row["kind"], "times": row["times"], "used": row["used"]}
    return plain | {"match": json.loads(row["match"]), "params": json.loads(row["params"])}
