"""What a package says about itself: its stamp, the words in it, the private interfaces that it calls."""

import hashlib
import json
import re
from typing import Any

from wxsandbox.ci.packages import Package
from wxsandbox.openplatform.record import Facts

STAMP_PATH = "config/stamp.js"
SELLING_WORDS = ("购物车", "立即购买", "去结算", "去支付", "支付", "提交订单")
REVIEW_WORDS = ("评价", "晒单", "评论")
# WeChat's privacy keys by what is called or put on an element.
_CALLS = {
    "Address": ("chooseAddress",),
    "Location": ("getLocation", "getFuzzyLocation", "startLocationUpdate"),
    "ChooseLocation": ("chooseLocation", "choosePoi"),
    "Album": ("chooseImage", "chooseMedia", "chooseVideo"),
    "AlbumWriteOnly": ("saveImageToPhotosAlbum", "saveVideoToPhotosAlbum"),
    "MessageFile": ("chooseMessageFile",),
    "Invoice": ("chooseInvoice", "chooseInvoiceTitle"),
    "Clipboard": ("setClipboardData", "getClipboardData"),
    "UserInfo": ("getUserProfile",),
}
_OPEN_TYPES = {
    "PhoneNumber": ("getPhoneNumber", "getRealtimePhoneNumber"),
    "UserInfo": ("chooseAvatar",),
}
# Built code calls wx.x(…), uni.x(…) or, through the bundler's module object, index.x(…).
_CALL = r"\b(?:wx|uni|index)\.(?:{names})\s*\("
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Libraries name every interface that there is.
_LIBRARY = re.compile(r"(common/vendor|node[-_]modules/|miniprogram_npm/)")


def facts_of(package: Package, raw: bytes, robot: int = 0) -> Facts:
    """Reads a sound package."""
    views = "\n".join(_COMMENT.sub("", text) for text in package.texts(".wxml").values())
    code = "\n".join(
        text for path, text in package.texts(".js", ".wxs").items() if _LIBRARY.search(path) is None
    )
    infos, titles = package.app.get("requiredPrivateInfos"), _titles(package)
    words = "\n".join([views, *titles])
    return Facts(
        main_bytes=package.main_bytes,
        total_bytes=package.total_bytes,
        sha256=hashlib.sha256(raw).hexdigest(),
        robot=robot,
        project_appid=str(package.json("project.config.json").get("appid", "")),
        stamp=read_stamp(package.files.get(STAMP_PATH, b"").decode("utf-8", "replace")),
        titles=titles,
        selling_words=[word for word in SELLING_WORDS if word in words],
        speaks_of_reviews=any(word in words for word in REVIEW_WORDS),
        customer_service=_has_customer_service(package, views, code),
        privacy_keys=_privacy_keys(views, code),
        private_infos=[str(name) for name in infos] if isinstance(infos, list) else [],
    )


def read_stamp(text: str) -> dict[str, Any]:
    """The JSON object of config/stamp.js, whatever stands around it; empty when there is none."""
    start = text.find("{")
    if start < 0:
        return {}
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _titles(package: Package) -> list[str]:
    window = package.app.get("window")
    configs = [
        window if isinstance(window, dict) else {},
        *(package.json(f"{p}.json") for p in package.pages),
    ]
    found = [str(one["navigationBarTitleText"]) for one in configs if one.get("navigationBarTitleText")]
    return list(dict.fromkeys(found))


def _has_customer_service(package: Package, views: str, code: str) -> bool:
    pages = any(
        word in re.split(r"[/_-]", page) for page in package.pages for word in ("service", "contact", "kefu")
    )
    element = re.search(r"open-type=[\"']contact[\"']", views) or re.search(r"[\"']contact[\"']", code)
    return pages or bool(element) or "openCustomerServiceChat" in code


def _privacy_keys(views: str, code: str) -> list[str]:
    found = [key for key, names in _CALLS.items() if re.search(_CALL.format(names="|".join(names)), code)]
    for key, names in _OPEN_TYPES.items():
        quoted = rf"[\"'](?:{'|'.join(names)})[\"']"
        if re.search(quoted, views) or re.search(quoted, code):
            found.append(key)
    if re.search(r"type=[\"']nickname[\"']", views):
        found.append("UserInfo")
    return list(dict.fromkeys(found))
