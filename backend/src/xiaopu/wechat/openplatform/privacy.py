"""What a mini program says about personal data, and where its orders are found.

Source: developers.weixin.qq.com oplatform getPrivacySetting, setPrivacySetting, uploadPrivacySetting,
getCodePrivacyInfo, applySetOrderPathInfo, getOrderPathInfo.
"""

from __future__ import annotations

from enum import IntEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint, Part
from xiaopu.wechat.wire import Answer, Nothing, Request

GET_SETTING = Endpoint(
    method="POST", path="/cgi-bin/component/getprivacysetting", source="getPrivacySetting", repeatable=True
)
SET_SETTING = Endpoint(
    method="POST", path="/cgi-bin/component/setprivacysetting", source="setPrivacySetting", repeatable=True,
    confirmed=False, note="sdk_privacy_info_list is left out",
)  # fmt: skip
CODE_PRIVACY = Endpoint(
    method="GET", path="/wxa/security/get_code_privacy_info", source="getCodePrivacyInfo", repeatable=True
)
APPLY_ORDER_PATH = Endpoint(
    method="POST", path="/wxa/security/applysetorderpathinfo", source="applySetOrderPathInfo",
    confirmed=False, note="100 AppIDs a call",
)  # fmt: skip
ORDER_PATH = Endpoint(
    method="GET", path="/wxa/security/getorderpathinfo", source="getOrderPathInfo", repeatable=True
)


UPLOAD_FILE = Endpoint(
    method="POST", path="/cgi-bin/component/uploadprivacyextfile", source="uploadPrivacySetting"
)
INTERFACES = Endpoint(
    method="GET", path="/wxa/security/get_privacy_interface", source="getPrivacyInterface", repeatable=True
)
APPLY_INTERFACE = Endpoint(
    method="POST", path="/wxa/security/apply_privacy_interface", source="applyPrivacyInterface"
)


class PrivacyVersion(IntEnum):
    """Of the released version, or of the one being made."""

    RELEASED = 1
    DEVELOP = 2


class PrivacyUse(Request, frozen=True, kw_only=True):
    """One kind of data (``Location``, ``PhoneNumber`` …) and what it is for."""

    privacy_key: str
    privacy_text: str


class PrivacyOwner(Request, frozen=True, kw_only=True):
    """Who is answerable and how to be reached: at least one contact (ValueError)."""

    notice_method: str
    contact_email: str | None = None
    contact_phone: str | None = None
    contact_qq: str | None = None
    contact_weixin: str | None = None
    store_expire_timestamp: str | None = None
    ext_file_media_id: str | None = None

    def __post_init__(self) -> None:
        if not any((self.contact_email, self.contact_phone, self.contact_qq, self.contact_weixin)):
            raise ValueError("at least one contact")


class PrivacyItem(Answer, frozen=True, kw_only=True):
    """One kind of data as set."""

    privacy_key: str
    privacy_text: str | None = None
    privacy_label: str | None = None


class OwnerSetting(Answer, frozen=True, kw_only=True):
    """Who is answerable, as set."""

    contact_email: str | None = None
    contact_phone: str | None = None
    contact_qq: str | None = None
    contact_weixin: str | None = None
    notice_method: str | None = None


class PrivacySetting(Answer, frozen=True, kw_only=True):
    """What is set, and what the code was found to use (``privacy_list``)."""

    code_exist: bool | None = None
    privacy_list: tuple[str, ...] = ()
    setting_list: tuple[PrivacyItem, ...] = ()
    owner_setting: OwnerSetting | None = None
    update_time: int | None = None


class CodePrivacy(Answer, frozen=True, kw_only=True):
    """Interfaces in the code without right, and without a word in the privacy setting."""

    without_auth_list: tuple[str, ...] = ()
    without_conf_list: tuple[str, ...] = ()


class PrivacyInterface(Answer, frozen=True, kw_only=True):
    """An interface (of location) that has to be applied for, and how that stands."""

    api_name: str
    api_ch_name: str | None = None
    status: int | None = None
    audit_id: int | None = None
    fail_reason: str | None = None


class InterfaceApplication(Request, frozen=True, kw_only=True):
    """Why the mini program needs an interface, with addresses of pictures, films and pages that show it."""

    api_name: str
    content: str
    pic_list: list[str] | None = None
    video_list: list[str] | None = None
    url_list: list[str] | None = None


class OrderPathApplication(Request, frozen=True, kw_only=True):
    """The page of orders for many shops, with a test account for the reviewer."""

    path: str
    appid_list: list[str] | None = None
    img_list: list[str] | None = None
    video: str | None = None
    test_account: str | None = None
    test_pwd: str | None = None
    test_remark: str | None = None

    def __repr__(self) -> str:
        return f"OrderPathApplication(path={self.path!r}, …)"


class OrderPath(Answer, frozen=True, kw_only=True):
    """The page of orders and how its application stands."""

    path: str | None = None
    status: int | None = None
    apply_time: int | None = None


class _FileId(Answer, frozen=True, kw_only=True):
    ext_file_media_id: str


class _Interfaces(Answer, frozen=True, kw_only=True):
    interface_list: tuple[PrivacyInterface, ...] = ()


class _AuditId(Answer, frozen=True, kw_only=True):
    audit_id: int | None = None


class _Version(Request, frozen=True, kw_only=True):
    privacy_ver: PrivacyVersion


class _Setting(Request, frozen=True, kw_only=True):
    privacy_ver: PrivacyVersion
    owner_setting: PrivacyOwner
    setting_list: list[PrivacyUse]


class _Batch(Request, frozen=True, kw_only=True):
    batch_req: OrderPathApplication


class _OrderPath(Answer, frozen=True, kw_only=True):
    msg: OrderPath


class Privacy:
    """Privacy of one shop's mini program; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def setting(self, version: PrivacyVersion = PrivacyVersion.DEVELOP) -> PrivacySetting:
        """What is set."""
        return await self._channel.call(GET_SETTING, PrivacySetting, body=_Version(privacy_ver=version))

    async def set(
        self,
        owner: PrivacyOwner,
        uses: list[PrivacyUse],
        *,
        version: PrivacyVersion = PrivacyVersion.DEVELOP,
    ) -> None:
        """Sets who is answerable and what each kind of data is for; needed before an audit."""
        body = _Setting(privacy_ver=version, owner_setting=owner, setting_list=uses)
        await self._channel.call(SET_SETTING, Nothing, body=body)

    async def upload_file(self, filename: str, content: bytes) -> str:
        """Uploads a privacy policy of one's own (text, 100 KB); its id goes into ``PrivacyOwner``."""
        part = Part("file", filename, content, "text/plain")
        return (await self._channel.upload(UPLOAD_FILE, _FileId, query={}, file=part)).ext_file_media_id

    async def interfaces(self) -> tuple[PrivacyInterface, ...]:
        """Interfaces that have to be applied for before code that uses them is submitted (61040)."""
        return (await self._channel.call(INTERFACES, _Interfaces)).interface_list

    async def apply_interface(self, application: InterfaceApplication) -> int | None:
        """Applies for an interface; gives the audit's number. The result comes as ``wxa_privacy_apply``."""
        return (await self._channel.call(APPLY_INTERFACE, _AuditId, body=application)).audit_id

    async def code_check(self) -> CodePrivacy:
        """What WeChat found in the committed code; refused 61039 while it is still looking."""
        return await self._channel.call(CODE_PRIVACY, CodePrivacy)

    async def order_path(self, *, in_audit: bool = False) -> OrderPath:
        """The page of orders, released or being looked at; refused 61041 when there is none."""
        query = {"info_type": "1" if in_audit else "0"}
        return (await self._channel.call(ORDER_PATH, _OrderPath, query=query)).msg


class OrderPaths:
    """Applications for pages of orders; the channel is the component's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def apply(self, application: OrderPathApplication) -> None:
        """Hands in the page of orders; the result comes as the push ``order_path_audit_result_notify``."""
        await self._channel.call(APPLY_ORDER_PATH, Nothing, body=_Batch(batch_req=application))
