"""Nothing waits on the network while a unit of work is open."""

from __future__ import annotations

import pytest

from xiaopu.infra.open_unit import OPEN_UNIT, NetworkInUnit, refuse_network_in_unit


class TestRefuseNetworkInUnit:
    def test_passes_outside(self) -> None:
        assert OPEN_UNIT.get() is False
        refuse_network_in_unit("mail")

    def test_refuses_inside_and_names_the_caller(self) -> None:
        token = OPEN_UNIT.set(True)
        try:
            with pytest.raises(NetworkInUnit, match="mail while a unit of work is open") as refused:
                refuse_network_in_unit("mail")
        finally:
            OPEN_UNIT.reset(token)
        assert refused.value.what == "mail"
        refuse_network_in_unit("mail")
