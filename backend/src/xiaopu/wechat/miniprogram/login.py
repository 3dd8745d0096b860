"""Log-in and what WeChat tells about a user: session, phone number, decrypted profile, risk.

Source: developers.weixin.qq.com code2Session, checkSessionKey, resetUserSessionKey, getPhoneNumber,
getPaidUnionid, getUserRiskRank; "开放数据校验与解密".
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from enum import IntEnum, StrEnum
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import DecryptionFailure, Refused
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, NotReadable, Request, plain_json

CODE_TO_SESSION = Endpoint(method="GET", path="/sns/jscode2session", source="code2Session")
CHECK_SESSION = Endpoint(
    method="GET",
    path="/wxa/checksession",
    source="checkSessionKey",
    repeatable=True,
    confirmed=False,
    note="whether the key of the HMAC is the text of session_key or its bytes: SessionKeyForm",
)
RESET_SESSION = Endpoint(
    method="GET",
    path="/wxa/resetusersessionkey",
    source="resetUserSessionKey",
    confirmed=False,
    note="as checksession",
)
PHONE_NUMBER = Endpoint(method="POST", path="/wxa/business/getuserphonenumber", source="getPhoneNumber")
PAID_UNIONID = Endpoint(method="GET", path="/wxa/getpaidunionid", source="getPaidUnionid", repeatable=True)
RISK_RANK = Endpoint(method="POST", path="/wxa/getuserriskrank", source="getUserRiskRank", repeatable=True)


class SessionKeyForm(StrEnum):
    """Which key signs the session: WeChat's page leaves it open, public clients use the text."""

    TEXT = "text"
    BYTES = "bytes"


class Session(Answer, frozen=True, kw_only=True):
    """Who logged in. ``session_key`` must never leave the server.

    ``unionid`` only with an open platform account.
    """

    openid: str
    session_key: str
    unionid: str | None = None

    def __repr__(self) -> str:
        return "Session(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class Watermark(Answer, frozen=True, kw_only=True):
    """When the user allowed it and for which AppID."""

    timestamp: int
    appid: str


class PhoneInfo(Answer, frozen=True, kw_only=True):
    """A phone number; ``pure_phone_number`` is without the country's code."""

    phone_number: str
    pure_phone_number: str
    country_code: str
    watermark: Watermark

    def __repr__(self) -> str:
        return "PhoneInfo(…)"


class RiskScene(IntEnum):
    """Why the risk is asked."""

    REGISTER = 0
    MARKETING = 1
    CONTENT = 2


class RiskQuery(Request, frozen=True, kw_only=True):
    """A question about a user's risk; ``is_test`` does not count against the quota."""

    appid: str
    openid: str
    scene: RiskScene
    client_ip: str
    mobile_no: str | None = None
    email_address: str | None = None
    extended_info: str | None = None
    is_test: bool | None = None


class RiskRank(Answer, frozen=True, kw_only=True):
    """0 (no risk known) to 4; ``unoin_id`` is WeChat's own spelling."""

    risk_rank: int
    unoin_id: int | None = None


class _PhoneInfo(Answer, frozen=True, kw_only=True, rename="camel"):
    phone_number: str
    pure_phone_number: str
    country_code: str | int
    watermark: Watermark


class _PhoneAnswer(Answer, frozen=True, kw_only=True):
    phone_info: _PhoneInfo


class _PhoneBody(Request, frozen=True, kw_only=True):
    code: str
    openid: str | None = None


class _NewSession(Answer, frozen=True, kw_only=True):
    session_key: str


class _Unionid(Answer, frozen=True, kw_only=True):
    unionid: str


class Users:
    """Calls about a user that take an access token, whoever handed it out."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def check_session(
        self, openid: str, session_key: str, *, form: SessionKeyForm = SessionKeyForm.TEXT
    ) -> bool:
        """Whether the session key is still WeChat's; it ends when the user logs in anew."""
        try:
            await self._channel.call(CHECK_SESSION, Nothing, query=_session_query(openid, session_key, form))
        except Refused as no:
            if no.means("87009", "87007"):
                return False
            raise
        return True

    async def reset_session(
        self, openid: str, session_key: str, *, form: SessionKeyForm = SessionKeyForm.TEXT
    ) -> str:
        """A new session key for the user; it does not live longer than the old one would have."""
        said = await self._channel.call(
            RESET_SESSION, _NewSession, query=_session_query(openid, session_key, form)
        )
        return said.session_key

    async def phone_number(self, code: str, *, openid: str | None = None) -> PhoneInfo:
        """The number behind the code of the phone button (five minutes, once; WeChat charges for it).

        With `openid` WeChat also checks that the code is that user's.
        """
        said = await self._channel.call(PHONE_NUMBER, _PhoneAnswer, body=_PhoneBody(code=code, openid=openid))
        info = said.phone_info
        return PhoneInfo(
            phone_number=info.phone_number,
            pure_phone_number=info.pure_phone_number,
            country_code=str(info.country_code),
            watermark=info.watermark,
        )

    async def paid_unionid(self, openid: str, *, transaction_id: str) -> str:
        """The unionid of somebody who paid within the last five minutes."""
        query = {"openid": openid, "transaction_id": transaction_id}
        return (await self._channel.call(PAID_UNIONID, _Unionid, query=query)).unionid

    async def risk_rank(self, question: RiskQuery) -> RiskRank:
        """How risky WeChat thinks the user.

        Refused 48001 when the service is not opened, 61010 after two hours.
        """
        return await self._channel.call(RISK_RANK, RiskRank, body=question)


class Login(Users):
    """Calls about the user who stands at the door of a mini program with its own secret."""

    def __init__(self, credentials: AppCredentials, channel: ApiChannel, open_channel: ApiChannel) -> None:
        super().__init__(channel)
        self._credentials = credentials
        self._open_channel = open_channel

    async def code_to_session(self, code: str) -> Session:
        """The session behind the code of ``wx.login`` (five minutes, once).

        Refused 40029 (bad or old), 40163 (used), 40226 (user of high risk), 45011 (100 a minute per user).
        """
        query = {
            "appid": self._credentials.appid,
            "secret": self._credentials.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        return await self._open_channel.call(CODE_TO_SESSION, Session, query=query)


def open_user_data(session_key: str, iv: str, encrypted: str, *, appid: str) -> dict[str, Any]:
    """The JSON behind ``encryptedData`` of a page.

    Raises DecryptionFailure, also when it is another app's.
    """
    try:
        key, vector, data = (base64.b64decode(text, validate=True) for text in (session_key, iv, encrypted))
        decryptor = Cipher(AES(key), CBC(vector)).decryptor()
        padded = decryptor.update(data) + decryptor.finalize()
        unpadder = PKCS7(128).unpadder()
        plain = plain_json(unpadder.update(padded) + unpadder.finalize())
    except (binascii.Error, ValueError, NotReadable):
        raise DecryptionFailure("user data does not open with this session key") from None
    watermark = plain.get("watermark") if isinstance(plain, dict) else None
    if not isinstance(watermark, dict) or watermark.get("appid") != appid:
        raise DecryptionFailure("user data belongs to another AppID")
    return dict(plain)


def raw_data_signature(raw_data: str, session_key: str) -> str:
    """What ``signature`` of a page must be for its ``rawData``; compare with ``hmac.compare_digest``."""
    return hashlib.sha1((raw_data + session_key).encode(), usedforsecurity=False).hexdigest()


def session_signature(session_key: str, form: SessionKeyForm) -> str:
    """HMAC-SHA256 over the empty text."""
    key = base64.b64decode(session_key) if form is SessionKeyForm.BYTES else session_key.encode()
    return hmac.new(key, b"", hashlib.sha256).hexdigest()


def _session_query(openid: str, session_key: str, form: SessionKeyForm) -> dict[str, str]:
    signature = session_signature(session_key, form)
    return {"openid": openid, "signature": signature, "sig_method": "hmac_sha256"}
