"""Subscribe messages, their templates, and customer-service messages.

One grant of the shopper is one message; 43101 (no grant left) is an answer and no fault. Source:
developers.weixin.qq.com sendMessage, getCategory, getPubNewTemplatetitles, getpubnewtemplatekeywords,
addwxanewtemplate, getwxapubnewtemplate, delwxanewtemplate, sendCustomMessage, typing.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, Request

SUBSCRIBE_SEND = Endpoint(method="POST", path="/cgi-bin/message/subscribe/send", source="sendMessage")
TEMPLATE_CATEGORIES = Endpoint(
    method="GET", path="/wxaapi/newtmpl/getcategory", source="getCategory", repeatable=True
)
PUBLIC_TITLES = Endpoint(
    method="GET",
    path="/wxaapi/newtmpl/getpubtemplatetitles",
    source="getPubNewTemplatetitles",
    repeatable=True,
)
PUBLIC_KEYWORDS = Endpoint(
    method="GET",
    path="/wxaapi/newtmpl/getpubtemplatekeywords",
    source="getpubnewtemplatekeywords",
    repeatable=True,
)
ADD_TEMPLATE = Endpoint(method="POST", path="/wxaapi/newtmpl/addtemplate", source="addwxanewtemplate")
TEMPLATES = Endpoint(
    method="GET",
    path="/wxaapi/newtmpl/gettemplate",
    source="getwxapubnewtemplate",
    repeatable=True,
    confirmed=False,
    note="50 templates at most",
)
DELETE_TEMPLATE = Endpoint(method="POST", path="/wxaapi/newtmpl/deltemplate", source="delwxanewtemplate")
SERVICE_SEND = Endpoint(method="POST", path="/cgi-bin/message/custom/send", source="sendCustomMessage")
TYPING = Endpoint(method="POST", path="/cgi-bin/message/custom/business/typing", source="typing")


class MiniProgramState(StrEnum):
    """Which version a message opens."""

    DEVELOPER = "developer"
    TRIAL = "trial"
    FORMAL = "formal"


class SubscribeMessage(Request, frozen=True, kw_only=True):
    """One message. ``data`` maps a keyword (``thing1``, ``amount2``) to its text.

    Limits per kind: thing 20 letters, number 32 digits, letter and character_string 32, symbol 5, phrase 5
    Chinese letters, name 10 Chinese or 20 Latin letters, phone_number 17, car_number 8, amount one sign and
    up to 10 digits.
    """

    touser: str
    template_id: str
    data: dict[str, str]
    page: str | None = None
    miniprogram_state: MiniProgramState = MiniProgramState.FORMAL
    lang: str = "zh_CN"


class _Value(Request, frozen=True, kw_only=True):
    value: str


class _SubscribeBody(Request, frozen=True, kw_only=True):
    touser: str
    template_id: str
    data: dict[str, _Value]
    miniprogram_state: MiniProgramState
    lang: str
    page: str | None = None


class TemplateCategory(Answer, frozen=True, kw_only=True):
    """A category of the account."""

    id: int
    name: str


class PublicTitle(Answer, frozen=True, kw_only=True):
    """A template of the public library; ``type`` 2 is one grant one message, 3 is long-term."""

    tid: int
    title: str
    type: int
    category_id: int | None = msgspec.field(default=None, name="categoryId")


class TitlePage(Answer, frozen=True, kw_only=True):
    """One page of titles."""

    count: int
    data: tuple[PublicTitle, ...] = ()


class PublicKeyword(Answer, frozen=True, kw_only=True):
    """A keyword of a public template."""

    kid: int
    name: str
    example: str | None = None
    rule: str | None = None


class EnumValues(Answer, frozen=True, kw_only=True):
    """The values that a keyword of the kind enum may have."""

    keyword_code: str = msgspec.field(name="keywordCode")
    values: tuple[str, ...] = msgspec.field(default=(), name="enumValueList")


class OwnTemplate(Answer, frozen=True, kw_only=True):
    """A template of the account; ``template_id`` is what a message names."""

    template_id: str = msgspec.field(name="priTmplId")
    title: str
    content: str
    type: int
    example: str | None = None
    enum_values: tuple[EnumValues, ...] | None = msgspec.field(default=None, name="keywordEnumValueList")


class NewTemplate(Request, frozen=True, kw_only=True):
    """A template to take: two to five keywords in the order wanted, a scene of up to 15 letters."""

    tid: str
    kid_list: list[int] = msgspec.field(name="kidList")
    scene_desc: str = msgspec.field(name="sceneDesc")


class _Categories(Answer, frozen=True, kw_only=True):
    data: tuple[TemplateCategory, ...] = ()


class _Keywords(Answer, frozen=True, kw_only=True):
    data: tuple[PublicKeyword, ...] = ()


class _Templates(Answer, frozen=True, kw_only=True):
    data: tuple[OwnTemplate, ...] = ()


class _TemplateId(Answer, frozen=True, kw_only=True):
    template_id: str = msgspec.field(name="priTmplId")


class _TemplateRef(Request, frozen=True, kw_only=True):
    template_id: str = msgspec.field(name="priTmplId")


class ServiceLink(Request, frozen=True, kw_only=True):
    """A card that leads to a web page."""

    title: str
    description: str
    url: str
    thumb_url: str


class ServicePage(Request, frozen=True, kw_only=True):
    """A card that leads into the mini program."""

    title: str
    appid: str
    pagepath: str
    thumb_media_id: str


class _TypingBody(Request, frozen=True, kw_only=True):
    touser: str
    command: str


class Messages:
    """Subscribe messages and customer service."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def send_subscribe(self, message: SubscribeMessage) -> None:
        """Sends one message; refused 43101 without a grant, 47003 for a field, 45168 for a sensitive word."""
        body = _SubscribeBody(
            touser=message.touser,
            template_id=message.template_id,
            data={name: _Value(value=text) for name, text in message.data.items()},
            miniprogram_state=message.miniprogram_state,
            lang=message.lang,
            page=message.page,
        )
        await self._channel.call(SUBSCRIBE_SEND, Nothing, body=body)

    async def template_categories(self) -> tuple[TemplateCategory, ...]:
        """The account's categories, whose ids the library is asked with."""
        return (await self._channel.call(TEMPLATE_CATEGORIES, _Categories)).data

    async def public_titles(
        self, category_ids: Sequence[int], *, start: int = 0, limit: int = 30
    ) -> TitlePage:
        """Public templates of these categories; `limit` is 30 at most."""
        query = {"ids": ",".join(map(str, category_ids)), "start": str(start), "limit": str(limit)}
        return await self._channel.call(PUBLIC_TITLES, TitlePage, query=query)

    async def public_keywords(self, tid: str) -> tuple[PublicKeyword, ...]:
        """Keywords of a public template."""
        return (await self._channel.call(PUBLIC_KEYWORDS, _Keywords, query={"tid": tid})).data

    async def add_template(self, template: NewTemplate) -> str:
        """Takes a template and gives its id; refused 200022 when the same one is there already."""
        return (await self._channel.call(ADD_TEMPLATE, _TemplateId, body=template)).template_id

    async def templates(self) -> tuple[OwnTemplate, ...]:
        """The account's templates."""
        return (await self._channel.call(TEMPLATES, _Templates)).data

    async def delete_template(self, template_id: str) -> None:
        """Gives a template back."""
        await self._channel.call(DELETE_TEMPLATE, Nothing, body=_TemplateRef(template_id=template_id))

    async def send_text(self, openid: str, text: str) -> None:
        """A customer-service text: up to five within 48 hours of the user's last message (45015, 45047)."""
        await self._service(openid, "text", {"content": text})

    async def send_image(self, openid: str, media_id: str) -> None:
        """A picture uploaded before."""
        await self._service(openid, "image", {"media_id": media_id})

    async def send_link(self, openid: str, link: ServiceLink) -> None:
        """A card to a web page."""
        await self._service(openid, "link", link)

    async def send_page(self, openid: str, page: ServicePage) -> None:
        """A card into the mini program."""
        await self._service(openid, "miniprogrampage", page)

    async def typing(self, openid: str, *, on: bool) -> None:
        """Shows or takes away "typing…"; refused 45080 without an exchange in the last 30 seconds."""
        body = _TypingBody(touser=openid, command="Typing" if on else "CancelTyping")
        await self._channel.call(TYPING, Nothing, body=body)

    async def _service(self, openid: str, kind: str, content: Any) -> None:
        body = {"touser": openid, "msgtype": kind, kind: content}
        await self._channel.call(SERVICE_SEND, Nothing, body=body)
