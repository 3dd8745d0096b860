"""Privacy settings, interfaces that need permission, and the path of the order centre."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.component import own_component
from wxsandbox.openplatform.record import keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok
from wxsandbox.weixin.customer import keep_media

KEYS = {
    "UserInfo": "用户信息（微信昵称、头像）",
    "Location": "位置信息",
    "ChooseLocation": "选择的位置信息",
    "Address": "地址",
    "Invoice": "发票信息",
    "Album": "选中的照片或视频",
    "PhoneNumber": "手机号",
    "AlbumWriteOnly": "相册（仅写入）权限",
    "MessageFile": "选中的文件",
    "Clipboard": "剪切板",
    "RunData": "微信运动步数",
    "Record": "麦克风",
    "Camera": "摄像头",
    "Contact": "通讯录（仅写入）权限",
    "DeviceInfo": "设备信息",
    "LicensePlate": "车牌号",
    "BlueTooth": "蓝牙",
    "CalendarWriteOnly": "日历（仅写入）权限",
    "Accelerometer": "加速传感器",
    "Compass": "磁场传感器",
    "DeviceMotion": "方向传感器",
    "Gyroscope": "陀螺仪传感器",
}
INTERFACES = {
    "getLocation": "获取当前位置",
    "chooseLocation": "打开地图选择位置",
    "chooseAddress": "获取用户收货地址",
    "getFuzzyLocation": "获取模糊位置",
}
FILE_BYTES = 100 * 1024
CONTACTS = ("contact_email", "contact_phone", "contact_qq", "contact_weixin")


def get_settings(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/getprivacysetting."""
    launch = launch_of(call.world, call.appid)
    version = str(call.json().get("privacy_ver", 2) if call.body.strip() else 2)
    kept = launch.privacy.get(version, {})
    labels = {
        "privacy_desc_list": [{"privacy_key": key, "privacy_desc": words} for key, words in KEYS.items()]
    }
    return ok(
        code_exist=1 if launch.experience else 0,
        privacy_list=[],
        setting_list=kept.get("setting_list", []),
        owner_setting=kept.get("owner_setting", {}),
        update_time=kept.get("update_time", 0),
        privacy_desc=labels,
    )


def set_settings(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/setprivacysetting: owner with one way of contact at least, and purposes by
    key.
    """
    values, launch = call.json(), launch_of(call.world, call.appid)
    version = values.get("privacy_ver", 2)
    owner, purposes = values.get("owner_setting"), values.get("setting_list", [])
    if version not in (1, 2) or not isinstance(owner, dict) or not isinstance(purposes, list):
        raise ApiRefusal(40097, "invalid args")
    if not owner.get("notice_method") or not any(owner.get(name) for name in CONTACTS):
        raise ApiRefusal(40097, "owner_setting: notice_method and one contact are required")
    for one in purposes:
        if (
            not isinstance(one, dict)
            or str(one.get("privacy_key")) not in KEYS
            or not one.get("privacy_text")
        ):
            raise ApiRefusal(40097, "setting_list is invalid")
    kept: dict[str, Any] = {"owner_setting": owner, "update_time": call.world.clock.now_ms() // 1000}
    labelled = [one | {"privacy_label": KEYS[one["privacy_key"]]} for one in purposes]
    launch.privacy[str(version)] = kept | {"setting_list": labelled}
    keep_launch(call.world, call.appid, launch)
    return ok()


def upload_file(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/uploadprivacyextfile: a text of 100 KB at most, in the part `file`."""
    return ok(ext_file_media_id=keep_media(call, "privacy", "file", FILE_BYTES))


def interfaces(call: ApiCall) -> Answer:
    """GET /wxa/security/get_privacy_interface: status 1 not asked, 2 in review, 3 granted, 4 refused."""
    launch = launch_of(call.world, call.appid)
    known = [
        {"api_name": name, "api_ch_name": words, "api_desc": words, "status": launch.interfaces.get(name, 1)}
        for name, words in INTERFACES.items()
    ]
    return ok(interface_list=known)


def apply_interface(call: ApiCall) -> Answer:
    """POST /wxa/security/apply_privacy_interface."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    name = str(values.get("api_name"))
    if name not in INTERFACES or not values.get("content"):
        raise ApiRefusal(40097, "invalid args")
    if launch.interfaces.get(name) in (2, 3):
        raise ApiRefusal(61031, "already applied")
    launch.interfaces[name] = 2
    keep_launch(call.world, call.appid, launch)
    return ok(audit_id=int(shapes.digits(9)))


def set_order_path(call: ApiCall) -> Answer:
    """POST /wxa/security/applysetorderpathinfo, made with the platform's own token."""
    component, request = own_component(call, named=False), call.json().get("batch_req")
    if (
        not isinstance(request, dict)
        or not request.get("path")
        or not isinstance(request.get("appid_list"), list)
    ):
        raise ApiRefusal(40097, "invalid args")
    for appid in request["appid_list"]:
        granted = call.world.store.one(
            "SELECT 1 FROM authorization WHERE component = :c AND appid = :a",
            c=component["appid"],
            a=str(appid),
        )
        if granted is None:
            raise ApiRefusal(61003, "component is not authorized by this account")
    with call.world.store.unit():
        for appid in request["appid_list"]:
            launch = launch_of(call.world, str(appid))
            kept = {name: value for name, value in request.items() if name != "appid_list"}
            told = {"status": 1, "apply_time": call.world.clock.now_ms() // 1000}
            launch.order_path = kept | told | {"audit_id": int(shapes.digits(9))}
            keep_launch(call.world, str(appid), launch)
    return ok()


def order_path(call: ApiCall) -> Answer:
    """GET /wxa/security/getorderpathinfo."""
    launch = launch_of(call.world, call.appid)
    if not launch.order_path:
        raise ApiRefusal(61041, "order path is not set")
    empty = {"path": "", "img_list": [], "video": "", "test_account": "", "test_pwd": "", "test_remark": ""}
    return ok(msg=empty | {"status": 0, "apply_time": 0} | launch.order_path)
