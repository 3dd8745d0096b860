"""Sealed fields: round trips, contexts, rotation, and what is refused."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.crypto.keyring import Keyring, SealBroken, UnknownSealKey, key_id

OLD, NEW = os.urandom(32), os.urandom(32)
keys = st.binary(min_size=32, max_size=32)
contexts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


class TestSeal:
    @settings(max_examples=60, deadline=None)
    @given(key=keys, plain=st.binary(max_size=300), context=contexts)
    def test_what_is_sealed_comes_back(self, key: bytes, plain: bytes, context: str) -> None:
        ring = Keyring([key])
        assert ring.unseal(ring.seal(plain, context), context) == plain

    @settings(max_examples=30, deadline=None)
    @given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
    def test_text_comes_back(self, text: str) -> None:
        ring = Keyring([NEW])
        assert ring.unseal_text(ring.seal(text, "members.address:shop1"), "members.address:shop1") == text

    @settings(max_examples=40, deadline=None)
    @given(position=st.integers(min_value=0, max_value=111), flip=st.integers(min_value=1, max_value=127))
    def test_a_changed_byte_is_noticed(self, position: int, flip: int) -> None:
        ring = Keyring([NEW])
        sealed = bytearray(ring.seal("13800138000", "members.phone:s1"))
        sealed[position] ^= flip
        with pytest.raises((SealBroken, UnknownSealKey)):
            ring.unseal(bytes(sealed), "members.phone:s1")

    def test_a_phone_number_takes_112_bytes_and_does_not_show(self) -> None:
        sealed = Keyring([NEW]).seal("13800138000", "members.phone:s1")
        assert len(sealed) == 112
        assert b"13800138000" not in sealed

    def test_the_same_text_is_never_sealed_alike(self) -> None:
        ring = Keyring([NEW])
        assert len({ring.seal("a", "c") for _ in range(20)}) == 20

    def test_another_context_does_not_open_it(self) -> None:
        ring = Keyring([NEW])
        with pytest.raises(SealBroken):
            ring.unseal(ring.seal("13800138000", "members.phone:s1"), "members.phone:s2")

    def test_bytes_that_are_not_text_are_refused_as_text(self) -> None:
        ring = Keyring([NEW])
        with pytest.raises(SealBroken):
            ring.unseal_text(ring.seal(b"\xff\xfe", "c"), "c")

    @pytest.mark.parametrize(
        "junk", [b"", b"x1", b"x1.", b"x1.abcdefgh", b"gAAAAA", b"x2.abcdefgh.x", b"x1.\xff\xff.x"]
    )
    def test_what_was_never_sealed_is_refused(self, junk: bytes) -> None:
        with pytest.raises(SealBroken):
            Keyring([NEW]).unseal(junk, "c")

    def test_an_empty_context_is_refused(self) -> None:
        with pytest.raises(ValueError, match="context"):
            Keyring([NEW]).seal("a", "")


class TestRotation:
    def test_the_newest_key_seals_and_the_old_one_still_opens(self) -> None:
        sealed = Keyring([OLD]).seal("省市区", "c")
        ring = Keyring([NEW, OLD])
        assert ring.unseal_text(sealed, "c") == "省市区"
        assert ring.needs_rotation(sealed)

        rotated = ring.rotate(sealed, "c")

        assert not ring.needs_rotation(rotated)
        assert Keyring([NEW]).unseal_text(rotated, "c") == "省市区"
        assert ring.rotate(rotated, "c") is rotated

    def test_a_key_taken_out_too_early_is_named(self) -> None:
        sealed = Keyring([OLD]).seal("a", "c")
        with pytest.raises(UnknownSealKey) as refused:
            Keyring([NEW]).unseal(sealed, "c")
        assert refused.value.key_id == key_id(OLD)

    def test_the_ids_stand_newest_first_and_nothing_shows_a_key(self) -> None:
        ring = Keyring([NEW, OLD])
        assert ring.key_ids == (key_id(NEW), key_id(OLD))
        assert repr(ring) == f"Keyring({key_id(NEW)}, {key_id(OLD)})"

    @pytest.mark.parametrize("ring", [[], [b"short"], [OLD, OLD], [OLD + b"x"]])
    def test_a_ring_that_cannot_be_right_is_refused(self, ring: list[bytes]) -> None:
        with pytest.raises(ValueError, match="key"):
            Keyring(ring)
