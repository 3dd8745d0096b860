"""The reference page says what the code does, and every call of it has a case in these tests."""

from pathlib import Path

from tests.wechat.compliance_cases import COMPLIANCE_CASES
from tests.wechat.miniprogram_cases import CASES
from tests.wechat.platform_cases import PLATFORM_CASES
from tools.wechat_table import PAGE, answered, page, rows

HERE = Path(__file__).parent


class TestPage:
    def test_is_what_the_code_says(self) -> None:
        assert PAGE.read_text(encoding="utf-8") == page(rows(), answered())

    def test_the_sandbox_answers_every_call(self) -> None:
        there = answered()
        assert [row for row in rows() if (row.method, row.path) not in there] == []

    def test_every_api_call_has_a_case(self) -> None:
        cases = {case.path for case in CASES}
        cases |= {case.path for case in PLATFORM_CASES + COMPLIANCE_CASES}
        texts = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
        for row in rows():
            if row.area in ("miniprogram", "openplatform"):
                assert row.path in cases or row.path in texts or row.path == "/cgi-bin/stable_token", row.path

    def test_every_pay_function_is_called_by_a_test(self) -> None:
        texts = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
        for row in rows():
            if row.area == "pay" and not row.function.endswith("CertificateStore"):
                assert f".{row.function.rpartition('.')[2]}(" in texts, row.function
