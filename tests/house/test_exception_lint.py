"""tools/lints/exceptions.py: errors are caught by their type."""

import pytest

from tests.house.samples import lines
from tools.lints.exceptions import MAY_CATCH_ALL, narrow_excepts

PATH = "backend/src/xiaopu/modules/orders/flows/pay_order.py"


class TestNarrowExcepts:
    @pytest.mark.parametrize(
        "clause",
        ["except:", "except Exception:", "except BaseException as e:", "except (ValueError, Exception):"],
    )
    def test_catches_the_blind_ones(self, clause: str) -> None:
        assert lines(narrow_excepts, PATH, f"try:\n    f()\n{clause}\n    log()\n") == [3]

    def test_passes_a_named_type_and_what_raises_again(self) -> None:
        assert lines(narrow_excepts, PATH, "try:\n    f()\nexcept ValueError:\n    log()\n") == []
        assert (
            lines(narrow_excepts, PATH, "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n") == []
        )

    @pytest.mark.parametrize("path", sorted(MAY_CATCH_ALL))
    def test_passes_the_listed_edges(self, path: str) -> None:
        assert lines(narrow_excepts, path, "try:\n    f()\nexcept Exception:\n    log()\n") == []
