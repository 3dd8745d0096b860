"""The server behind miniprogram-ci: who may upload, what is refused, what is kept; drafts and templates."""

import base64
import json
import os
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.sandbox.owner import MALL_PAGES, Owner, package, stamp
from tests.sandbox.receiver import Receiver
from tests.sandbox.test_openplatform import Platform

Own = Callable[..., Owner]
MB = 1024 * 1024


def told(answer: dict[str, Any]) -> tuple[int, str]:
    return answer["errCode"], answer.get("reason", "")


class TestAdmission:
    def test_a_good_upload_is_the_experience_version(self, own: Own) -> None:
        owner = own()
        raw = package(MALL_PAGES, stamped=stamp(appid=owner.appid))
        answer = owner.upload(raw, version="1.2.0", desc="春装", robot="7")
        assert (answer["errCode"], answer["errMsg"], answer["version"]) == (0, "ok", "1.2.0")
        kept = owner.view()["experience"]
        assert (kept["user_version"], kept["user_desc"], kept["source"]) == ("1.2.0", "春装", "ci")
        assert kept["pages"] == list(MALL_PAGES)
        assert (kept["stamp"], kept["project_appid"]) == (stamp(appid=owner.appid), "wx1111111111111111")
        assert (kept["sha256"], kept["main_bytes"]) == (answer["sha256"], answer["main_bytes"])

    def test_who_may_not(self, own: Own) -> None:
        owner, raw = own(), package()
        assert told(owner.upload(raw, appid="wx0000000000000000")) == (40013, "unknown_appid")
        other = own()
        owner.make_key()
        assert told(owner.upload(raw, appid=other.appid)) == (80001, "no_upload_key")
        assert told(owner.upload(raw, signed={"version": "9"})) == (80002, "wrong_key")
        old = owner.key
        owner.make_key()
        owner.key = old
        assert told(owner.upload(raw)) == (80002, "wrong_key")
        owner.make_key()
        assert told(owner.upload(raw, at=int(time.time()) - 301)) == (80003, "stale")
        assert told(owner.upload(raw, at="soon")) == (80003, "stale")
        assert owner.view()["experience"] is None
        assert told(owner.upload(raw)) == (0, "")

    def test_a_foreign_key(self, own: Own) -> None:
        owner = own()
        owner.make_key()
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        owner.key = made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        assert told(owner.upload(package())) == (80002, "wrong_key")

    def test_the_upload_has_its_own_allow_list(self, own: Own) -> None:
        owner = own()
        owner.act("allow-lists", {"upload_ips": ["127.0.0.2"]})
        refused = owner.upload(package())
        assert (told(refused), refused["errMsg"]) == ((-10008, "ip_not_allowed"), "invalid ip: 127.0.0.1")
        owner.secret = str(owner.act("secret")["secret"])
        assert "access_token" in owner.token()
        door = httpx.HTTPTransport(local_address="127.0.0.2")
        with httpx.Client(base_url=owner.base, transport=door, trust_env=False) as elsewhere:
            assert owner.upload(package(), client=elsewhere)["errCode"] == 0

    @pytest.mark.parametrize("change", [{"version": ""}, {"version": "一"}, {"robot": "31"}, {"robot": "²"}])
    def test_wrong_numbers(self, own: Own, change: dict[str, str]) -> None:
        owner = own()
        owner.make_key()
        assert told(owner.upload(package(), **change)) == (80004, "bad_version")


class TestPackages:
    @pytest.mark.parametrize(
        ("raw", "refusal"),
        [
            (b"no zip", (80005, "bad_zip")),
            (package(more={"../evil.js": "x"}), (80005, "bad_zip")),
            (package(more={"app.json": ""}), (80006, "no_app_json")),
            (package(more={"app.json": "{"}), (80007, "bad_json")),
            (package(more={"pages/home/index.json": "{x}"}), (80007, "bad_json")),
            (package(more={"app.json": "[]"}), (80007, "bad_json")),
            (package(more={"app.json": '{"pages": []}'}), (80009, "no_pages")),
            (package(more={"pages/home/index.wxml": ""}), (80008, "page_missing")),
            (package(more={"pages/home/index.js": ""}), (80008, "page_missing")),
            (package(more={"static/a.bin": os.urandom(2 * MB)}), (80051, "main_too_big")),
        ],
    )
    def test_refusals(self, own: Own, raw: bytes, refusal: tuple[int, str]) -> None:
        owner = own()
        assert told(owner.upload(raw)) == refusal
        assert owner.view()["experience"] is None

    def test_sub_packages_count_for_themselves(self, own: Own) -> None:
        owner = own()
        sizes = [MB + 900_000] * 11
        roots = [f"part{number}" for number in range(len(sizes))]
        app = {
            "pages": ["pages/home/index"],
            "subPackages": [{"root": r, "pages": ["a/index"]} for r in roots],
        }
        files: dict[str, bytes | str] = {"app.json": json.dumps(app)}
        for root, size in zip(roots, sizes, strict=True):
            files |= {f"{root}/a/index.wxml": "x", f"{root}/a/index.js": "x", f"{root}/b.bin": b"0" * size}
        assert told(owner.upload(package(more=files))) == (80051, "total_too_big")
        files["part10/b.bin"] = b"0"
        answer = owner.upload(package(more=files))
        assert (answer["errCode"], answer["pages"][-1]) == (0, "part10/a/index")
        files["part0/c.bin"] = b"0" * 300_000
        assert told(owner.upload(package(more=files))) == (80051, "subpackage_too_big")

    def test_preview_keeps_nothing(self, own: Own) -> None:
        owner = own()
        answer = owner.upload(package(), path="/_ci/preview")
        assert base64.b64decode(answer["qrcode"]).startswith(b"\x89PNG")
        assert owner.view()["experience"] is None


class TestTemplates:
    @pytest.fixture
    def platform(self, own: Own, receiver: Receiver) -> Platform:
        return Platform(own().base, receiver)

    def test_a_zip_becomes_a_template_that_is_stamped_by_ext_json(self, own: Own, platform: Platform) -> None:
        owner = own()
        component = platform.own["appid"]
        fields = {"component_appid": component, "version": "2.0.0", "desc": "新版", "template": "1"}
        files = {"package": ("p.zip", package(MALL_PAGES, stamped=stamp(slug="nobody")), "application/zip")}
        made = platform.http.post("/_sandbox/open/templates", data=fields, files=files).json()
        assert (made["draft_id"], made["template_id"]) == (1, 1)
        assert made["facts"]["stamp"]["slug"] == "nobody"
        listed = platform.call("/wxa/gettemplatelist")["template_list"][0]
        assert (listed["user_version"], "facts" in listed) == ("2.0.0", False)
        names = {"component_appid": component, "appid": owner.appid}
        code = platform.http.post("/_sandbox/open/consent", json=names).json()["auth_code"]
        token = platform.query_auth(code)["authorization_info"]["authorizer_access_token"]
        ext = {"extAppid": owner.appid, "ext": {"stamp": {"api_base": "https://a.cn", "slug": "mine"}}}
        commit = {"template_id": 1, "ext_json": json.dumps(ext), "user_version": "2.0.1", "user_desc": "x"}
        assert platform.call("/wxa/commit", commit, token)["errcode"] == 0
        kept = owner.view()["experience"]
        assert (kept["source"], kept["pages"]) == ("template", list(MALL_PAGES))
        assert kept["stamp"] == stamp(api_base="https://a.cn", slug="mine")
        platform.http.close()

    def test_a_developer_uploads_into_the_drafts(self, own: Own, platform: Platform) -> None:
        developer = own()
        path = f"/_sandbox/open/platforms/{platform.own['appid']}/developers"
        platform.http.post(path, json={"appid": developer.appid}).raise_for_status()
        assert developer.upload(package(), version="3.0.0")["draft_id"] == 1
        assert developer.view()["experience"] is None
        assert platform.call("/wxa/gettemplatedraftlist")["draft_list"][0]["user_version"] == "3.0.0"
        assert platform.call("/wxa/addtotemplate", {"draft_id": 1})["errcode"] == 0
        platform.http.close()

    def test_a_broken_zip_is_no_template(self, own: Own, platform: Platform) -> None:
        fields = {"component_appid": platform.own["appid"], "version": "1"}
        answer = platform.http.post(
            "/_sandbox/open/templates", data=fields, files={"package": ("p.zip", b"x", "application/zip")}
        )
        assert (answer.status_code, answer.json()["extra"]) == (400, {"reason": "bad_zip", "errcode": 80005})
        platform.http.close()
