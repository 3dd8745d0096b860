"""Mode A over HTTP against the sandbox: stamp, audit, upload with the key, review by hand, outside proof."""

import asyncio
import io
import zipfile
from dataclasses import replace
from typing import Any

import httpx
import msgspec
import pytest

from tests.modules.releases.conftest import Launched
from tests.modules.releases.weapps import package, zipped
from tests.modules.tenancy.test_staff_routes import hire
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.releases.tables import CODE_REVIEW_HISTORY, UPLOAD_KEYS

pytestmark = pytest.mark.anyio


def red(view: Any) -> list[str]:
    return [point["rule"] for point in view["points"] if point["light"] == "red"]


async def with_key(own: Launched) -> None:
    key = {"private_key_pem": own.hand.key.decode()}
    await own.asked("PUT", "/code/upload-key", key, 204)


class TestPackages:
    async def test_built_in_the_background_with_a_log(self, own: Launched) -> None:
        made = await own.asked("POST", "/code/packages", {"description": "首版"}, 202)
        assert (made["status"], made["version"], made["percent"]) == ("queued", "1.0.0", 0)
        assert [line["en"] for line in made["log"]] == ["Queued"]
        await own.mall.house.worker.round()
        built = await own.asked("GET", f"/code/packages/{made['id']}")
        assert (built["status"], built["percent"], built["errors"]) == ("built", 100, 0)
        assert [line.get("percent", 0) for line in built["log"]] == [0, 0, 25, 45, 75, 0]
        assert built["appid"] == own.hand.appid
        assert built["sizes"]["packages"].keys() == {"pages-order", "pages-shop", "pages-member"}
        answer = await own.merchant.shop("GET", f"/code/packages/{made['id']}/package.zip")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            script = archive.read("config/stamp.js").decode()
        stamp = msgspec.json.decode(script.split("= ", 1)[1].rstrip().removesuffix(";"))
        assert (stamp["appid"], stamp["version"], stamp["slug"]) == (
            own.hand.appid,
            "1.0.0",
            own.merchant.slug,
        )
        assert len(stamp["beacon"]) == 32
        again = await own.refused("POST", "/code/packages", {"version": "1.0.0"})
        assert again == ("version_taken", {"version": "1.0.0"})
        assert (await own.asked("GET", "/code"))["next_version"] == "1.0.1"

    async def test_an_own_build_is_audited_and_never_uploaded_with_errors(self, own: Launched) -> None:
        await with_key(own)
        bad = package(**{"x.js": b"const appSecret = '0123456789abcdef0123456789abcdef'"})
        sent = {"file": ("build.zip", zipped(bad), "application/zip")}
        made = await self._send(own, sent, version="2.0.0")
        await own.mall.house.worker.round()
        view = await own.asked("GET", f"/code/packages/{made['id']}")
        assert (view["status"], view["errors"]) == ("refused", 1)
        assert view["findings"][0]["rule"] == "secret.app_secret"
        refused = await own.refused("POST", f"/code/packages/{made['id']}/upload")
        assert refused == ("package_state", {"status": "refused"})
        good = {"file": ("build.zip", zipped(package()), "application/zip")}
        sound = await self._send(own, good, version="2.0.1")
        await own.mall.house.worker.round()
        await own.asked("POST", f"/code/packages/{sound['id']}/upload", None, 202)
        await own.mall.house.worker.round()
        assert (await own.view())["experience"]["user_version"] == "2.0.1"

    async def test_a_developer_uploads_what_they_built_and_hands_nothing_in(self, own: Launched) -> None:
        await with_key(own)
        coder = replace(own, merchant=await hire(own.mall, own.merchant, "developer"))
        good = {"file": ("build.zip", zipped(package()), "application/zip")}
        made = await self._send(coder, good, version="2.1.0")
        await own.mall.house.worker.round()
        await coder.asked("POST", f"/code/packages/{made['id']}/upload", None, 202)
        await own.mall.house.worker.round()
        assert (await own.view())["experience"]["user_version"] == "2.1.0"
        assert (await coder.merchant.shop("GET", "/code/source.zip")).status_code == 200
        key = {"private_key_pem": own.hand.key.decode()}
        assert (await coder.refused("PUT", "/code/upload-key", key))[0] == "not_allowed"
        assert (await coder.refused("GET", "/orders"))[0] == "not_allowed"

    async def test_what_is_no_zip_is_refused_at_the_door(self, own: Launched) -> None:
        answer = await self._post(own, {"file": ("a.zip", b"PK\x03\x04", "application/zip")}, version="1.0.0")
        assert (answer.status_code, answer.json()["code"]) == (422, "archive_refused")
        assert (await own.asked("GET", "/code/packages")) == {"items": []}

    async def test_a_missing_build_fails_with_words_and_can_be_tried_again(
        self, own: Launched, clients: Any
    ) -> None:
        app = clients / "miniprogram/dist/build/mp-weixin/app.json"
        kept = app.read_bytes()
        app.unlink()
        made = await own.built()
        assert (made["status"], made["log"][-1]["failed"]) == ("failed", True)
        app.write_bytes(kept)
        await own.asked("POST", f"/code/packages/{made['id']}/retry", None, 202)
        await own.mall.house.worker.round()
        assert (await own.asked("GET", f"/code/packages/{made['id']}"))["status"] == "built"

    async def test_the_source_carries_no_secret(self, own: Launched) -> None:
        answer = await own.merchant.shop("GET", "/code/source.zip")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            names = archive.namelist()
            guide = archive.read("XIAOPU.md").decode()
        assert names == [
            "XIAOPU.md",
            "miniprogram/package.json",
            "miniprogram/src/main.ts",
            "xiaopu.stamp.json",
        ]
        assert own.hand.appid in guide

    async def _post(self, own: Launched, files: Any, **fields: str) -> httpx.Response:
        path = f"/api/console/v1/shops/{own.merchant.shop_id}/code/packages/own"
        headers = {"X-CSRF-Token": own.merchant.csrf}
        return await own.merchant.http.post(path, files=files, data=fields, headers=headers)

    async def _send(self, own: Launched, files: Any, **fields: str) -> Any:
        answer = await self._post(own, files, **fields)
        assert answer.status_code == 202, answer.text
        return answer.json()


class TestUpload:
    async def test_the_key_is_sealed_and_opens_the_desk(self, own: Launched) -> None:
        made = await own.built()
        assert (await own.refused("POST", f"/code/packages/{made['id']}/upload"))[0] == "upload_key_missing"
        await with_key(own)

        def kept(read: ReadScope) -> list[Any]:
            return list(read.rows(UPLOAD_KEYS.select()))

        [row] = await own.mall.house.units.read(PlatformScope(), kept)
        assert b"PRIVATE KEY" not in row.key_sealed
        shown = await own.asked("GET", "/code")
        assert (shown["mode"], shown["upload_key"]["set"]) == ("own", True)
        assert "PRIVATE" not in str(shown)
        await own.asked("POST", f"/code/packages/{made['id']}/upload", None, 202)
        await own.mall.house.worker.round()
        view = await own.asked("GET", f"/code/packages/{made['id']}")
        assert (view["status"], view["percent"]) == ("uploaded", 100)
        there = (await own.view())["experience"]
        assert (there["user_version"], there["sha256"]) == ("1.0.0", made["sha256"])
        assert there["stamp"]["slug"] == own.merchant.slug
        assert there["project_appid"] == own.hand.appid

    @pytest.mark.parametrize("pem", ["x" * 120, "-----BEGIN PRIVATE KEY-----\n" + "A" * 120])
    async def test_refuses_what_is_no_key(self, own: Launched, pem: str) -> None:
        assert (await own.refused("PUT", "/code/upload-key", {"private_key_pem": pem}))[
            0
        ] == "upload_key_not_valid"

    async def test_a_wrong_key_an_odd_address_and_silence_have_causes_of_their_own(
        self, own: Launched
    ) -> None:
        await with_key(own)
        made = await own.built()
        path = f"/code/packages/{made['id']}"
        await own.by_hand("upload-key")
        assert (await self._tried(own, path)).startswith("upload_key_wrong")
        await own.by_hand("allow-lists", {"upload_ips": ["203.0.113.9"]})
        await own.asked("PUT", "/code/upload-key", {"private_key_pem": await self._new_key(own)}, 204)
        assert (await self._tried(own, path)).startswith("upload_address_refused")
        await own.by_hand("allow-lists", {"upload_ips": []})
        assert await self._tried(own, path) == ""
        assert (await own.asked("GET", path))["status"] == "uploaded"

    async def _new_key(self, own: Launched) -> str:
        return str((await own.by_hand("upload-key"))["private_key_pem"])

    async def _tried(self, own: Launched, path: str) -> str:
        await own.asked("POST", f"{path}/upload", None, 202)
        await own.mall.house.worker.round()
        return str((await own.asked("GET", path)).get("upload_error", ""))


class TestReview:
    async def test_by_hand_until_the_world_can_open_it(self, own: Launched) -> None:
        await with_key(own)
        await own.uploaded()
        coach = await own.asked("POST", "/code/coach")
        assert red(coach) == ["goods", "service", "taps", "licence", "shipping", "payment"]
        form = await own.asked("GET", "/releases/form")
        assert (form["mode"], form["order_path"]) == ("own", "pages-order/list/index")
        assert ["订单中心 path", "pages-order/list/index"] in form["by_hand"]
        code, data = await own.refused("POST", "/releases", {})
        assert (code, data["points"]) == ("coach_red", red(coach))
        review = await own.asked("POST", "/releases", {"acknowledged": red(coach)}, 201)
        assert (review["status"], review["actions"]) == ("submitted", ["pass", "reject", "withdraw"])
        assert (await own.refused("POST", "/releases", {"acknowledged": red(coach)}))[0] == "code_review_open"
        path = f"/releases/{review['id']}"
        assert (await own.refused("POST", f"{path}/release"))[0] == "by_hand_only"
        assert (await own.refused("POST", f"{path}/withdraw"))[0] == "by_hand_only"
        await own.by_hand("submit", {"order_path": "pages-order/list/index"})
        assert (await own.asked("POST", f"{path}/check"))["status"] == "submitted"
        assert await own.asked("POST", "/releases/check-released") == {
            "released": False,
            "page": "pages/home/index",
        }
        await own.decide("audit")
        await asyncio.to_thread(own.hand.verify)
        await asyncio.to_thread(own.hand.file)
        await own.by_hand("release")
        assert (await own.asked("POST", "/releases/check-released"))["released"] is True
        own.tick()
        done = await own.asked("POST", f"{path}/check")
        assert [(row["action"], row["status_to"]) for row in done["history"]] == [
            ("submit", "submitted"),
            ("release", "released"),
        ]
        assert done["released_at"] is not None

    async def test_what_a_person_read_at_wechat_is_noted_as_their_word(self, own: Launched) -> None:
        await with_key(own)
        await own.uploaded()
        points = red(await own.asked("POST", "/code/coach"))
        review = await own.asked("POST", "/releases", {"acknowledged": points}, 201)
        reason = "1:小程序内容不符合规则:<br>(1):你的小程序涉及食品经营，请补充选择：食品饮料类目<br>"
        own.tick()
        told = await own.asked(
            "POST", f"/releases/{review['id']}/note", {"verdict": "rejected", "reason": reason}
        )
        assert told["status"] == "rejected"
        assert told["history"][-1]["why"] == "本人确认"
        [_, clause] = told["clauses"]
        assert clause["explained"]["where"] == "mp:设置 → 基本设置 → 服务类目"

        def history(read: ReadScope) -> int:
            return len(read.rows(CODE_REVIEW_HISTORY.select()))

        assert await own.mall.house.units.read(PlatformScope(), history) == 2
        late = await own.refused("POST", f"/releases/{review['id']}/note", {"verdict": "passed"})
        assert late == ("code_review_state", {"status": "rejected"})
