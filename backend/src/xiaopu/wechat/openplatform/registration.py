"""Fast registration of mini programs for companies and sole traders, and what WeChat pushes about it.

The legal person has 24 hours to confirm by face in WeChat. Since 2023-12-25 a new mini program is not
verified. Source: developers.weixin.qq.com oplatform Fast_Registration_Interface_document; statuses from the
table there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import UnreadableNotice
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, NotReadable, Request, from_plain

CREATE = Endpoint(method="POST", path="/cgi-bin/component/fastregisterweapp", source="registerMiniprogram")
SEARCH = Endpoint(
    method="POST",
    path="/cgi-bin/component/fastregisterweapp",
    source="registerMiniprogram",
    repeatable=True,
)


class CodeType(IntEnum):
    """What kind of number names the company."""

    CREDIT_CODE = 1
    ORGANIZATION_CODE = 2
    REGISTRATION_NUMBER = 3


CODE_LENGTHS = {CodeType.CREDIT_CODE: 18, CodeType.ORGANIZATION_CODE: 9, CodeType.REGISTRATION_NUMBER: 15}


class FastRegister(Request, frozen=True, kw_only=True):
    """A registration. ``name`` as at the register; a sole trader without one: 个体户 and the owner's name.

    Refuses a code whose length does not fit its kind (ValueError; WeChat would say 89255).
    """

    name: str
    code: str
    code_type: CodeType
    legal_persona_wechat: str
    legal_persona_name: str
    component_phone: str | None = None

    def __post_init__(self) -> None:
        wanted = CODE_LENGTHS[self.code_type]
        if len(self.code.replace("-", "")) != wanted:
            raise ValueError(f"a code of this kind has {wanted} letters")

    def __repr__(self) -> str:
        return "FastRegister(…)"


class RegistrationInfo(Answer, frozen=True, kw_only=True):
    """What was handed in, as the push repeats it."""

    name: str | None = None
    code: str | None = None
    code_type: int | None = None
    legal_persona_wechat: str | None = None
    legal_persona_name: str | None = None
    component_phone: str | None = None

    def __repr__(self) -> str:
        return "RegistrationInfo(…)"


class RegistrationPush(Answer, frozen=True, kw_only=True):
    """The push ``notify_third_fasteregister`` (WeChat's spelling).

    ``auth_code`` is for ``Component.accept``.
    """

    status: int
    msg: str | None = None
    appid: str | None = None
    auth_code: str | None = None
    info: RegistrationInfo | None = None

    def outcome(self) -> tuple[str, str]:
        """What the status means and what to do, for the shop's owner, in Chinese and in English."""
        return REGISTRATION_STATUSES.get(self.status, _UNKNOWN)

    def __repr__(self) -> str:
        return f"RegistrationPush(status={self.status}, …)"


_UNKNOWN = (
    "注册没有成功，请核对信息后重新提交",
    "Not registered: check what was entered and hand it in again",
)

REGISTRATION_STATUSES: dict[int, tuple[str, str]] = {
    0: ("注册成功", "Registered"),
    -1: ("企业与法人姓名不一致，请核对后重新提交", "Company and legal person do not fit: check both"),
    101: ("企业已注销，请换一个主体", "The company has been dissolved: use another one"),
    102: (
        "企业不存在或工商信息还没更新，请过几天再试",
        "The company is not in the register yet: try in some days",
    ),
    103: ("法人姓名与工商登记不一致，请核对", "The legal person's name differs from the register"),
    104: ("法人身份证号与工商登记不一致，请核对", "The legal person's card number differs from the register"),
    105: (
        "工商里的法人证件还没更新，请 5 到 15 个工作日后再试",
        "The register is behind: try in 5 to 15 working days",
    ),
    1000: ("企业信息或法人信息不一致，请核对", "Company or legal person differ from the register"),
    1001: ("该主体注册的小程序已达上限", "The company has as many mini programs as it may"),
    1002: ("该主体不能注册小程序", "The company may not register mini programs"),
    1003: ("该管理员的小程序已达上限，请换人", "The administrator has too many: choose another person"),
    1004: ("该管理员不能注册，请换人", "The administrator may not register: choose another person"),
    1005: ("该手机号的小程序已达上限，请换手机号", "The phone number has too many: use another one"),
    1006: ("该手机号不能注册，请换手机号", "The phone number may not register: use another one"),
    1007: ("该身份证的小程序已达上限，请换人", "The identity card has too many: choose another person"),
    1008: ("该身份证不能注册，请换人", "The identity card may not register: choose another person"),
    100001: (
        "法人超过 24 小时没有验证身份，请重新提交",
        "The legal person did not react in 24 hours: start again",
    ),
    100002: ("法人超过 24 小时没有刷脸，请重新提交", "No face check in 24 hours: start again"),
    100003: ("法人超过 24 小时没有确认，请重新提交", "No confirmation in 24 hours: start again"),
    100004: ("实名信息与法人姓名不一致，请用法人本人的微信", "The WeChat user is not the legal person"),
}


class _Search(Request, frozen=True, kw_only=True):
    name: str
    legal_persona_wechat: str
    legal_persona_name: str


class Registration:
    """Fast registration; the channel is the component's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def create(self, registration: FastRegister) -> None:
        """Starts a registration; the rest comes as pushes.

        Refused 89249 while one runs, 86004, 61070, 89255.
        """
        await self._channel.call(CREATE, Nothing, query={"action": "create"}, body=registration)

    async def search(self, name: str, legal_persona_wechat: str, legal_persona_name: str) -> None:
        """Returns when WeChat is done.

        Refused 89250 (unknown), 89251 (waiting for the person), 89252 (checking).
        """
        body = _Search(
            name=name, legal_persona_wechat=legal_persona_wechat, legal_persona_name=legal_persona_name
        )
        await self._channel.call(SEARCH, Nothing, query={"action": "search"}, body=body)


def registration_push(content: Mapping[str, Any]) -> RegistrationPush:
    """The content of a push whose event is ``notify_third_fasteregister``; raises UnreadableNotice."""
    try:
        return from_plain(dict(content), RegistrationPush, strict=False)
    except NotReadable as wrong:
        raise UnreadableNotice(f"registration push: {wrong}") from None
