"""The audit: each rule finds its bad sample, at its line, and passes its good one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.releases.weapps import package
from xiaopu.modules.releases.domain.audit import AuditFacts, audit_package
from xiaopu.modules.releases.domain.audit_structure import MAIN_MOST, TOTAL_MOST
from xiaopu.modules.releases.domain.findings import CodeFinding, Severity

SECRET = "0123456789abcdef" * 2
FACTS = AuditFacts(domains=("mall.example.com",))


def found(files: dict[str, bytes], facts: AuditFacts = FACTS) -> list[tuple[str, str, int]]:
    return [(one.rule, one.file, one.line) for one in audit_package(files, facts).findings]


def one_in_script(text: str, facts: AuditFacts = FACTS) -> list[str]:
    return [
        rule
        for rule, file, _ in found(package(**{"utils/x.js": text.encode()}), facts)
        if file == "utils/x.js"
    ]


class TestSound:
    def test_nothing_is_found_in_a_sound_package(self) -> None:
        report = audit_package(package(), FACTS)
        assert (report.findings, report.blocked, len(report.pages), report.apis) == ([], False, 9, [])


class TestSecrets:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            (f"const appSecret = '{SECRET}'", "secret.app_secret"),
            (f"login({{secret:`{SECRET}`}})", "secret.app_secret"),
            (f"token('wx0123456789abcdef', '{SECRET}')", "secret.app_secret"),
            (f"const APIv3_key = '{'A1b2C3d4' * 4}'", "secret.apiv3_key"),
            ("const k = `-----BEGIN RSA PRIVATE KEY-----\nMIIE`", "secret.private_key"),
            ("-----BEGIN PRIVATE KEY-----", "secret.private_key"),
            ("const password = 'hunter2hunter2'", "secret.credential"),
            ("{'access_key_secret': \"q8Zk3mP0aa11\"}", "secret.credential"),
            ("id: 'AKIAABCDEFGHIJKLMNOP'", "secret.credential"),
        ],
    )
    def test_finds(self, text: str, rule: str) -> None:
        assert one_in_script(text) == [rule]

    @pytest.mark.parametrize(
        "text",
        [
            f"const etag = '{SECRET}'",
            f'{{"appid":"wx0123456789abcdef","beacon":"{SECRET}"}}',
            f"const secret = '{'a' * 32}'",
            f"const sha = 'x{SECRET}f'",
            "const passwordLabel = '密码'; const password = ''",
            "const password = 'placeholder'",
        ],
    )
    def test_passes(self, text: str) -> None:
        assert one_in_script(text) == []

    def test_no_finding_shows_the_secret(self) -> None:
        report = audit_package(package(**{"x.js": f"const appSecret = '{SECRET}'".encode()}), FACTS)
        assert SECRET[:5] not in str(report.findings)
        assert "0123…" in report.findings[0].zh

    @pytest.mark.parametrize(
        "path", [".env", "keys/apiclient_key.pem", "private.wx0123.key", "a/.npmrc", "x.p12"]
    )
    def test_finds_key_files(self, path: str) -> None:
        assert ("secret.file", path, 0) in found(package(**{path: b"x"}))

    def test_finds_what_utf16_hides(self) -> None:
        text = f"const appSecret = '{SECRET}'"
        for coded in (
            text.encode("utf-16"),
            text.encode("utf-16-be"),
            b"\xfe\xff" + text.encode("utf-16-be"),
        ):
            rules = [rule for rule, _, _ in found(package(**{"x.js": coded}))]
            assert rules == ["code.encoding", "secret.app_secret"]


class TestNetwork:
    @pytest.mark.parametrize(
        ("address", "rule"),
        [
            ("http://mall.example.com/a", "network.plain_http"),
            ("ws://mall.example.com", "network.plain_http"),
            ("https://8.8.8.8/a", "network.ip"),
            ("https://[::1]:80/", "network.ip"),
            ("http://127.0.0.1:8000", "network.ip"),
            ("https://localhost/a", "network.ip"),
            ("https://api.other.com/v1", "network.undeclared"),
            ("HTTPS://API.OTHER.COM", "network.undeclared"),
            ("https://mall.example.com.evil.cn", "network.undeclared"),
        ],
    )
    def test_finds(self, address: str, rule: str) -> None:
        assert one_in_script(f"request('{address}')") == [rule]

    @pytest.mark.parametrize(
        "address",
        [
            "https://mall.example.com/api",
            "wss://MALL.example.com",
            "http://www.w3.org/2000/svg",
            "https://vuejs.org/errors",
            "https://thirdwx.qlogo.cn/x",
            "https://api.weixin.qq.com/x",
        ],
    )
    def test_passes(self, address: str) -> None:
        assert one_in_script(f"request('{address}')") == []

    def test_a_domain_nobody_knows_of_is_a_warning_where_no_list_is_given(self) -> None:
        assert one_in_script("'https://api.other.com'", AuditFacts()) == ["network.domain_seen"]

    def test_a_demo_may_name_its_own_address(self) -> None:
        facts = AuditFacts(domains=("127.0.0.1",), own_origin="http://127.0.0.1:8000")
        assert one_in_script("'http://127.0.0.1:8000'", facts) == ["network.own_local"]
        assert one_in_script("'http://127.0.0.1:8001'", facts) == ["network.ip"]


class TestLeftovers:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("eval('1')", "code.eval"),
            ("new Function('a','return a')", "code.eval"),
            ("setTimeout('go()', 3)", "code.eval"),
            ("debugger;", "code.debugger"),
            ("new VConsole()", "code.vconsole"),
            ("wx.setEnableDebug({enableDebug:!0})", "code.vconsole"),
            ("console.log('got', res.data.access_token)", "code.token_logged"),
        ],
    )
    def test_finds(self, text: str, rule: str) -> None:
        assert one_in_script(text) == [rule]

    @pytest.mark.parametrize(
        "text",
        [
            "Function('return this')()",
            "my.eval(1); medieval(2)",
            'setTimeout("a"===b?c:d,30)',
            "x.debugger = 1; 'debugger'",
            "console.log('ready')",
        ],
    )
    def test_passes(self, text: str) -> None:
        assert one_in_script(text) == []

    def test_finds_maps_and_test_words(self) -> None:
        files = package(**{"a.js.map": b"{}", "pages/home/index.wxml": "<text>测试商品</text>".encode()})
        assert found(files) == [
            ("code.source_map", "a.js.map", 0),
            ("code.test_word", "pages/home/index.wxml", 1),
        ]

    def test_counts_lines(self) -> None:
        assert ("code.eval", "x.js", 3) in found(package(**{"x.js": b"1\n2\neval(3)"}))


class TestStructure:
    @pytest.mark.parametrize(
        "broken", [b"", b"[]", b"{", b"\xff\xfe{", b"null", b'{"pages": 3}', b"[" * 100_000]
    )
    def test_an_odd_app_json_is_a_finding_and_no_crash(self, broken: bytes) -> None:
        rules = {rule for rule, _, _ in found(package(**{"app.json": broken}))}
        assert rules & {"structure.no_app", "structure.no_pages"}

    def test_finds_missing_pages_components_tabs_and_icons(self) -> None:
        app = (
            b'{"pages":["pages/home/index","gone/index"],'
            b'"tabBar":{"list":[{"pagePath":"x/y","iconPath":"no.png"}]},'
            b'"usingComponents":{"my-card":"./parts/card"}}'
        )
        rules = [rule for rule, file, _ in found(package(**{"app.json": app})) if file == "app.json"]
        assert rules == [
            "structure.component_missing",
            "structure.icon_missing",
            "structure.page_missing",
            "structure.tab_count",
            "structure.tab_not_page",
            "structure.page_unused",
        ]

    def test_finds_unused_and_stray_pages(self) -> None:
        files = package(**{"router.js": b"", "pages/old/index.wxml": b"<view/>"})
        rules = {(rule, file) for rule, file, _ in found(files)}
        assert ("structure.file_stray", "pages/old/index.wxml") in rules
        assert ("structure.page_unused", "app.json") in rules

    def test_sizes(self) -> None:
        files = package(**{"big.bin": b"x" * MAIN_MOST})
        assert [rule for rule, _, _ in found(files)] == ["size.main"]
        parts = {f"pages-shop/{number}.bin": b"x" * MAIN_MOST for number in range(11)}
        rules = [rule for rule, _, _ in found(package(**parts))]
        assert rules == ["size.package", "size.total"]
        assert 11 * MAIN_MOST > TOTAL_MOST


class TestPrivacy:
    def test_uses_make_the_declaration(self) -> None:
        named = b'"requiredPrivateInfos":["chooseAddress"],"window"'
        app = package()["app.json"].replace(b'"window"', named)
        files = package(
            **{
                "app.json": app,
                "a.js": b"wx.chooseAddress({}); uni['getClipboardData']({}); const chooseImage = 1",
                "pages/home/index.wxml": (
                    b'<button open-type="getPhoneNumber"/><input type="nickname"/><camera/>'
                ),
            }
        )
        report = audit_package(files, FACTS)
        assert report.privacy == ["Address", "Camera", "Clipboard", "PhoneNumber", "UserInfo"]
        assert {one.rule for one in report.findings} == {"privacy.declare"}

    def test_a_property_of_an_own_button_is_a_use_too(self) -> None:
        code = b'e.p({block:!0,"open-type":"getPhoneNumber"});const openType="share"'
        report = audit_package(package(**{"a.js": code}), FACTS)
        assert report.privacy == ["PhoneNumber"]

    def test_undeclared_blocks_and_surplus_warns(self) -> None:
        files = package(**{"a.js": b"wx.chooseImage({})"})
        facts = AuditFacts(domains=(), privacy=("Location",))
        rules = [(one.rule, one.severity) for one in audit_package(files, facts).findings]
        assert rules == [("privacy.undeclared", Severity.ERROR), ("privacy.surplus", Severity.WARNING)]

    def test_location_interfaces_want_app_json(self) -> None:
        assert ("privacy.app_json", "a.js", 1) in found(package(**{"a.js": b"wx.getLocation({})"}))


class TestEverything:
    @given(st.dictionaries(st.text(max_size=30), st.binary(max_size=300), max_size=6))
    def test_any_files_are_audited_without_a_crash(self, files: dict[str, bytes]) -> None:
        report = audit_package(files, FACTS)
        assert report.blocked
        assert all(isinstance(one, CodeFinding) for one in report.findings)

    @given(st.text(max_size=400))
    def test_any_text_is_read(self, text: str) -> None:
        files = package(
            **{"x.js": text.encode("utf-8", "replace"), "x.json": text.encode("utf-8", "replace")}
        )
        assert audit_package(files, FACTS) == audit_package(files, FACTS)

    def test_long_lines_take_no_time(self) -> None:
        """A pattern that backtracks would not come back from these within the test's life."""
        texts = (
            "a" * 400_000,
            "console.log(" * 40_000,
            "<" * 200_000,
            "password='" * 40_000,
            "http://" * 60_000,
        )
        for text in texts:
            audit_package(package(**{"x.js": text.encode(), "x.wxml": text.encode()}), FACTS)
