"""The font that comes with the program draws what shops write, and nothing is ever drawn as a box."""

from pathlib import Path

import pytest

from xiaopu.infra.lettering import drawable, face, has_glyph, wrapped

ROOT = Path(__file__).resolve().parents[2]
BOX = "\U0010ffff"


def gb2312() -> str:
    """Every character of GB 2312."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def gbk_characters() -> str:
    return "".join(chr(code) for code in range(0x4E00, 0x9FA6))


class TestGlyphs:
    def test_all_of_gbk_and_the_signs_around_it(self) -> None:
        hanzi = [one for one in gb2312() if "一" <= one <= "龥"]
        assert len(hanzi) == 6763
        assert [one for one in gbk_characters() if not has_glyph(one)] == []
        ascii_signs = "".join(map(chr, range(0x21, 0x7F)))
        assert [
            one for one in ascii_signs + "¥，。！？、；：“”‘’（）《》【】—…·℃㎡×÷½①Ⅱ★" if not has_glyph(one)
        ] == []

    def test_all_that_the_demo_shop_writes(self) -> None:
        text = (ROOT / "backend/src/xiaopu/entrypoints/demo_data/catalogue.json").read_text("utf-8")
        assert sorted({one for one in text if one.isprintable() and not has_glyph(one)}) == []

    @pytest.mark.parametrize("sign", ["🔥", "👍", BOX, "\ue000", "ᚠ"])
    def test_what_the_font_lacks_is_known(self, sign: str) -> None:
        assert not has_glyph(sign)
        assert drawable(f"秋{sign}山") == "秋山"

    def test_without_the_filter_a_box_would_be_drawn(self) -> None:
        """The twin: drawn as it came, the sign looks like the font's own box."""
        letters = face(32)
        assert bytes(letters.getmask("🔥")) == bytes(letters.getmask(BOX))
        assert bytes(letters.getmask(drawable("🔥秋"))) == bytes(letters.getmask("秋"))


class TestLines:
    def test_two_lines_and_an_ellipsis(self) -> None:
        lines = wrapped("手工粗陶侧把茶壶日式家用泡茶器单壶送礼礼盒装", 36, 360, 2)
        assert lines[0] == "手工粗陶侧把茶壶日式"
        assert lines[1].endswith("…")
        assert all(face(36).getlength(line) <= 360 for line in lines)

    def test_short_text_stays_whole_and_blank_is_nothing(self) -> None:
        assert wrapped("茶", 36, 360, 2) == ["茶"]
        assert wrapped("🔥 ", 36, 360, 2) == []

    def test_a_latin_word_stays_together_unless_it_is_longer_than_a_line(self) -> None:
        assert wrapped("茶壶 Tea House", 36, 200, 3) == ["茶壶 Tea", "House"]
        long = wrapped("x" * 200, 36, 200, 3)
        assert len(long) == 3
        assert all(face(36).getlength(line) <= 200 for line in long)
