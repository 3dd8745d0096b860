"""One package, many shops: what the stamp changes, and what a showcase lacks."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.releases.weapps import STAMP, package
from xiaopu.modules.releases.domain.audit import AuditFacts, audit_package
from xiaopu.modules.releases.domain.stamping import NotStampable, Profile, Theme, stamp_script, stamped

SHOWCASE = msgspec.structs.replace(STAMP, profile=Profile.SHOWCASE)


class TestStamped:
    def test_writes_the_stamp_and_nothing_else(self) -> None:
        before = package()
        after = stamped(before, msgspec.structs.replace(STAMP, theme=Theme("#112233")), title="秋山茶器")
        changed = {path for path in before if before[path] != after.get(path)}
        assert changed == {"app.json", "config/stamp.js", "config/profiles.json", "project.config.json"}
        assert after["config/stamp.js"].decode() == (
            '"use strict";\nexports.stamp = {"api_base":"https://mall.example.com","slug":"tea",'
            '"appid":"wx0123456789abcdef","version":"1.0.0","profile":"mall",'
            f'"beacon":"{"b" * 32}","theme":{{"accent":"#112233"}}}};\n'
        )
        app = msgspec.json.decode(after["app.json"])
        assert app["window"]["navigationBarTitleText"] == "秋山茶器"
        assert app["tabBar"]["selectedColor"] == "#112233"
        assert msgspec.json.decode(after["project.config.json"])["appid"] == STAMP.appid

    def test_a_showcase_has_no_cart_order_or_payment(self) -> None:
        after = stamped(package(), SHOWCASE, title="作品")
        app = msgspec.json.decode(after["app.json"])
        assert app["pages"] == ["pages/home/index", "pages/goods/index"]
        assert [group["root"] for group in app["subPackages"]] == ["pages-shop", "pages-member"]
        assert "tabBar" not in app
        assert app["preloadRule"] == {}
        assert not [path for path in after if "cart" in path or path.startswith("pages-order")]
        assert audit_package(after, AuditFacts(("mall.example.com",))).blocked is False

    def test_components_of_dropped_pages_go_with_them(self) -> None:
        component = {"parts/pay.json": b'{"component":true,"usingComponents":{"sum":"./sum"}}'}
        component |= {"parts/sum.json": b'{"component":true}', "parts/pay.wxml": b"x", "parts/sum.js": b"y"}
        component |= {"parts/face.json": b'{"component":true}', "parts/face.js": b"z"}
        files = package(**component)
        files["pages/cart/index.json"] = b'{"usingComponents":{"pay":"../../parts/pay"}}'
        files["pages/home/index.json"] = b'{"usingComponents":{"face":"/parts/face"}}'
        after = stamped(files, SHOWCASE, title="作品")
        assert sorted(path for path in after if path.startswith("parts/")) == [
            "parts/face.js",
            "parts/face.json",
        ]

    def test_location_interfaces_in_use_are_named_in_app_json(self) -> None:
        after = stamped(package(**{"a.js": b"wx.chooseAddress()"}), STAMP, title="x")
        assert msgspec.json.decode(after["app.json"])["requiredPrivateInfos"] == ["chooseAddress"]

    def test_refuses_a_build_that_is_not_ours(self) -> None:
        for missing in ("app.json", "config/stamp.js"):
            files = package()
            del files[missing]
            with pytest.raises(NotStampable):
                stamped(files, STAMP, title="x")
        files = package()
        del files["config/profiles.json"]
        with pytest.raises(NotStampable):
            stamped(files, SHOWCASE, title="x")

    @given(st.text(max_size=60))
    def test_no_text_leaves_the_literal(self, words: str) -> None:
        script = stamp_script(msgspec.structs.replace(STAMP, slug=words, version=words)).decode()
        head, literal = script.split("exports.stamp = ", 1)
        assert (head, literal.count("\n")) == ('"use strict";\n', 1)
        assert not set(literal) & {"\u2028", "\u2029"}
        assert msgspec.json.decode(literal.rstrip().removesuffix(";"))["slug"] == words
