"""Settings: what is read from where, and every reason for which a start is refused."""

from __future__ import annotations

import base64
import os
import secrets
import tomllib
from pathlib import Path

import pytest

from xiaopu.infra.secrets_file import SecretKey, checked_secret, new_secret
from xiaopu.infra.settings import Settings, default_home, initialise, load
from xiaopu.infra.settings_errors import SettingsRefused

NOWHERE: dict[str, str] = {}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    assert initialise(folder, NOWHERE) is True
    return folder


def refusal(home: Path, environ: dict[str, str] = NOWHERE) -> SettingsRefused:
    with pytest.raises(SettingsRefused) as refused:
        load(home, environ)
    return refused.value


def written(home: Path, text: str) -> Path:
    (home / "xiaopu.toml").write_text(text, encoding="utf-8")
    return home


class TestLoad:
    def test_defaults(self, home: Path) -> None:
        settings = load(home, NOWHERE)
        assert settings.home == home.resolve()
        assert (settings.server.host, settings.server.port, settings.server.workers) == ("127.0.0.1", 8000, 1)
        assert settings.server.public_url == "http://127.0.0.1:8000"
        assert settings.is_production is False
        assert settings.database.url == f"sqlite:///{home.resolve()}/xiaopu.db"
        assert settings.database.is_sqlite is True
        assert settings.database.sqlite_path == home.resolve() / "xiaopu.db"
        assert (settings.database.owner_url, settings.database.platform_url) == (None, None)
        assert settings.storage.path == f"{home.resolve()}/files"
        assert settings.wechat.open_base_url == "https://open.weixin.qq.com"
        assert settings.wechat.bridge_url is None
        assert (len(settings.secrets.field_keys), len(settings.secrets.session_key.raw)) == (1, 32)

    def test_the_file_counts_more_than_defaults_and_the_environment_most(self, home: Path) -> None:
        written(home, '[server]\nport = 9000\nhost = "::1"\n[smtp]\nstarttls = false\n')
        settings = load(
            home, {"XIAOPU_SERVER__PORT": "9001", "XIAOPU_SMTP__PASSWORD": "pa:ss,word", "PATH": "/"}
        )
        assert (settings.server.host, settings.server.port) == ("::1", 9001)
        assert settings.smtp.starttls is False
        assert settings.smtp.password.reveal() == "pa:ss,word"

    def test_lists_are_written_with_commas_in_the_environment(self, home: Path) -> None:
        first, second = new_secret(), new_secret()
        settings = load(home, {"XIAOPU_SECRETS__FIELD_KEYS": f"{first}, {second}"})
        assert settings.secrets.field_keys == (checked_secret(first), checked_secret(second))

    def test_an_empty_optional_setting_in_the_environment_is_none(self, home: Path) -> None:
        written(home, '[wechat]\nbridge_url = "http://127.0.0.1:9/bridge.js"\n')
        assert load(home, NOWHERE).wechat.bridge_url == "http://127.0.0.1:9/bridge.js"
        assert load(home, {"XIAOPU_WECHAT__BRIDGE_URL": ""}).wechat.bridge_url is None

    def test_secrets_may_come_from_the_environment_alone(self, tmp_path: Path) -> None:
        environ = {
            "XIAOPU_SECRETS__FIELD_KEYS": new_secret(),
            "XIAOPU_SECRETS__BLIND_INDEX_KEY": new_secret(),
            "XIAOPU_SECRETS__SESSION_KEY": new_secret(),
        }
        assert initialise(tmp_path, environ) is False
        assert [path.name for path in tmp_path.iterdir()] == []
        assert len(load(tmp_path, environ).secrets.blind_index_key.raw) == 32

    def test_postgresql_with_its_three_roles(self, home: Path) -> None:
        written(
            home,
            '[server]\nworkers = 4\n[database]\nurl = "postgresql://app:p1@db/x"\n'
            'owner_url = "postgresql://owner:p2@db/x"\nplatform_url = "postgresql://platform:p3@db/x"\n',
        )
        settings = load(home, NOWHERE)
        assert settings.database.is_sqlite is False
        assert settings.database.owner_url == "postgresql://owner:p2@db/x"
        assert settings.server.workers == 4

    def test_repr_and_text_show_no_secret(self, home: Path) -> None:
        written(
            home, '[database]\nurl = "postgresql://app:pw-canary@db/x"\n[smtp]\npassword = "smtp-canary"\n'
        )
        settings = load(home, NOWHERE)
        shown = f"{settings!r} {settings} {settings.secrets} {settings.smtp.password} {settings.database}"
        values = tomllib.loads((home / "secrets.toml").read_text(encoding="utf-8"))["secrets"]
        assert "postgresql://app:***@db/x" in shown
        for secret in ("pw-canary", "smtp-canary", values["session_key"], *values["field_keys"]):
            assert secret not in shown

    def test_the_home_is_taken_from_the_environment(self) -> None:
        assert default_home(NOWHERE) == Path("var")
        assert default_home({"XIAOPU_HOME": "/srv/shop"}) == Path("/srv/shop")


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "code", "key"),
        [
            ("[server\n", "settings.unreadable_file", "xiaopu.toml"),
            ("[server]\nprot = 1\n", "settings.unknown_key", "server.prot"),
            ("[sever]\nport = 1\n", "settings.unknown_key", "sever"),
            ("server = 1\n", "settings.unreadable_value", "server"),
            ('[server]\nport = "many"\n', "settings.unreadable_value", "server.port"),
            ("[server]\nport = 70000\n", "settings.unreadable_value", "server.port"),
            ('[server]\nenvironment = "staging"\n', "settings.unreadable_value", "server.environment"),
            (
                '[server]\npublic_url = "https://shop.example.com/"\n',
                "settings.unreadable_value",
                "server.public_url",
            ),
            (
                '[server]\npublic_url = "https://a@shop.example.com"\n',
                "settings.unreadable_value",
                "server.public_url",
            ),
            ('[wechat]\napi_base_url = "ftp://x"\n', "settings.unreadable_value", "wechat.api_base_url"),
            (
                '[wechat]\npay_base_url = "https://x:99999"\n',
                "settings.unreadable_value",
                "wechat.pay_base_url",
            ),
            ('[database]\nurl = "mysql://x"\n', "settings.unreadable_value", "database.url"),
            ("[server]\nworkers = 2\n", "settings.sqlite_workers", "server.workers"),
            ('[secrets]\nsession_key = "x"\n', "settings.twice", "secrets.session_key"),
            ("[limits]\nbody_bytes = 0\n", "settings.unreadable_value", "limits.body_bytes"),
        ],
    )
    def test_the_file(self, home: Path, text: str, code: str, key: str) -> None:
        refused = refusal(written(home, text))
        assert (refused.code, refused.key) == (code, key)
        assert refused.zh.startswith(f"{key}：")
        assert refused.en.startswith(f"{key}: ")

    def test_a_misspelt_key_is_answered_with_the_right_one(self, home: Path) -> None:
        assert refusal(written(home, "[server]\nworkrs = 1\n")).detail == "→ workers?"
        assert refusal(written(home, ""), {"XIAOPU_SERVER__PROT": "1"}).key == "XIAOPU_SERVER__PROT"

    def test_a_syntax_error_names_the_place_and_no_value(self, home: Path) -> None:
        refused = refusal(written(home, '[smtp]\npassword = "canary\n'))
        assert refused.detail.startswith("line 2")
        assert "canary" not in str(refused)

    @pytest.mark.parametrize(
        ("address", "key"),
        [
            ("http://shop.example.com", "server.public_url"),
            ("https://shop.example.com", "wechat.api_base_url"),
        ],
    )
    def test_production_speaks_https_only(self, home: Path, address: str, key: str) -> None:
        written(
            home,
            f'[server]\nenvironment = "production"\npublic_url = "{address}"\n'
            '[smtp]\nhost = "m"\nsender = "a@example.com"\n[wechat]\napi_base_url = "http://127.0.0.1:1"\n',
        )
        refused = refusal(home)
        assert (refused.code, refused.key) == ("settings.production_https", key)

    def test_production_needs_mail(self, home: Path) -> None:
        written(home, '[server]\nenvironment = "production"\npublic_url = "https://shop.example.com"\n')
        assert refusal(home).code == "settings.production_mail"


class TestSecrets:
    def test_they_are_for_the_owner_only_and_never_written_twice(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = (home / "secrets.toml").read_bytes()
        assert (home / "secrets.toml").stat().st_mode & 0o777 == 0o600
        assert home.stat().st_mode & 0o777 == 0o700
        assert initialise(home, NOWHERE) is False
        assert (home / "secrets.toml").read_bytes() == before
        assert [path.name for path in home.iterdir()] == ["secrets.toml"]
        assert capsys.readouterr() == ("", "")

    def test_two_homes_share_nothing(self, home: Path, tmp_path: Path) -> None:
        initialise(tmp_path / "other", NOWHERE)
        mine, theirs = load(home, NOWHERE).secrets, load(tmp_path / "other", NOWHERE).secrets
        assert {mine.session_key, mine.blind_index_key, *mine.field_keys}.isdisjoint(
            {theirs.session_key, theirs.blind_index_key, *theirs.field_keys}
        )

    def test_a_file_that_others_may_read_is_refused(self, home: Path) -> None:
        (home / "secrets.toml").chmod(0o640)
        assert refusal(home).code == "settings.secrets_exposed"

    def test_without_secrets_there_is_no_start(self, tmp_path: Path) -> None:
        refused = refusal(tmp_path)
        assert refused.code == "settings.secret_missing"
        assert refused.key.startswith("secrets.")

    def test_lost_secrets_are_not_made_anew_over_a_database(self, home: Path) -> None:
        (home / "secrets.toml").unlink()
        (home / "xiaopu.db").touch()
        with pytest.raises(SettingsRefused) as refused:
            initialise(home, NOWHERE)
        assert refused.value.code == "settings.secrets_lost"
        assert not (home / "secrets.toml").exists()

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("", "settings.secret_missing"),
            ("   ", "settings.secret_missing"),
            ("changeme", "settings.secret_short"),
            ("letmein", "settings.secret_short"),
            ("not base64 at all!", "settings.secret_malformed"),
            (base64.b64encode(b"a" * 31).decode(), "settings.secret_short"),
            (base64.b64encode(os.urandom(33)).decode(), "settings.secret_malformed"),
            (base64.b64encode(b"\x00" * 32).decode(), "settings.secret_weak"),
            (base64.b64encode(bytes(range(32))).decode(), "settings.secret_weak"),
            (base64.b64encode(b"correct horse battery staple 12 ").decode(), "settings.secret_weak"),
            ("this-is-the-secret-key-of-our-little-shop-1", "settings.secret_weak"),
            ("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=", "settings.secret_published"),
            ("cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4", "settings.secret_published"),
        ],
    )
    @pytest.mark.parametrize("name", ["SESSION_KEY", "BLIND_INDEX_KEY", "FIELD_KEYS"])
    def test_a_secret_that_anybody_could_know(self, home: Path, name: str, value: str, code: str) -> None:
        refused = refusal(home, {f"XIAOPU_SECRETS__{name}": value})
        assert refused.code == code
        assert refused.key.startswith(f"secrets.{name.lower()}")
        assert not value.strip() or value not in str(refused)

    def test_one_secret_for_two_uses_is_refused(self, home: Path) -> None:
        secret = new_secret()
        environ = {
            "XIAOPU_SECRETS__SESSION_KEY": secret,
            "XIAOPU_SECRETS__BLIND_INDEX_KEY": secret.rstrip("="),
        }
        assert refusal(home, environ).code == "settings.secret_reused"

    def test_random_bytes_of_any_other_generator_are_taken(self) -> None:
        refused = 0
        for _ in range(2000):
            try:
                checked_secret(base64.b64encode(secrets.token_bytes(32)).decode())
            except ValueError:
                refused += 1
        assert refused <= 12  # three in 10^4 look like words by chance

    def test_what_is_generated_is_always_taken(self) -> None:
        assert len({checked_secret(new_secret()) for _ in range(500)}) == 500

    def test_a_key_object_shows_nothing(self) -> None:
        key = SecretKey(os.urandom(32))
        assert (repr(key), str(key), f"{key}") == ("SecretKey(***)",) * 3


def test_settings_are_frozen(home: Path) -> None:
    settings: Settings = load(home, NOWHERE)
    with pytest.raises(AttributeError):
        settings.server.port = 1  # type: ignore[misc]  # that is what is refused


class TestPlatform:
    """The operator's third-party platform: all of it or nothing."""

    def test_is_absent_unless_set(self, home: Path) -> None:
        assert load(home, {}).platform.is_set is False

    def test_half_of_it_is_no_platform(self, home: Path) -> None:
        refused = refusal(home, {"XIAOPU_PLATFORM__APPID": "wx00000000000000ff"})
        assert (refused.code, refused.key) == ("settings.secret_missing", "platform.secret")

    def test_shows_no_secret(self, home: Path) -> None:
        environ = {
            "XIAOPU_PLATFORM__APPID": "wx00000000000000ff",
            "XIAOPU_PLATFORM__SECRET": "canary-secret",
            "XIAOPU_PLATFORM__PUSH_TOKEN": "canary-token",
            "XIAOPU_PLATFORM__ENCODING_AES_KEY": "canary-key",
        }
        settings = load(home, environ)
        assert settings.platform.is_set is True
        assert settings.platform.secret.reveal() == "canary-secret"
        assert "canary" not in repr(settings)
