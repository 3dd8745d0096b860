"""The privacy declaration of a package: made from the calls that its code really has. Pure."""

from collections.abc import Iterable, Mapping

import msgspec

from xiaopu.modules.releases.domain.private_apis import KINDS

DEFAULT_NOTICE = "弹窗"


class Contact(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How shoppers reach whoever answers for their data; WeChat wants at least one, and shows it to all."""

    email: str | None = None
    phone: str | None = None
    qq: str | None = None
    weixin: str | None = None
    notice_method: str = DEFAULT_NOTICE

    @property
    def reachable(self) -> bool:
        return any((self.email, self.phone, self.qq, self.weixin))


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kind of data and what it is for."""

    key: str
    purpose: str
    name_zh: str = ""
    name_en: str = ""


def declaration(keys: Iterable[str], purposes: Mapping[str, str] | None = None) -> list[Declared]:
    """What to declare for these keys, in the shop's words where it has any, else in ours."""
    own = purposes or {}
    made = []
    for key in sorted(set(keys)):
        kind = KINDS.get(key)
        if kind is not None:
            made.append(Declared(key, own.get(key) or kind.purpose_zh, kind.zh, kind.en))
    return made


class CodeSettings(msgspec.Struct, frozen=True):
    """What goes into packages and declarations; the defaults before the first save. `declared`: the keys that
    WeChat confirmed.
    """

    accent: str = ""
    domains: tuple[str, ...] = ()
    contact: Contact = Contact()
    purposes: dict[str, str] = {}
    declared: tuple[str, ...] | None = None
