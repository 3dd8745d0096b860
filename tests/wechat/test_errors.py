"""The table of causes and mends, the kinds of refusal, and what a message may show."""

import re

import pytest

from xiaopu.wechat.advice import AdviceKind, advice_for, all_advice
from xiaopu.wechat.errors import (
    FrequencyLimited,
    Refused,
    SystemBusy,
    TokenRefused,
    WeChatError,
    blot,
    refusal,
)


class TestTable:
    def test_every_row_says_cause_and_mend_in_both_languages(self) -> None:
        chinese = re.compile(r"[\u4e00-\u9fff]")
        rows = all_advice()
        assert len(rows) == 295
        for service, advice in rows:
            assert service in ("pay", "api")
            assert chinese.search(advice.cause_zh), advice.code
            assert chinese.search(advice.mend_zh), advice.code
            for english in (advice.cause_en, advice.mend_en):
                assert len(english) >= 4, advice.code
                assert not chinese.search(english), advice.code

    def test_every_frequency_limit_says_how_long(self) -> None:
        waits = [advice.retry_after_s for _, advice in all_advice() if advice.kind is AdviceKind.FREQUENCY]
        assert len(waits) == 12
        assert all(wait is not None and wait >= 1 for wait in waits)

    def test_old_and_new_spelling_find_the_same_row(self) -> None:
        assert advice_for("pay", "NOTENOUGH") == advice_for("pay", "NOT_ENOUGH")
        assert advice_for("pay", "NOTENOUGH").cause_zh == "商户账户余额不足"

    def test_an_unknown_code_has_a_general_sentence(self) -> None:
        advice = advice_for("api", "123456789")
        assert (advice.known, advice.code, advice.kind) == (False, "123456789", AdviceKind.PLAIN)


class TestKinds:
    @pytest.mark.parametrize(
        ("service", "code", "status", "kind"),
        [
            ("api", "-1", 200, SystemBusy),
            ("api", "45009", 200, FrequencyLimited),
            ("api", "42001", 200, TokenRefused),
            ("api", "43101", 200, Refused),
            ("pay", "SYSTEM_ERROR", 500, SystemBusy),
            ("pay", "SYSTEMERROR", 500, SystemBusy),
            ("pay", "WHATEVER", 429, FrequencyLimited),
            ("pay", "PARAM_ERROR", 400, Refused),
        ],
    )
    def test_code_to_exception(self, service: str, code: str, status: int, kind: type[Refused]) -> None:
        error = refusal("GET /x", code, http_status=status, service=service)
        assert type(error) is kind
        assert isinstance(error, WeChatError)

    def test_the_sentence_holds_code_number_and_cause(self) -> None:
        error = refusal(
            "POST /y", "NOT_ENOUGH", "余额不足", http_status=403, request_id="08AB-1", service="pay"
        )
        assert str(error) == (
            "POST /y: NOT_ENOUGH (HTTP 403) request 08AB-1: 商户账户余额不足 / "
            "The merchant's account has not enough money"
        )


class TestBlot:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("invalid openid oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "invalid openid ***"),
            ("手机号 13800138000 不对", "手机号 *** 不对"),
            ("data.thing1.value invalid", "data.thing1.value invalid"),
            ("参数错误：/body/amount", "参数错误：/body/amount"),
        ],
    )
    def test_long_runs_go(self, text: str, shown: str) -> None:
        assert blot(text) == shown

    def test_is_cut(self) -> None:
        assert len(blot("错 " * 500)) == 240
