"""Mode B over HTTP against the sandbox: template, declaration, submission, verdict by push and by poll,
release, gray release and the way back.
"""

import asyncio
from typing import Any

import pytest

from tests.factories.operators import OperatedMall
from tests.modules.releases.conftest import Launched
from tests.modules.releases.test_own_mode import red
from xiaopu.modules.releases.tasks import ReviewWatch

pytestmark = pytest.mark.anyio

CONTACT = {"contact": {"phone": "13800138009"}}


async def ready(granted: Launched) -> Any:
    """Uploaded as the platform's template, declared, and handed in."""
    made = await granted.uploaded()
    await granted.asked("PUT", "/code/settings", CONTACT, 204)
    await granted.asked("POST", "/code/privacy")
    points = red(await granted.asked("POST", "/code/coach"))
    form = await granted.asked("GET", "/releases/form")
    wanted = {"items": form["categories"][:1], "acknowledged": points, "test_account": "无需登录即可浏览"}
    review = await granted.asked("POST", "/releases", wanted, 201)
    return made | {"review": review, "path": f"/releases/{review['id']}"}


async def lawful(granted: Launched) -> None:
    """Verified and filed, so that a release is allowed."""
    await asyncio.to_thread(granted.hand.verify)
    await asyncio.to_thread(granted.hand.file)


class TestTemplate:
    async def test_our_package_is_the_platforms_template_for_this_shop(self, granted: Launched) -> None:
        made = await granted.uploaded(profile="showcase")
        assert (made["status"], made["log"][-1]["en"]) == (
            "uploaded",
            "WeChat has it as the experience version",
        )
        there = (await granted.view())["experience"]
        assert (there["user_version"], there["source"]) == ("1.0.0", "template")
        assert there["stamp"]["slug"] == granted.merchant.slug
        assert there["stamp"]["profile"] == "showcase"
        assert not [page for page in there["pages"] if "cart" in page or page.startswith("pages-order")]
        code = await granted.merchant.shop("GET", "/code/trial-code", None)
        assert code.headers["content-type"].startswith("image/")

    async def test_testers(self, granted: Launched) -> None:
        [tester] = (await granted.asked("POST", "/code/testers", {"wechat_id": "wxm_01"}, 201))["items"]
        assert tester["wechat_id"] == "wxm_01"
        assert await granted.asked("DELETE", f"/code/testers/{tester['id']}") == {"items": []}


class TestDeclaration:
    async def test_wants_a_contact_and_is_read_back(self, granted: Launched) -> None:
        await granted.uploaded()
        assert (await granted.refused("POST", "/code/privacy"))[0] == "privacy_contact_missing"
        await granted.asked("PUT", "/code/settings", CONTACT, 204)
        assert await granted.asked("POST", "/code/privacy") == {
            "declared": [],
            "confirmed": True,
            "missing": [],
        }


class TestReview:
    async def test_rejected_explained_submitted_again_and_released(
        self, granted: Launched, operated: OperatedMall
    ) -> None:
        made = await ready(granted)
        path = made["path"]
        assert (made["review"]["status"], made["review"]["actions"]) == ("submitted", ["withdraw"])
        reason = "1:小程序内容为测试内容，不符合规则<br>2:未设置订单中心页面 path<br>"
        await granted.decide("audit", "reject", reason=reason)
        await operated.next("weapp_audit_fail")
        rejected = await granted.asked("GET", path)
        assert rejected["status"] == "rejected"
        assert [clause["explained"]["where"] for clause in rejected["clauses"]] == [
            "console:/goods",
            "console:/releases",
        ]
        points = red(await granted.asked("POST", "/code/coach"))
        again = await granted.asked("POST", "/releases", {"acknowledged": points}, 201)
        path = f"/releases/{again['id']}"
        await granted.decide("audit")
        passed = await granted.asked("POST", f"{path}/check")
        assert (passed["status"], passed["actions"]) == ("passed", ["start_gray", "release"])
        await operated.next("weapp_audit_success")
        assert len((await granted.asked("GET", path))["history"]) == 2
        code, data = await granted.refused("POST", f"{path}/release")
        assert (code, data["wechat_code"]) == ("wechat_code_refused", "86369")
        assert (await granted.asked("GET", path))["status"] == "passed"
        await lawful(granted)
        assert (await granted.asked("POST", f"{path}/release"))["status"] == "released"
        assert (await granted.asked("POST", "/releases/check-released"))["released"] is True
        versions = await granted.asked("GET", "/releases/versions")
        assert versions["there"] == {"trial": "1.0.0", "released": "1.0.0"}

    async def test_the_watch_hears_what_no_push_said(self, granted: Launched) -> None:
        made = await ready(granted)
        await granted.decide("audit", "delay", reason="审核高峰")
        house = granted.mall.house
        await ReviewWatch(house.units, house.rooms._releases.reviewing).run()
        delayed = await granted.asked("GET", made["path"])
        assert (delayed["status"], delayed["actions"]) == ("delayed", ["withdraw"])
        await granted.decide("audit")
        await ReviewWatch(house.units, house.rooms._releases.reviewing).run()
        assert (await granted.asked("GET", made["path"]))["status"] == "passed"

    async def test_withdrawn_and_counted(self, granted: Launched) -> None:
        made = await ready(granted)
        sped = await granted.asked("POST", f"{made['path']}/speed-up")
        assert sped["sped_up"] is True
        assert (await granted.refused("POST", f"{made['path']}/speed-up"))[0] == "code_review_state"
        withdrawn = await granted.asked("POST", f"{made['path']}/withdraw")
        assert (withdrawn["status"], withdrawn["actions"]) == ("withdrawn", [])
        form = await granted.asked("GET", "/releases/form")
        assert (form["withdrawals_left_today"], form["withdrawals_left_month"]) == (4, 9)
        assert (await granted.refused("POST", f"{made['path']}/release"))[0] == "code_review_state"

    async def test_gray_and_back(self, granted: Launched) -> None:
        made = await ready(granted)
        await granted.decide("audit")
        await granted.asked("POST", f"{made['path']}/check")
        await lawful(granted)
        await granted.asked("POST", f"{made['path']}/release")
        second = await granted.uploaded()
        points = red(await granted.asked("POST", "/code/coach"))
        review = await granted.asked("POST", "/releases", {"acknowledged": points}, 201)
        path = f"/releases/{review['id']}"
        await granted.decide("audit")
        await granted.asked("POST", f"{path}/check")
        gray = await granted.asked("POST", f"{path}/gray", {"percent": 10})
        assert (gray["status"], gray["gray_percent"]) == ("gray", 10)
        assert (await granted.refused("POST", f"{path}/gray", {"percent": 5}))[1]["wechat_code"] == "85082"
        assert (await granted.asked("DELETE", f"{path}/gray"))["status"] == "passed"
        assert (await granted.asked("POST", f"{path}/release"))["version"] == second["version"] == "1.0.1"
        back = await granted.asked("POST", f"{path}/roll-back", {})
        assert back["status"] == "rolled_back"
        there = (await granted.asked("GET", "/releases/versions"))["there"]
        assert there["released"] == "1.0.0"

    async def test_a_refused_submission_never_was(self, granted: Launched) -> None:
        await granted.uploaded()
        points = red(await granted.asked("POST", "/code/coach"))
        wrong = {"items": [{"first_class": "没有", "second_class": "这个"}], "acknowledged": points}
        code, data = await granted.refused("POST", "/releases", wrong)
        assert (code, data["wechat_code"]) == ("wechat_code_refused", "85008")
        assert await granted.asked("GET", "/releases") == {"items": []}
