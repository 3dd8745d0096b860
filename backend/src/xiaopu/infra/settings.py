"""Typed settings: ``xiaopu.toml``, then ``secrets.toml`` (generated), then the environment, in the home
folder.

The home is ``$XIAOPU_HOME``, by default ``./var``. A setting ``port`` of section ``server`` is overridden
by ``XIAOPU_SERVER__PORT``; lists are written with commas there. A start is refused by ``SettingsRefused``
for unknown keys, unreadable values, and secrets that are missing, short, made up or published.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec

from xiaopu.infra.secrets_file import (
    SECRETS_FILE,
    BadSecret,
    SecretKey,
    SecretText,
    checked_secret,
    readable_by_others,
    write_secrets,
)
from xiaopu.infra.settings_errors import SettingsRefused
from xiaopu.infra.settings_sections import (
    Database,
    Limits,
    Platform,
    Provider,
    Secrets,
    Section,
    Server,
    Smtp,
    Storage,
    Wechat,
)

SETTINGS_FILE: Final = "xiaopu.toml"
_ENVIRONMENT: Final = re.compile(r"XIAOPU_([A-Z]+)__([A-Z0-9_]+)")
_PLACE: Final = re.compile(r" - at `\$\.?([^`]*)`")

Environment = Mapping[str, str]
S = TypeVar("S", bound="Section")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a process is started with. ``repr`` shows no secret and no password."""

    home: Path
    server: Server
    database: Database
    secrets: Secrets
    smtp: Smtp
    wechat: Wechat
    storage: Storage
    limits: Limits
    platform: Platform = Platform()
    provider: Provider = Provider()

    @property
    def is_production(self) -> bool:
        """Whether real customers are served."""
        return self.server.environment == "production"


_SECTIONS: Final[dict[str, type[Section]]] = {
    "server": Server,
    "database": Database,
    "secrets": Secrets,
    "smtp": Smtp,
    "wechat": Wechat,
    "storage": Storage,
    "limits": Limits,
    "platform": Platform,
    "provider": Provider,
}


def default_home(environ: Environment = os.environ) -> Path:
    """``$XIAOPU_HOME`` or ``./var``."""
    return Path(environ.get("XIAOPU_HOME") or "var")


def load(home: Path, environ: Environment = os.environ) -> Settings:
    """The settings of `home`; raises SettingsRefused. Writes nothing, so the secrets must be there
    (``initialise``).
    """
    folder = home.resolve()
    tree = _merged(_file(folder / SETTINGS_FILE), _secrets_file(folder / SECRETS_FILE))
    for section, name, text in _overrides(environ):
        tree.setdefault(section, {})[name] = _listed(section, name, text)
    of = partial(_section, tree, folder)
    settings = Settings(
        home=folder,
        server=of("server", Server),
        database=of("database", Database),
        secrets=of("secrets", Secrets),
        smtp=of("smtp", Smtp),
        wechat=of("wechat", Wechat),
        storage=of("storage", Storage),
        limits=of("limits", Limits),
        platform=of("platform", Platform),
        provider=of("provider", Provider),
    )
    _check_secrets(settings.secrets)
    _check_database(settings)
    _check_addresses(settings)
    _check_whole("platform", settings.platform)
    _check_whole("provider", settings.provider)
    return settings


def initialise(home: Path, environ: Environment = os.environ) -> bool:
    """Make the home and, when there are none, its secrets; True when they were made now. Prints and logs
    nothing.

    Refuses (``settings.secrets_lost``) when the embedded database is there and its secrets are neither in
    the file nor in the environment: new ones would make all sealed data unreadable.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = {name for section, name, _ in _overrides(environ) if section == "secrets"}
    if (home / SECRETS_FILE).exists() or given >= set(Secrets.__struct_fields__):
        return False
    if (home / "xiaopu.db").exists():
        raise SettingsRefused("secrets_lost", SECRETS_FILE)
    return write_secrets(home)


def _file(path: Path) -> dict[str, dict[str, Any]]:
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as wrong:
        place = re.search(r"line \d+, column \d+", str(wrong))
        raise SettingsRefused("unreadable_file", path.name, place.group() if place else "") from None
    except (OSError, UnicodeDecodeError) as wrong:
        raise SettingsRefused("unreadable_file", path.name, type(wrong).__name__) from None
    for section, values in tree.items():
        _refuse_unknown(section, _SECTIONS, section)
        if not isinstance(values, dict):
            raise SettingsRefused("unreadable_value", section)
        for name in values:
            _refuse_unknown(name, _SECTIONS[section].__struct_fields__, f"{section}.{name}")
    return tree


def _secrets_file(path: Path) -> dict[str, dict[str, Any]]:
    tree = _file(path)
    if tree and readable_by_others(path):
        raise SettingsRefused("secrets_exposed", SECRETS_FILE)
    return tree


def _merged(first: dict[str, dict[str, Any]], second: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    for section, values in second.items():
        for name in values:
            if name in first.get(section, {}):
                raise SettingsRefused("twice", f"{section}.{name}")
    return {section: first.get(section, {}) | second.get(section, {}) for section in first | second}


def _overrides(environ: Environment) -> list[tuple[str, str, str]]:
    found = []
    for variable, text in environ.items():
        match = _ENVIRONMENT.fullmatch(variable)
        if match is None:
            continue
        section, name = match.group(1).lower(), match.group(2).lower()
        _refuse_unknown(section, _SECTIONS, variable)
        _refuse_unknown(name, _SECTIONS[section].__struct_fields__, variable)
        found.append((section, name, text))
    return found


def _refuse_unknown(name: str, known: Mapping[str, object] | tuple[str, ...], shown: str) -> None:
    if name not in known:
        close = difflib.get_close_matches(name, list(known), n=1)
        raise SettingsRefused("unknown_key", shown, f"→ {close[0]}?" if close else "")


def _listed(section: str, name: str, text: str) -> object:
    kind = get_type_hints(_SECTIONS[section])[name]
    if get_origin(kind) is tuple:
        return [part.strip() for part in text.split(",")]
    return None if not text and type(None) in get_args(kind) else text


def _section(tree: dict[str, dict[str, Any]], home: Path, name: str, kind: type[S]) -> S:
    values = {
        key: value.replace("{home}", str(home)) if isinstance(value, str) else value
        for key, value in (_text_defaults(kind) | tree.get(name, {})).items()
    }
    if kind is Secrets:
        for missing in set(kind.__struct_fields__) - set(values):
            raise SettingsRefused("secret_missing", f"{name}.{missing}")
    try:
        return msgspec.convert(values, kind, strict=False, dec_hook=_secret)
    except msgspec.ValidationError as wrong:
        place = _PLACE.search(str(wrong))
        key = f"{name}.{place.group(1)}" if place else name
        if isinstance(wrong.__cause__, BadSecret):
            raise SettingsRefused(f"secret_{wrong.__cause__.code}", key) from None
        raise SettingsRefused("unreadable_value", key) from None


def _text_defaults(kind: type[Section]) -> dict[str, str]:
    return {
        field.name: field.default for field in msgspec.structs.fields(kind) if isinstance(field.default, str)
    }


def _secret(kind: type, value: object) -> object:
    if not isinstance(value, str):
        raise BadSecret("malformed")
    return checked_secret(value) if kind is SecretKey else SecretText(value)


def _check_secrets(secrets: Secrets) -> None:
    if not secrets.field_keys:
        raise SettingsRefused("secret_missing", "secrets.field_keys")
    every = (*secrets.field_keys, secrets.blind_index_key, secrets.session_key)
    if len(set(every)) != len(every):
        raise SettingsRefused("secret_reused", "secrets")


def _check_database(settings: Settings) -> None:
    database = settings.database
    for name in ("url", "owner_url", "platform_url"):
        url = getattr(database, name)
        if url is not None and not url.startswith(("sqlite:///", "postgresql://")):
            raise SettingsRefused("unreadable_value", f"database.{name}", "sqlite:///… / postgresql://…")
    if database.is_sqlite and settings.server.workers != 1:
        raise SettingsRefused("sqlite_workers", "server.workers")


# Nothing fails without these.
_OPTIONAL = frozenset({"operators"})


def _check_whole(name: str, section: Platform | Provider) -> None:
    """A section that is half set would fail at its first push or payment: said at the start."""
    wanted = [field for field in section.__struct_fields__ if field not in _OPTIONAL]
    missing = [field for field in wanted if not getattr(section, field)]
    if 0 < len(missing) < len(wanted):
        raise SettingsRefused("secret_missing", f"{name}.{missing[0]}")


def _check_addresses(settings: Settings) -> None:
    origins = {
        "server.public_url": settings.server.public_url,
        "wechat.api_base_url": settings.wechat.api_base_url,
        "wechat.pay_base_url": settings.wechat.pay_base_url,
        "wechat.open_base_url": settings.wechat.open_base_url,
        "wechat.mp_base_url": settings.wechat.mp_base_url,
    }
    if settings.wechat.ci_base_url is not None:
        origins["wechat.ci_base_url"] = settings.wechat.ci_base_url
    for key, address in origins.items():
        if not _is_origin(address):
            raise SettingsRefused("unreadable_value", key, "https://host[:port]")
        if settings.is_production and not address.startswith("https://"):
            raise SettingsRefused("production_https", key)
    if settings.is_production and not (settings.smtp.host and settings.smtp.sender):
        raise SettingsRefused("production_mail", "smtp")


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = parts.netloc.rpartition("@")[2]
    return (
        parts.scheme in {"http", "https"}
        and address == f"{parts.scheme}://{host}"
        and port != 0
        and bool(parts.hostname)
    )
