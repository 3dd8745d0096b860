"""The tables of ``xiaopu.toml``, one struct each: their keys, kinds and defaults. How they are read:
infra/settings.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from xiaopu.infra.secrets_file import SecretKey, SecretText

_URL_PASSWORD: Final = re.compile(r"(?<=://)([^:@/]*):[^@]*@")
_MIB: Final = 1024 * 1024

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Bytes = Annotated[int, msgspec.Meta(ge=1024, le=4 * 1024 * _MIB)]


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the file; every field has a default but the secrets."""


class Server(Section, frozen=True):
    """Where the mall listens, and the address by which browsers and WeChat reach it (no path, no slash at
    the end).
    """

    host: str = "127.0.0.1"
    port: Port = 8000
    public_url: str = "http://127.0.0.1:8000"
    environment: Literal["demo", "production"] = "demo"
    workers: Annotated[int, msgspec.Meta(ge=1, le=256)] = 1
    # Folder of the built console and H5 mall; empty: beside the sources.
    clients: str = ""
    # The address from which this server reaches WeChat, for merchants to copy into WeChat's allow-lists.
    egress_ip: str | None = None


class Database(Section, frozen=True):
    """``sqlite:///<path>`` or ``postgresql://…``; ``{home}`` stands for the home folder.

    On PostgreSQL ``owner_url`` is the role that migrates and ``platform_url`` the one that may cross shops;
    both fall back to ``url``, which is enough for SQLite and for nothing else.
    """

    url: str = "sqlite:///{home}/xiaopu.db"
    owner_url: str | None = None
    platform_url: str | None = None
    isolation: Literal["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] = "READ COMMITTED"
    pool_size: Annotated[int, msgspec.Meta(ge=1, le=200)] = 10

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.url.startswith("sqlite:")

    @property
    def sqlite_path(self) -> Path:
        """The database file; only with SQLite."""
        return Path(self.url.removeprefix("sqlite:///"))

    def __repr__(self) -> str:
        shown = {name: _shown(getattr(self, name)) for name in self.__struct_fields__}
        return f"Database({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


class Secrets(Section, frozen=True):
    """Keys of 32 bytes. ``field_keys`` newest first; the blind index key never changes by itself."""

    field_keys: tuple[SecretKey, ...]
    blind_index_key: SecretKey
    session_key: SecretKey


class Smtp(Section, frozen=True):
    """Any SMTP server. Port 465 speaks TLS from the first byte; otherwise ``starttls`` asks for it."""

    host: str = ""
    port: Port = 587
    username: str = ""
    password: SecretText = SecretText()
    sender: str = ""
    starttls: bool = True


class Wechat(Section, frozen=True):
    """WeChat's hosts, so that the sandbox is a setting. ``bridge_url``: the sandbox's script that plays
    ``wx`` in H5.
    """

    api_base_url: str = "https://api.weixin.qq.com"
    pay_base_url: str = "https://api.mch.weixin.qq.com"
    open_base_url: str = "https://open.weixin.qq.com"
    mp_base_url: str = "https://mp.weixin.qq.com"
    bridge_url: str | None = None
    # An upload endpoint of one's own instead of WeChat's upload tool (docs/reference/sandbox.md, Code).
    ci_base_url: str | None = None


class Platform(Section, frozen=True):
    """The operator's third-party platform (第三方平台) at open.weixin.qq.com: all four, or none and shops are
    reached by their own secrets alone. ``operators``: e-mails of the merchant accounts that see all launches,
    with commas between; each must be verified.
    """

    appid: str = ""
    secret: SecretText = SecretText()
    push_token: SecretText = SecretText()
    encoding_aes_key: SecretText = SecretText()
    operators: str = ""

    def is_operator(self, email: str) -> bool:
        """Whether the address is one of the operators', in any case of letters."""
        known = {one.strip().lower() for one in self.operators.split(",") if one.strip()}
        return email.strip().lower() in known

    @property
    def is_set(self) -> bool:
        """Whether all four are there."""
        return all((self.appid, self.secret, self.push_token, self.encoding_aes_key))


class Provider(Section, frozen=True):
    """The operator's service-provider account (服务商) at WeChat Pay: all of it, or none and shops bring
    their own.

    Shops never sell into ``mchid`` itself: each needs a sub-merchant number of its own. ``appid`` is the
    AppID bound to the provider; keys are the provider's, PEM texts written with \\n or over several lines.
    """

    mchid: str = ""
    appid: str = ""
    serial_no: str = ""
    private_key_pem: SecretText = SecretText()
    apiv3_key: SecretText = SecretText()
    public_key_id: str = ""
    public_key_pem: str = ""

    @property
    def is_set(self) -> bool:
        """Whether sub-merchants can be served."""
        return all(getattr(self, name) for name in self.__struct_fields__)


class Storage(Section, frozen=True):
    """The folder of uploaded files."""

    path: str = "{home}/files"


class Limits(Section, frozen=True):
    """What a stranger may make us hold: sizes in bytes, pictures in pixels, keys of rate limits in number."""

    body_bytes: Bytes = 1 * _MIB
    upload_bytes: Bytes = 10 * _MIB
    fetch_bytes: Bytes = 10 * _MIB
    picture_pixels: Annotated[int, msgspec.Meta(ge=10_000, le=200_000_000)] = 40_000_000
    cache_bytes: Bytes = 24 * _MIB
    rate_limit_keys: Annotated[int, msgspec.Meta(ge=100, le=10_000_000)] = 20_000


def _shown(value: object) -> object:
    return _without_password(value) if isinstance(value, str) else value


def _without_password(url: str | None) -> str | None:
    return None if url is None else _URL_PASSWORD.sub(r"\1:***@", url)
