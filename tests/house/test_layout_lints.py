"""tools/lints/layout.py: file names, sizes, telling names."""

import pytest

from tests.house.samples import ORDERS, found, lines
from tools.lints.layout import module_files, sizes, telling_names


class TestModuleFiles:
    @pytest.mark.parametrize(
        "name",
        [
            "services.py",
            "models/order.py",
            "usecases.py",
            "http.py",
            "http/admin.py",
            "events/paid.py",
            "queries/lists.py",
        ],
    )
    def test_catches_a_file_that_no_module_has(self, name: str) -> None:
        assert found(module_files, (f"{ORDERS}/{name}", "")) == [(f"{ORDERS}/{name}", 0)]

    @pytest.mark.parametrize(
        "name",
        [
            "__init__.py",
            "domain.py",
            "domain/pricing.py",
            "repository.py",
            "repository/orders.py",
            "queries.py",
            "usecases/place_order.py",
            "flows/pay_order.py",
            "http/storefront.py",
            "adapters/wechat_pay.py",
        ],
    )
    def test_passes_the_files_of_architecture(self, name: str) -> None:
        assert found(module_files, (f"{ORDERS}/{name}", "")) == []

    def test_passes_files_outside_modules(self) -> None:
        assert found(module_files, ("backend/src/xiaopu/infra/outbox.py", "")) == []
        assert found(module_files, ("backend/src/xiaopu/modules/__init__.py", "")) == []


class TestSizes:
    @pytest.mark.parametrize(
        ("path", "most"),
        [
            ("backend/src/xiaopu/infra/outbox.py", 400),
            ("tests/unit/test_money.py", 600),
            ("clients/console/src/pages/Orders.vue", 300),
            ("clients/console/src/orders.ts", 300),
        ],
    )
    def test_catches_the_line_too_much(self, path: str, most: int) -> None:
        assert found(sizes, (path, "\n" * most)) == []
        assert found(sizes, (path, "\n" * (most + 1))) == [(path, 0)]

    def test_catches_the_function_that_is_too_long(self) -> None:
        body = "    a = 1\n"
        assert lines(sizes, "tools/a.py", "def f():\n" + body * 59) == []
        assert lines(sizes, "tools/a.py", "def f():\n" + body * 60) == [1]
        assert lines(sizes, "tools/a.py", "class A:\n  async def f():\n" + body * 60) == [2]

    def test_passes_what_is_generated(self) -> None:
        assert found(sizes, ("clients/api/types.gen.ts", "\n" * 5000)) == []


class TestTellingNames:
    @pytest.mark.parametrize(
        "path",
        [
            "backend/src/xiaopu/infra/utils.py",
            "backend/src/xiaopu/infra/money_helpers.py",
            "backend/src/xiaopu/common/ids.py",
            "clients/console/src/base.ts",
            "clients/console/src/BaseTable.vue",
        ],
    )
    def test_catches_a_file_that_says_nothing(self, path: str) -> None:
        assert found(telling_names, (path, "")) == [(path, 0)]

    @pytest.mark.parametrize(
        "name", ["OrderManager", "BaseOrder", "PriceHelper", "CommonPrice", "HandlerBase"]
    )
    def test_catches_a_class_that_says_nothing(self, name: str) -> None:
        assert lines(telling_names, "backend/src/xiaopu/infra/outbox.py", f"class {name}: ...") == [1]

    def test_passes_names_that_say_something(self) -> None:
        text = "class PasswordTooCommon: ...\nclass Database: ...\nbase_url = 1\n"
        assert found(telling_names, ("backend/src/xiaopu/infra/database/units.py", text)) == []
        assert found(telling_names, ("requirements/base.in", "")) == []
