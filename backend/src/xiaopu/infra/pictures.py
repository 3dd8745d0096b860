"""Uploaded pictures: decoded, turned upright, stripped and written anew as WebP in three widths.

    PictureRefused ├── PictureTooHeavy more bytes than allowed ├── PictureTooLarge more pixels than allowed,
    or a side over 16,000: read from the header, nothing is decoded ├── NotAPicture not JPEG, PNG, WebP or
    GIF, whatever name or type came with it (SVG, HTML, PDF, HEIC …) └── PictureBroken begins like a picture
    and can't be decoded

Nothing of the upload survives but its pixels: no EXIF (place and phone), no colour profile, no comment, and
no bytes after the picture, where a polyglot keeps its script. Of a moving picture the first frame is kept.
"""

from __future__ import annotations

import io
from typing import Final

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from xiaopu.kernel.errors import Refusal

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
CONTENT_TYPE: Final = "image/webp"
EXTENSION: Final = "webp"
_LONGEST_SIDE: Final = 16_000
_WIDTHS: Final = (1600, 800, 400)
_HIGHEST: Final = 8_000
_QUALITY: Final = 82
_MOST_FACE_BYTES: Final = 10 * 1024 * 1024
_MOST_FACE_PIXELS: Final = 40_000_000
# A paper must stay readable to the last digit, and WeChat takes papers as JPEG of up to 2 MB.
_PAPER_SIDE: Final = 2_000
_PAPER_QUALITY: Final = 85


class PictureRefused(Refusal):
    """Root of the tree."""

    status = 422
    code = "picture_refused"
    zh = "这张图片不能使用"
    en = "This picture can't be used."


class PictureTooHeavy(PictureRefused):
    """``limit_mb`` is the limit in whole MiB."""

    status = 413
    code = "picture_too_heavy"
    zh = "图片太大，请压缩到 {limit_mb} MB 以内"
    en = "The file is too large; at most {limit_mb} MB."


class PictureTooLarge(PictureRefused):
    """``limit_megapixels`` is the limit in millions of pixels."""

    code = "picture_too_large"
    zh = "图片尺寸太大，请缩小到 {limit_megapixels} 百万像素以内"
    en = "The picture has too many pixels; at most {limit_megapixels} million."


class NotAPicture(PictureRefused):
    """None of the four formats."""

    code = "not_a_picture"
    zh = "只支持 JPG、PNG、WebP、GIF 图片"
    en = "Only JPEG, PNG, WebP and GIF pictures are accepted."


class PictureBroken(PictureRefused):
    """Cut off or damaged."""

    code = "picture_broken"
    zh = "图片已损坏，请重新导出后再上传"
    en = "The picture is damaged."


class Variant(msgspec.Struct, frozen=True):
    """One WebP file; sizes in pixels."""

    width: int
    height: int
    content: bytes


class PictureSet(msgspec.Struct, frozen=True):
    """The same picture at most 1600, 800 and 400 pixels wide; a smaller upload is never enlarged.

    The bound is on the width, since long detail pictures are read at the width of a phone; no variant is
    over 8,000 high.
    """

    large: Variant
    medium: Variant
    thumb: Variant


def picture_set(
    upload: bytes, *, max_bytes: int = 10 * 1024 * 1024, max_pixels: int = 40_000_000
) -> PictureSet:
    """The three variants of an upload; raises PictureRefused. Takes 0.1 to 1 s of CPU and 4 bytes of memory
    a pixel (JPEGs are decoded at a fraction of their size): run it in a thread, one or two at a time.
    """
    if len(upload) > max_bytes:
        raise PictureTooHeavy(limit_mb=max_bytes // (1024 * 1024))
    upright = _decoded(upload, max_pixels)
    large, medium, thumb = (_variant(upright, width) for width in _WIDTHS)
    return PictureSet(large=large, medium=medium, thumb=thumb)


def document_picture(
    upload: bytes, *, max_bytes: int = 10 * 1024 * 1024, max_pixels: int = 40_000_000
) -> Variant:
    """A photographed paper as one JPEG, at most 2,000 pixels a side, written anew like `picture_set`'s:
    refuses the same, costs the same.
    """
    if len(upload) > max_bytes:
        raise PictureTooHeavy(limit_mb=max_bytes // (1024 * 1024))
    picture = _on_white(_decoded(upload, max_pixels))
    picture.thumbnail((_PAPER_SIDE, _PAPER_SIDE), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_PAPER_QUALITY)
    return Variant(width=picture.width, height=picture.height, content=target.getvalue())


def square_picture(upload: bytes, *, most_bytes: int, side: int = 600) -> Variant:
    """The middle of a picture as a square JPEG, at most `side` pixels and `most_bytes` heavy: a face for an
    account. Refuses what `picture_set` refuses, and a picture that stays too heavy; run it in a thread.
    """
    if len(upload) > _MOST_FACE_BYTES:
        raise PictureTooHeavy(limit_mb=_MOST_FACE_BYTES // (1024 * 1024))
    picture = _on_white(_decoded(upload, _MOST_FACE_PIXELS))
    edge = min(picture.size)
    square = ImageOps.fit(picture, (min(edge, side),) * 2, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    square.save(target, "JPEG", quality=_PAPER_QUALITY)
    if target.tell() > most_bytes:
        raise PictureTooHeavy(limit_mb=most_bytes // (1024 * 1024))
    return Variant(width=square.width, height=square.height, content=target.getvalue())


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _decoded(upload: bytes, max_pixels: int) -> Image.Image:
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as picture:
            _refuse_too_large(picture, max_pixels)
            # Lets libjpeg decode at a half, a quarter or an eighth, still twice as large as the largest
            # variant.
            picture.draft("RGB", (2 * _WIDTHS[0], 2 * _WIDTHS[0]))
            picture.load()
            return _plain(ImageOps.exif_transpose(picture))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        # Pillow's own, higher limit speaks before we can look at the size.
        raise PictureTooLarge(limit_megapixels=max_pixels // 1_000_000) from None
    except UnidentifiedImageError:
        raise NotAPicture from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        ArithmeticError,
        MemoryError,
    ):
        # What Pillow's decoders raise for damaged files is not specified; these are what fuzzing them gives.
        raise PictureBroken from None


def _refuse_too_large(picture: Image.Image, max_pixels: int) -> None:
    if picture.width * picture.height > max_pixels or max(picture.size) > _LONGEST_SIDE:
        raise PictureTooLarge(limit_megapixels=max_pixels // 1_000_000)


def _plain(picture: Image.Image) -> Image.Image:
    see_through = picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    converted = picture.convert("RGBA" if see_through else "RGB")
    bare = Image.new(converted.mode, converted.size)
    bare.paste(converted)
    return bare


def _variant(picture: Image.Image, width: int) -> Variant:
    scale = min(1.0, width / picture.width, _HIGHEST / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    scaled = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    scaled.save(target, "WEBP", quality=_QUALITY, method=4)
    return Variant(width=size[0], height=size[1], content=target.getvalue())
