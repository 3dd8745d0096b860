"""Which calls and attributes touch personal data, and under which key WeChat's privacy guide names it.

Source: developers.weixin.qq.com 小程序用户隐私保护指引填写说明, setPrivacySetting (privacy_key), and
requiredPrivateInfos of app.json; read 2026-07-30.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from xiaopu.modules.releases.domain.texts import CODE, VIEWS, line_at, texts_of

SOURCE = "developers.weixin.qq.com setPrivacySetting"
SOURCE_DATE = "2026-07-30"


class PrivateApi(msgspec.Struct, frozen=True):
    """`name` is a method of `wx`, or `open-type=…`, `type=…` of an element; `key` WeChat's privacy_key."""

    name: str
    key: str


class PrivacyKind(msgspec.Struct, frozen=True):
    """A kind of personal data: WeChat's name for it, ours in English, and what a mall needs it for."""

    key: str
    zh: str
    en: str
    purpose_zh: str


KINDS: Mapping[str, PrivacyKind] = {
    kind.key: kind
    for kind in (
        PrivacyKind("UserInfo", "用户信息（微信昵称、头像）", "nickname and avatar", "展示会员昵称和头像"),
        PrivacyKind("Location", "位置信息", "location", "推荐附近的门店和配送范围"),
        PrivacyKind("ChooseLocation", "选择的位置信息", "a chosen place", "填写收货或自提的位置"),
        PrivacyKind("Address", "地址", "postal address", "填写收货地址并安排发货"),
        PrivacyKind("Invoice", "发票信息", "invoice details", "开具发票"),
        PrivacyKind("RunData", "微信运动步数", "step counts", "参与运动类活动"),
        PrivacyKind("Record", "麦克风", "microphone", "录制语音留言"),
        PrivacyKind("Album", "选中的照片或视频信息", "chosen pictures", "上传评价图片和售后凭证"),
        PrivacyKind("AlbumWriteOnly", "相册（仅写入）权限", "saving to the album", "保存分享海报到相册"),
        PrivacyKind("Camera", "摄像头", "camera", "扫码或拍摄评价图片"),
        PrivacyKind("PhoneNumber", "手机号", "phone number", "登录、联系收货人和售后沟通"),
        PrivacyKind("Contact", "通讯录（仅写入）权限", "adding a contact", "保存商家联系方式到通讯录"),
        PrivacyKind("DeviceInfo", "设备信息", "device", "适配屏幕并排查故障"),
        PrivacyKind("LicensePlate", "车牌号", "plate number", "登记到店停车"),
        PrivacyKind("BlueTooth", "蓝牙", "Bluetooth", "连接打印机等设备"),
        PrivacyKind("CalendarWriteOnly", "日历（仅写入）权限", "adding to the calendar", "添加活动提醒"),
        PrivacyKind("MessageFile", "选中的文件", "chosen files", "上传售后凭证文件"),
        PrivacyKind("Accelerometer", "加速传感器", "accelerometer", "摇一摇类互动"),
        PrivacyKind("Compass", "磁场传感器", "compass", "指示门店方向"),
        PrivacyKind("DeviceMotion", "方向传感器", "device motion", "互动展示商品"),
        PrivacyKind("Gyroscope", "陀螺仪传感器", "gyroscope", "互动展示商品"),
        PrivacyKind("Clipboard", "剪切板", "clipboard", "复制订单号、运单号和联系方式"),
    )
}

_BY_KEY: Mapping[str, tuple[str, ...]] = {
    "UserInfo": (
        "getUserProfile",
        "getUserInfo",
        "open-type=chooseAvatar",
        "open-type=getUserInfo",
        "type=nickname",
    ),
    "Location": (
        "getLocation",
        "getFuzzyLocation",
        "startLocationUpdate",
        "startLocationUpdateBackground",
        "onLocationChange",
    ),
    "ChooseLocation": ("chooseLocation", "choosePoi"),
    "Address": ("chooseAddress",),
    "Invoice": ("chooseInvoiceTitle", "chooseInvoice"),
    "RunData": ("getWeRunData",),
    "Record": ("startRecord", "getRecorderManager", "joinVoIPChat"),
    "Album": ("chooseImage", "chooseMedia", "chooseVideo"),
    "AlbumWriteOnly": ("saveImageToPhotosAlbum", "saveVideoToPhotosAlbum"),
    "Camera": ("createCameraContext", "createVKSession"),
    "PhoneNumber": ("open-type=getPhoneNumber", "open-type=getRealtimePhoneNumber"),
    "Contact": ("addPhoneContact",),
    "LicensePlate": ("chooseLicensePlate",),
    "BlueTooth": ("openBluetoothAdapter", "createBLEPeripheralServer"),
    "CalendarWriteOnly": ("addPhoneRepeatCalendar", "addPhoneCalendar"),
    "MessageFile": ("chooseMessageFile",),
    "Accelerometer": ("startAccelerometer", "onAccelerometerChange"),
    "Compass": ("startCompass", "onCompassChange"),
    "DeviceMotion": ("startDeviceMotionListening", "onDeviceMotionChange"),
    "Gyroscope": ("startGyroscope", "onGyroscopeChange"),
    "Clipboard": ("getClipboardData", "setClipboardData"),
}
PRIVATE_APIS: tuple[PrivateApi, ...] = tuple(
    PrivateApi(name, key) for key, names in _BY_KEY.items() for name in names
)
KEY_OF: Mapping[str, str] = {api.name: api.key for api in PRIVATE_APIS}

# These answer nothing unless app.json names them in requiredPrivateInfos.
NEED_APP_JSON = frozenset(
    {
        "chooseAddress",
        "chooseLocation",
        "choosePoi",
        "getFuzzyLocation",
        "getLocation",
        "onLocationChange",
        "startLocationUpdate",
        "startLocationUpdateBackground",
    }
)

_METHODS = [api.name for api in PRIVATE_APIS if "=" not in api.name]
_CALL = re.compile(
    r"(?:\.|\[\s*[\"'])("
    + "|".join(sorted(_METHODS, key=len, reverse=True))
    + r")(?:[\"']\s*\])?\s*(?:\(|\?\.\()"
)
_ATTRIBUTE = re.compile(r"\b(open-type|type)\s*=\s*[\"']\s*(\w+)\s*[\"']")
# The same, handed to a component of one's own as a property: {"open-type":"getPhoneNumber"}.
_PROPERTY = re.compile(r"[\"']?\b(open-type|openType)[\"']?\s*:\s*[\"'](\w+)[\"']")
_CAMERA = re.compile(r"<camera[\s>/]")


class Use(msgspec.Struct, frozen=True):
    """An API at a place."""

    api: str
    key: str
    file: str
    line: int


def private_uses(files: Mapping[str, bytes]) -> list[Use]:
    """Every use of a private API in scripts and views; one for each (file, API), its first line."""
    found: dict[tuple[str, str], Use] = {}
    for path, text in texts_of(files, (*CODE, *VIEWS)):
        for name, position in _named(path, text):
            found.setdefault((path, name), Use(name, _key(name), path, line_at(text, position)))
    return list(found.values())


def privacy_keys(uses: Iterable[Use]) -> list[str]:
    """The privacy keys that a declaration must hold, sorted."""
    return sorted({use.key for use in uses})


def _key(name: str) -> str:
    return "Camera" if name == "<camera>" else KEY_OF[name]


def _named(path: str, text: str) -> Iterator[tuple[str, int]]:
    if path.endswith(VIEWS):
        for match in _ATTRIBUTE.finditer(text):
            name = f"{match[1]}={match[2]}"
            if name in KEY_OF:
                yield name, match.start()
        camera = _CAMERA.search(text)
        if camera:
            yield "<camera>", camera.start()
        return
    for match in _CALL.finditer(text):
        yield match[1], match.start()
    for match in _PROPERTY.finditer(text):
        name = f"open-type={match[2]}"
        if name in KEY_OF:
            yield name, match.start()
