"""Mini program codes. The picture is a QR code here, since the sun-shaped one can be read by WeChat alone."""

import io
import json
import re

import segno
from PIL import Image

from wxsandbox.openplatform.record import launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, Picture, text_of, whole_of

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
_VERSIONS = ("release", "trial", "develop")


def unlimited(call: ApiCall) -> Answer:
    """POST /wxa/getwxacodeunlimit: JPEG, or PNG when is_hyaline. `scene` at most 32 of the allowed
    characters.
    """
    values = call.json()
    scene = text_of(
        values, "scene", ApiRefusal(40169, "invalid length for scene, or the data is not json string")
    )
    if _SCENE.fullmatch(scene) is None:
        raise ApiRefusal(40169, "invalid length for scene, or the data is not json string")
    page = values.get("page", "")
    if not isinstance(page, str) or page.startswith("/") or "?" in page:
        raise ApiRefusal(41030, "invalid page")
    _check_page(call, page, checked=values.get("check_path", True) is not False)
    if values.get("env_version", "release") not in _VERSIONS:
        raise ApiRefusal(40097, "invalid args")
    width = 430 if "width" not in values else whole_of(values, "width", ApiRefusal(40097, "invalid args"))
    if not 280 <= width <= 1280:
        raise ApiRefusal(40097, "invalid args")
    text = json.dumps({"weapp": call.appid, "page": page, "scene": scene}, ensure_ascii=False)
    return picture(text, width, transparent=values.get("is_hyaline") is True)


def square(call: ApiCall) -> Answer:
    """POST /cgi-bin/wxaapp/createwxaqrcode: `path` up to 128 characters."""
    return _of_path(call, 128)


def limited(call: ApiCall) -> Answer:
    """POST /wxa/getwxacode: `path` up to 1024 characters, with
    parameters.
    """
    return _of_path(call, 1024)


def _of_path(call: ApiCall, longest: int) -> Answer:
    values = call.json()
    path = text_of(
        values, "path", ApiRefusal(40159, "invalid length for path, or the data is not json string")
    )
    if len(path) > longest:
        raise ApiRefusal(40159, "invalid length for path, or the data is not json string")
    width = 430 if "width" not in values else whole_of(values, "width", ApiRefusal(40097, "invalid args"))
    if not 280 <= width <= 1280:
        raise ApiRefusal(40097, "invalid args")
    text = json.dumps({"weapp": call.appid, "path": path}, ensure_ascii=False)
    return picture(text, width, transparent=values.get("is_hyaline") is True)


def _check_page(call: ApiCall, page: str, *, checked: bool) -> None:
    """A checked page must be one of the live version; provisioned mini programs have every page."""
    published = call.app["pages"].split() if call.app is not None else []
    if checked and launch_of(call.world, call.appid).release is None:
        raise ApiRefusal(41030, "invalid page")
    if checked and page and published and page not in published:
        raise ApiRefusal(41030, "invalid page")


def picture(text: str, width: int, *, transparent: bool = False) -> Picture:
    """A square picture of this width: JPEG, or PNG when transparent."""
    raw = io.BytesIO()
    light = None if transparent else "white"
    segno.make(text, error="m").save(raw, kind="png", scale=8, border=2, light=light)
    raw.seek(0)
    with Image.open(raw) as drawn:
        scaled = drawn.convert("RGBA").resize((width, width), Image.Resampling.NEAREST)
    out = io.BytesIO()
    if transparent:
        scaled.save(out, "PNG")
        return Picture(out.getvalue(), "image/png")
    scaled.convert("RGB").save(out, "JPEG", quality=90)
    return Picture(out.getvalue(), "image/jpeg")
