"""tools/lints/purity.py: kernel, domain and events look nothing up."""

import pytest

from tests.house.samples import ORDERS, lines
from tools.lints.purity import pure_inside

PURE = [
    f"{ORDERS}/domain.py",
    f"{ORDERS}/domain/pricing.py",
    f"{ORDERS}/events.py",
    "backend/src/xiaopu/kernel/ids.py",
]


class TestPureInside:
    @pytest.mark.parametrize("path", PURE)
    @pytest.mark.parametrize(
        "text",
        [
            "import random",
            "import os",
            "import time",
            "from uuid import UUID",
            "import secrets",
            "import sqlalchemy",
            "import logging",
            "import importlib",
            "from urllib.request import urlopen",
            "now = datetime.now(UTC)",
            "today = date.today()",
            "text = open('a')",
        ],
    )
    def test_catches_clock_chance_and_environment(self, path: str, text: str) -> None:
        assert lines(pure_inside, path, text) == [1]

    @pytest.mark.parametrize("path", PURE)
    def test_passes_values(self, path: str) -> None:
        imports = "from urllib.parse import urlsplit\nimport msgspec\nfrom xiaopu.kernel.money import Fen\n"
        assert lines(pure_inside, path, f"{imports}later = given.replace(hour=3)\n") == []

    def test_passes_the_edges(self) -> None:
        assert lines(pure_inside, f"{ORDERS}/tasks.py", "import random\n") == []
