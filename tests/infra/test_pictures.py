"""Pictures: three variants, nothing of the upload but its pixels, and case U1 of the reliability list."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from xiaopu.infra.pictures import PictureBroken, PictureRefused, PictureSet, picture_set

SCRIPT = b"<script>alert('canary')</script>"


def drawn(size: tuple[int, int] = (1200, 900), mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def sizes(found: PictureSet) -> list[tuple[int, int]]:
    return [(v.width, v.height) for v in (found.large, found.medium, found.thumb)]


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def png_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")


def outcome(upload: bytes) -> str:
    try:
        picture_set(upload, max_pixels=1_000_000)
    except PictureRefused as refused:
        return refused.code
    return "taken"


class TestVariants:
    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ((2400, 2400), [(1600, 1600), (800, 800), (400, 400)]),
            ((1200, 900), [(1200, 900), (800, 600), (400, 300)]),
            ((750, 6000), [(750, 6000), (750, 6000), (400, 3200)]),
            ((1000, 16000), [(500, 8000), (500, 8000), (400, 6400)]),
            ((1, 1), [(1, 1), (1, 1), (1, 1)]),
            ((3000, 2), [(1600, 1), (800, 1), (400, 1)]),
        ],
    )
    def test_sizes(self, size: tuple[int, int], expected: list[tuple[int, int]]) -> None:
        found = picture_set(encoded(drawn(size)))
        assert sizes(found) == expected
        assert [opened(v.content).size for v in (found.large, found.medium, found.thumb)] == expected
        assert opened(found.thumb.content).format == "WEBP"

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
    def test_the_four_formats(self, kind: str) -> None:
        assert sizes(picture_set(encoded(drawn(), kind))) == [(1200, 900), (800, 600), (400, 300)]

    @pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK"])
    def test_other_colour_modes(self, mode: str) -> None:
        upload = encoded(drawn().convert(mode), "JPEG" if mode == "CMYK" else "PNG")
        thumb = opened(picture_set(upload).thumb.content).convert("RGB")
        assert thumb.getpixel((390, 290)) == (255, 255, 255)

    def test_what_is_see_through_stays_so(self) -> None:
        picture = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
        assert opened(picture_set(encoded(picture, "PNG")).thumb.content).getchannel("A").getextrema() == (
            0,
            0,
        )

    def test_a_picture_taken_sideways_is_turned(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        found = picture_set(encoded(drawn((1200, 900)), exif=exif))
        assert sizes(found) == [(900, 1200), (800, 1067), (400, 533)]
        red, green, _ = opened(found.large.content).convert("RGB").getpixel((890, 10))  # type: ignore[misc]  # Pillow types a pixel as one number
        assert (red > 200, green < 60) == (True, True)


class TestWhatIsLeftOut:
    def test_no_exif_profile_or_comment(self) -> None:
        exif = Image.Exif()
        exif[0x010F] = "canary-phone"
        upload = encoded(drawn(), exif=exif, comment=b"canary-comment", icc_profile=b"canary-profile")
        assert upload.count(b"canary") == 3
        for variant in (found := picture_set(upload)).large, found.medium, found.thumb:
            assert b"canary" not in variant.content
            assert not {"exif", "icc_profile", "comment", "xmp"} & opened(variant.content).info.keys()

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
    def test_a_polyglot_keeps_its_pixels_only(self, kind: str) -> None:
        found = picture_set(encoded(drawn(), kind) + SCRIPT + b"PK\x03\x04canary.php")
        assert all(b"canary" not in v.content for v in (found.large, found.medium, found.thumb))

    def test_of_a_moving_picture_the_first_frame(self) -> None:
        frames = [drawn((500, 500)), Image.new("RGB", (500, 500), "blue")]
        found = picture_set(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
        assert getattr(opened(found.medium.content), "n_frames", 1) == 1


class TestRefusals:
    @pytest.mark.parametrize(
        "upload",
        [
            b"",
            b"\x00" * 100,
            b"<!doctype html>" + SCRIPT,
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            b"%PDF-1.7\n" + encoded(drawn((10, 10))),
            b"<?php ?>" + encoded(drawn((10, 10)), "PNG"),
            encoded(drawn((10, 10)), "BMP"),
            encoded(drawn((10, 10)), "TIFF"),
            encoded(drawn((10, 10)), "ICO"),
            encoded(drawn((10, 10)), "PPM"),
            encoded(drawn((10, 10)), "EPS"),
        ],
    )
    def test_what_is_no_picture(self, upload: bytes) -> None:
        with pytest.raises(PictureRefused) as refused:
            picture_set(upload)
        assert (refused.value.status, refused.value.code) == (422, "not_a_picture")

    @pytest.mark.parametrize(
        ("width", "height"), [(7000, 7000), (60_000, 60_000), (16_001, 1), (1, 2**31 - 1), (13_000, 13_000)]
    )
    def test_a_bomb_is_refused_by_its_header(self, width: int, height: int) -> None:
        with pytest.raises(PictureRefused) as refused:
            picture_set(png_claiming(width, height))
        assert (refused.value.status, refused.value.code) == (422, "picture_too_large")
        assert refused.value.data == {"limit_megapixels": 40}

    def test_too_many_bytes(self) -> None:
        with pytest.raises(PictureRefused) as refused:
            picture_set(b"\x00" * (2 * 1024 * 1024 + 1), max_bytes=2 * 1024 * 1024)
        assert (refused.value.status, refused.value.code, refused.value.data) == (
            413,
            "picture_too_heavy",
            {"limit_mb": 2},
        )
        assert refused.value.detail_zh == "图片太大，请压缩到 2 MB 以内"

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_a_picture_cut_in_half(self, kind: str) -> None:
        noise = Image.frombytes("RGB", (300, 300), random.Random(1).randbytes(270_000))
        upload = encoded(noise, kind)
        with pytest.raises(PictureBroken):
            picture_set(upload[: len(upload) // 2])

    @settings(max_examples=150, deadline=None)
    @given(kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), data=st.data())
    def test_damage_gives_a_picture_or_a_refusal_and_nothing_else(
        self, kind: str, data: st.DataObject
    ) -> None:
        upload = bytearray(encoded(drawn((40, 30)), kind))
        for position in data.draw(st.lists(st.integers(0, len(upload) - 1), min_size=1, max_size=6)):
            upload[position] = data.draw(st.integers(0, 255))
        assert outcome(bytes(upload)) in {"taken", "not_a_picture", "picture_broken", "picture_too_large"}
