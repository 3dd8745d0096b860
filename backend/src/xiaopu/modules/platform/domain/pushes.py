"""With what pushes are proven, and what the operator's own say. Pure."""

import msgspec


class PushKeys(msgspec.Struct, frozen=True):
    """With what an account proves pushes; `appid` is whose seal it is. `repr` shows the AppID alone."""

    appid: str
    token: str
    encoding_aes_key: str | None

    def __repr__(self) -> str:
        return f"PushKeys({self.appid})"


class Ticket(msgspec.Struct, frozen=True):
    """Half of the platform's own token, pushed every ten minutes; `pushed_at` in seconds."""

    ticket: str
    pushed_at: int

    def __repr__(self) -> str:
        return f"Ticket({self.pushed_at})"


class GrantNews(msgspec.Struct, frozen=True):
    """A mini program's owner gave, changed or took back the consent."""

    appid: str
    given: bool


class RegistrationNews(msgspec.Struct, frozen=True):
    """The end of a fast registration, with what was handed in, by which its shop is found."""

    status: int
    appid: str | None
    auth_code: str | None
    name: str
    code: str
    legal_persona_wechat: str
    legal_persona_name: str

    def __repr__(self) -> str:
        return f"RegistrationNews({self.status})"
