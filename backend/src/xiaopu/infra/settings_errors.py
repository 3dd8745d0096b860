"""Why a start is refused: one exception, a stable code, the setting's name, and a sentence in Chinese and
in English.

No message holds a value from a file or from the environment: it could be a secret in the wrong place.
"""

from __future__ import annotations

from typing import Final

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "unreadable_file": ("配置文件无法读取，请检查格式", "the settings file can't be read; check its syntax"),
    "unknown_key": ("没有这个配置项，请检查拼写", "there is no such setting; check the spelling"),
    "unreadable_value": ("配置的值不符合要求", "the value is not of the kind that this setting takes"),
    "twice": (
        "同一配置项同时出现在 xiaopu.toml 和 secrets.toml，请保留一处",
        "the setting stands in xiaopu.toml and in secrets.toml; keep one of them",
    ),
    "secret_missing": (
        "缺少密钥，请先运行 xiaopu init 生成",
        "the secret is missing; run xiaopu init to make one",
    ),
    "secret_malformed": (
        "密钥格式不正确，应为 32 个随机字节的 base64",
        "the secret is malformed; it is the base64 of 32 random bytes",
    ),
    "secret_short": (
        "密钥太短，应为 32 个随机字节的 base64",
        "the secret is too short; it is the base64 of 32 random bytes",
    ),
    "secret_weak": ("密钥不是随机生成的，请换一个", "the secret was not drawn at random; make another one"),
    "secret_published": ("密钥曾被公开，不能使用，请换一个", "the secret was published; make another one"),
    "secret_reused": (
        "同一个密钥用在了两处，请分别生成",
        "the same secret is used twice; make one for each use",
    ),
    "secrets_exposed": (
        "secrets.toml 可被其他用户读取，请执行 chmod 600",
        "secrets.toml can be read by other users; run chmod 600 on it",
    ),
    "secrets_lost": (
        "数据库已存在，但 secrets.toml 不见了：请从备份恢复，新密钥无法解密已有数据",
        "the database is there but secrets.toml is gone: restore it from the backup",
    ),
    "sqlite_workers": (
        "使用 SQLite 时只能运行一个进程（server.workers = 1），多进程请使用 PostgreSQL",
        "with SQLite there is one process (server.workers = 1); for more use PostgreSQL",
    ),
    "production_https": (
        "正式环境的地址必须以 https:// 开头",
        "in production this address must begin with https://",
    ),
    "production_mail": (
        "正式环境必须配置 SMTP 服务器和发件人",
        "production needs an SMTP server and a sender",
    ),
}


class SettingsRefused(Exception):
    """The start is refused. ``code`` is ``settings.<reason>``, ``key`` is ``section.key`` or a file name,
    ``detail`` a hint.
    """

    def __init__(self, reason: str, key: str, detail: str = "") -> None:
        self.code = f"settings.{reason}"
        self.key = key
        self.detail = detail
        zh, en = _SENTENCES[reason]
        tail_zh = f"（{detail}）" if detail else ""
        tail_en = f" ({detail})" if detail else ""
        self.zh = f"{key}：{zh}{tail_zh}"
        self.en = f"{key}: {en}{tail_en}"
        super().__init__(f"{self.zh}\n{self.en}")
