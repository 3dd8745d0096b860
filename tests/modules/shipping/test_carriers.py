"""Whose a tracking number looks to be."""

import pytest

from xiaopu.modules.shipping.api import CARRIERS, carrier_name, parcel, recognise
from xiaopu.modules.shipping.errors import CarrierUnknown, TrackingNoNotValid


class TestRecognise:
    @pytest.mark.parametrize(
        ("number", "codes"),
        [
            ("SF1234567890123", ["SF"]),
            ("sf 1234567890123", ["SF"]),
            ("ＳＦ１２３４５６７８９０１２３", ["SF"]),
            ("YT2812345678901", ["YTO"]),
            ("JT3012345678901", ["JTSD"]),
            ("JDVA01234567890", ["JD"]),
            ("JD0012345678901-1-1-", ["JD"]),
            ("DPK364123456789", ["DBL"]),
            ("75812345678901", ["ZTO"]),
            ("78401234567890", ["ZTO"]),
            ("773012345678901", ["STO"]),
            ("268123456789", ["STO", "SF", "ZTO"]),
            ("4312345678901", ["YD"]),
            ("318123456789012", ["YD"]),
            ("EA123456789CN", ["EMS"]),
            ("RB123456789CN", ["YZPY"]),
            ("1201234567890", ["EMS", "YD"]),
            ("9812345678901", ["YZPY", "YD"]),
            ("123456789012", ["SF", "ZTO"]),
            ("1234567890", ["DHL", "DBL"]),
            ("", []),
            ("SF12", []),
            ("'; DROP TABLE orders", []),
            ("SF1234567890123\u0661", []),
        ],
    )
    def test_likeliest_first(self, number: str, codes: list[str]) -> None:
        assert [carrier.code for carrier in recognise(number)] == codes

    def test_answers_a_long_odd_number_at_once(self) -> None:
        assert recognise("JD" + "1" * 50_000) == []


class TestParcel:
    def test_writes_the_number_as_carriers_do(self) -> None:
        sent = parcel("SF", " sf12 3456 7890123 ")
        assert (sent.carrier.name, sent.tracking_no) == ("顺丰速运", "SF1234567890123")

    @pytest.mark.parametrize("code", ["", "sf", "NOPE", "SF "])
    def test_refuses_an_unknown_carrier(self, code: str) -> None:
        with pytest.raises(CarrierUnknown):
            parcel(code, "SF1234567890123")

    @pytest.mark.parametrize("number", ["", "1234", "-----", "a" * 41, "12345<b>", "１２", "SF123\x00456"])
    def test_refuses_what_is_no_number(self, number: str) -> None:
        with pytest.raises(TrackingNoNotValid):
            parcel("ZTO", number)


class TestCarriers:
    def test_codes_are_unique_and_the_confirmed_ones_are_those_of_the_documents(self) -> None:
        assert len({carrier.code for carrier in CARRIERS}) == len(CARRIERS) == 12
        confirmed = {carrier.code for carrier in CARRIERS if carrier.confirmed}
        assert confirmed == {"SF", "ZTO", "YTO", "STO", "YD", "DHL"}

    def test_an_unknown_code_is_its_own_name(self) -> None:
        assert (carrier_name("JTSD"), carrier_name("QQ")) == ("极兔速递", "QQ")
