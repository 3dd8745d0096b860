"""Logs: one JSON line an event, and nothing in it that F17's canaries could find."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
import structlog

from xiaopu.infra.telemetry import MASK, REQUEST_ID, configure_logging, masked, masked_text

TOKEN = f"st_shop1_{'0123456789abcdef' * 4}"
OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"


class Person(msgspec.Struct, frozen=True):
    nickname: str
    phone: str


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield io.StringIO()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def mask(**event: Any) -> dict[str, Any]:
    return dict(masked(None, "info", event))


class TestMasked:
    @pytest.mark.parametrize(
        "key",
        [
            "secret",
            "app_secret",
            "token",
            "accessToken",
            "openid",
            "payer_openid",
            "unionid",
            "phone",
            "phone_number",
            "mobile",
            "address",
            "shipping_address",
            "Authorization",
            "password",
            "id_number",
            "idCard",
            "session_key",
            "apiv3_key",
            "cookie",
            "email",
            "receiver_name",
            "js_code",
            "private_key",
        ],
    )
    def test_sensitive_keys_at_any_depth(self, key: str) -> None:
        assert mask(**{key: "canary"}) == {key: MASK}
        assert mask(data=[{"a": {key: {"b": "canary"}}}]) == {"data": [{"a": {key: MASK}}]}

    def test_ordinary_values_stay(self) -> None:
        event = {
            "event": "order.placed",
            "order_id": "01JNX",
            "amount_fen": 19900,
            "code": "out_of_stock",
            "ok": True,
            "none": None,
            "out_trade_no": "20260309123456789012",
            "ratio": 0.5,
            "lines": [1, 2],
            "millis": 1773017123456,
            "shop_id": "shop1",
        }
        assert mask(**event) == event

    def test_structs_bytes_and_times(self) -> None:
        event = mask(
            person=Person("小美", "13800138000"), body=b"canary", at=datetime(2026, 3, 9, tzinfo=UTC)
        )
        assert event == {
            "person": {"nickname": "小美", "phone": MASK},
            "body": "<6 bytes>",
            "at": "2026-03-09T00:00:00+00:00",
        }

    def test_numbers_and_objects_are_looked_at_too(self) -> None:
        assert mask(n=13800138000, error=ValueError("no such user 13800138000")) == {
            "n": MASK,
            "error": f"no such user {MASK}",
        }

    def test_a_structure_without_end_is_cut(self) -> None:
        endless: list[Any] = []
        endless.append(endless)
        assert json.dumps(mask(a=endless)["a"]).count("[") == 6


class TestMaskedText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("call 13800138000 now", "call *** now"),
            ("+8613800138000", "***"),
            ("id 11010519900307123X!", "id ***!"),
            ("mail mei@example.com", "mail ***@example.com"),
            (f"by {TOKEN}", "by ***"),
            (f"openid={OPENID}&a=1", "openid=***&a=1"),
            (f"to {OPENID}", "to ***"),
            ("GET /cgi-bin/x?access_token=abc_-1&lang=zh", "GET /cgi-bin/x?access_token=***&lang=zh"),
            ("Authorization: Bearer abc.def", "Authorization: ***"),
            ('{"password": "hunter2", "a": 1}', '{"password": "***", "a": 1}'),
            ("postgresql://app:pw@db/x", "postgresql://app:***@db/x"),
            ("4200001234202603091234567890", "4200001234202603091234567890"),
            ("小铺 138 元", "小铺 138 元"),
        ],
    )
    def test_running_text(self, text: str, expected: str) -> None:
        assert masked_text(text) == expected

    def test_very_long_text_is_cut(self) -> None:
        assert masked_text("店" * 30_000) == "店" * 20_000 + "…"


class TestConfigureLogging:
    def test_production_writes_one_json_object_a_line(self, stream: io.StringIO) -> None:
        configure_logging(production=True, stream=stream)
        token = REQUEST_ID.set("req-1")
        try:
            structlog.get_logger("xiaopu.orders").info("order.placed", order_id="o1", phone="13800138000")
        finally:
            REQUEST_ID.reset(token)
        [line] = stream.getvalue().splitlines()
        event = json.loads(line)
        assert datetime.fromisoformat(event.pop("timestamp")).tzinfo is not None
        assert event == {
            "event": "order.placed",
            "level": "info",
            "logger": "xiaopu.orders",
            "order_id": "o1",
            "phone": MASK,
            "request_id": "req-1",
        }

    def test_what_libraries_write_is_masked_too(self, stream: io.StringIO) -> None:
        configure_logging(production=True, stream=stream)
        logging.getLogger("some.library").warning("sent to %s", "mei@example.com")
        logging.getLogger("httpx").info("GET https://api.example.com/?access_token=canary")
        [line] = stream.getvalue().splitlines()
        assert json.loads(line)["event"] == f"sent to {MASK}@example.com"

    @pytest.mark.parametrize("production", [True, False])
    def test_an_exception_keeps_its_trace_and_loses_its_secrets(
        self, stream: io.StringIO, production: bool
    ) -> None:
        configure_logging(production=production, stream=stream)
        try:
            int("token=canary-1&phone 13800138000")
        except ValueError:
            structlog.get_logger().exception("task.failed", secret="canary-2")
        written = stream.getvalue()
        assert "test_telemetry.py" in written
        assert "ValueError" in written
        assert "token=***" in written
        assert "canary" not in written
        assert "13800138000" not in written

    def test_a_demo_is_readable_and_debug_is_left_out(self, stream: io.StringIO) -> None:
        configure_logging(production=False, stream=stream)
        log = structlog.get_logger()
        log.debug("not.shown")
        log.info("shop.opened", shop="小铺")
        [line] = stream.getvalue().splitlines()
        assert "shop.opened" in line
        assert "小铺" in line
        assert "request_id" not in line
