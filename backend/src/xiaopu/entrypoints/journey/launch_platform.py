"""授权给平台 and 平台代注册: set by API, read back by API."""

from xiaopu.entrypoints.journey.actors import Json, patiently
from xiaopu.entrypoints.journey.launch_own import OwnWay
from xiaopu.entrypoints.journey.launch_papers import picture
from xiaopu.entrypoints.journey.launch_shop import CLOTHES, LaunchingShop
from xiaopu.entrypoints.journey.told import expect


class PlatformWay(OwnWay):
    """The steps of modes B and C: where the own way walks to 公众平台, this one calls. `existing`: the mini
    program is there already and is granted by scanning.
    """

    def __init__(self, shop: LaunchingShop, *, existing: bool) -> None:
        super().__init__(shop)
        self._existing = existing

    def account(self) -> None:
        """Granted, or registered: refused once, explained, handed in again."""
        if self._existing:
            self._grant()
        else:
            self._register()

    def _grant(self) -> None:
        with self.step("已有小程序，扫码授权给平台") as found:
            self.merchant.shop("PUT", "/launch/mode", {"mode": "granted"})
            papers = self.shop.papers
            wanted = {
                "email": f"weapp-{self.shop.mark}@merchants.example",
                "subject": papers.kind,
                "principal": papers.name,
                "licence_code": papers.credit_code,
                "legal_name": papers.legal_name,
                "admin": {"name": papers.legal_name, "wechat": papers.wechat, "phone": papers.phone},
            }
            self.shop.appid = self.wechat.mp("/register", wanted)["appid"]
            page = self.merchant.shop("POST", "/weapp-access/grant")
            self.merchant.way_back(page["url"], self.wechat.consent(page["url"], self.shop.appid))
            found(self.shop.appid)
        with self.step("授权读回"):
            self._until("account", "done", "api")

    def _register(self) -> None:
        shop = self.shop
        with self.step("代注册：法人 24 小时没确认，说清楚"):
            self._hand_in()
            shop.must_be("account", "waiting_person")
            self._end_registration(100001)
            self._until("account", "failed")
            shop.must_find("account", "registration", "100001")
        with self.step("重新提交，法人确认，小程序到手") as found:
            self._hand_in()
            self._end_registration(0)
            self._until("account", "done", "api")
            shop.appid = self.merchant.shop("GET", "/weapp-access")["appid"]
            found(shop.appid)

    def _hand_in(self) -> None:
        body = {"legal_persona_wechat": self.shop.papers.wechat}
        self.merchant.shop("POST", "/launch/registration", body)

    def _end_registration(self, status: int) -> None:
        code = self.shop.papers.credit_code
        known = self.wechat.known("/open/registrations")
        newest = next(one for one in known if code in str(one))
        self.wechat.control(f"/open/registrations/{newest['registration_id']}", {"status": status})

    def _until(self, step: str, status: str, proof: str | None = None) -> Json:
        """Pushes come by themselves: the page turns without a button."""

        def look() -> Json | None:
            card = self.shop.card(step)
            return card if card["status"] == status else None

        card = patiently(look, f"{step} 变为 {status}", seconds=40)
        if proof is not None:
            expect(card["proof"], proof, f"{step} 的证明")
        return card

    def profile(self) -> None:
        """Set and read back; a name that is taken is refused with its cause."""
        with self.step("名称：被占用的说清楚，能用的设好"):
            refusal = self.merchant.refused("PUT", "/launch/profile/name", {"name": "京东"})
            expect(refusal["status"], 409, f"被占用的名称，实际 {refusal['code']}")
            self.merchant.shop("PUT", "/launch/profile/name", {"name": f"衣坊{self.shop.mark}"})
        with self.step("头像、介绍、类目：设好读回"):
            self.merchant.put_file("/launch/profile/avatar", "face.png", picture(40))
            self.merchant.shop("PUT", "/launch/profile/introduction", {"text": "亚麻、羊毛，四季衣裳"})
            first, second = CLOTHES
            self.merchant.shop("POST", "/launch/profile/categories", {"first": first, "second": second})
            self.shop.must_be("profile", "done", "api")

    def verification(self) -> None:
        """Handed in by API, refused once, mended, passed: told by pushes."""
        shop = self.shop
        with self.step("微信认证：提交、被打回、改好、通过"):
            draft = {
                "contact_name": "韩梅梅",
                "contact_email": "a@b.example",
                "account_name": f"衣坊{shop.mark}",
            }
            self.merchant.shop("PUT", "/launch/verification", draft)
            for paper in self.merchant.shop("GET", "/launch/verification")["papers"]:
                if paper.get("needed"):
                    self.merchant.put_file(
                        f"/launch/verification/papers/{paper['key']}", "paper.png", picture(10)
                    )
            self.merchant.shop("POST", "/launch/verification/hand-in")
            self._decide("verification", "reject", "营业执照不清晰")
            self._until("verification", "failed")
            self.merchant.shop("POST", "/launch/verification/hand-in")
            self._decide("verification", "accept")
            self._until("verification", "done", "api")

    def filing(self) -> None:
        """Filled in, face checked, handed in, refused with fields, mended, filed."""
        with self.step("ICP 备案：填表、人脸、提交、驳回、改好、通过"):
            self.merchant.shop("PUT", "/launch/filing", self._filing_form())
            for paper in self.merchant.shop("GET", "/launch/filing")["papers"]:
                if paper.get("needed"):
                    path = f"/launch/filing/papers/{paper['key']}"
                    self.merchant.put_file(path, "paper.png", picture(20))
            self.merchant.shop("POST", "/launch/filing/face")
            self.merchant.shop("POST", "/launch/filing/hand-in")
            field = {
                "key_name": "icp_subject.base_info.name",
                "error": "名称与执照不符",
                "suggest": "照执照填",
            }
            self._decide_filing("reject", [field])
            self._until("filing", "failed")
            self.merchant.shop("POST", "/launch/filing/hand-in")
            self._decide("filing", "accept")
            self.wechat.control(f"/open/weapps/{self.shop.appid}/sms", {"status": 2})
            self._decide("filing", "accept")
            self._until("filing", "done", "api")

    def _decide_filing(self, verdict: str, fields: list[dict[str, str]]) -> None:
        body = {"what": "filing", "verdict": verdict, "fields": fields}
        self.wechat.control(f"/open/weapps/{self.shop.appid}/decide", body)

    def _filing_form(self) -> Json:
        papers = self.shop.papers
        choices = self.merchant.shop("GET", "/launch/filing/choices")
        subject = next(one for one in choices["subject_types"] if "企业" in one["name"])
        province = choices["places"][0]
        city = province["inside"][0]
        person = {
            "name": papers.legal_name,
            "mobile": papers.phone,
            "email": f"icp-{self.shop.mark}@merchants.example",
            "emergency_contact": "13900139000",
            "certificate_number": papers.id_number,
            "valid_from": "20200101",
            "valid_until": "长期",
        }
        return {
            "subject_type": subject["type"],
            "name": papers.name,
            "province": province["code"],
            "city": city["code"],
            "district": city["inside"][0]["code"],
            "address": "文三路 1 号",
            "certificate_number": papers.credit_code,
            "certificate_address": "浙江省杭州市西湖区文三路 1 号",
            "legal_name": papers.legal_name,
            "legal_number": papers.id_number,
            "principal": person,
            "services": [choices["services"][0]["type"]],
        }

    def domains(self) -> None:
        """Set by API and read back; the business domain's file is served by us."""
        with self.step("服务器域名：设置到微信，读回"):
            self.shop.must_find("domains", "domains_not_set")
            self.merchant.shop("POST", "/launch/domains")
            self.shop.must_be("domains", "done", "api")
            self.merchant.shop("POST", "/launch/domains/file/fetch")

    def code(self) -> None:
        """Committed as a template with the shop's own stamp; opened on a phone."""
        shop = self.shop
        with self.step("打包、检查、提交模板代码") as found:
            package = self._build()
            self.merchant.shop("POST", f"/code/packages/{package['id']}/upload")
            done = patiently(lambda: self._uploaded(package["id"]), "提交完成", seconds=60)
            found(done["version"])
        with self.step("手机打开体验版，信标传回"):
            opened = shop.open_on_phone("trial")
            expect(opened["sent"], wanted=True, what=f"信标，手机说 {opened}")
            shop.must_be("code", "done", "beacon")

    def review(self) -> None:
        """Submitted by API: refused by the reviewer, explained, mended, passed, all told by pushes."""
        with self.step("预审全绿，提交审核，被打回") as found:
            self._declare_privacy()
            coach = self.merchant.shop("POST", "/code/coach")
            red = [point["rule"] for point in coach["points"] if point["light"] == "red"]
            expect(red, [], "预审")
            self.merchant.shop("POST", "/releases", self._form())
            self._decide("audit", "reject", "1:小程序页面内容不完整，请补充后再提交")
            card = self._until("review", "failed")
            found(card["findings"][0]["cause"]["zh"][:40])
        with self.step("改好再提交，审核通过"):
            self.merchant.shop("POST", "/releases", self._form())
            self._decide("audit", "auto")
            self._until("review", "done", "api")

    def _declare_privacy(self) -> None:
        contact = {"contact": {"phone": "0571-88888888"}}
        self.merchant.shop("PUT", "/code/settings", contact)
        self.merchant.shop("POST", "/code/privacy")

    def _form(self) -> Json:
        form = self.merchant.shop("GET", "/releases/form")
        return {
            "items": form["categories"],
            "version_desc": "第一版",
            "order_path": form["order_path"],
            "ugc": form["ugc"],
        }

    def release(self) -> None:
        """By API."""
        with self.step("发布"):
            latest = self.merchant.shop("GET", "/releases")["items"][0]
            self.merchant.shop("POST", f"/releases/{latest['id']}/release")
            self._until("release", "done", "api")
            opened = self.shop.open_on_phone("release")
            expect(opened["sent"], wanted=True, what="线上版本在手机打开")
