"""自有账号: everything at WeChat is done by a person at 公众平台, and proven from outside."""

from typing import Any

from xiaopu.entrypoints.journey.actors import Json, patiently
from xiaopu.entrypoints.journey.launch_shop import CLOTHES, LaunchingShop
from xiaopu.entrypoints.journey.told import expect

_MADE_BY_NOBODY = "203.0.113.9"


class OwnWay:
    """The steps of mode A, in the order in which a merchant meets them."""

    def __init__(self, shop: LaunchingShop) -> None:
        self.shop = shop
        self.step = shop.step
        self.wechat = shop.wechat
        self.merchant = shop.merchant

    def account(self) -> None:
        """Registered by hand; AppSecret proven by a call, and 40164 explained."""
        shop, papers = self.shop, self.shop.papers
        with self.step("选「自有账号」，公众平台注册") as found:
            self.merchant.shop("PUT", "/launch/mode", {"mode": "own"})
            wanted: Json = {
                "email": f"weapp-{shop.mark}@merchants.example",
                "subject": papers.kind,
                "admin": {
                    "name": papers.legal_name,
                    "wechat": papers.wechat,
                    "phone": papers.phone,
                    "id_number": papers.id_number,
                },
            }
            if papers.kind != "individual":
                wanted |= {"principal": papers.name, "licence_code": papers.credit_code}
                wanted["legal_name"] = papers.legal_name
            shop.appid = self.wechat.mp("/register", wanted)["appid"]
            found(shop.appid)
        with self.step("AppSecret 填错：40125 说清楚"):
            self._keep_secret("0" * 32)
            shop.must_find("account", "wechat_refused", "40125")
        with self.step("IP 不在白名单：40164 说清楚"):
            secret = self.wechat.mp(f"/{shop.appid}/secret")["secret"]
            # Before the secret is kept: from then on the launch asks by itself, and a token would be there.
            self.wechat.mp(f"/{shop.appid}/allow-lists", {"secret_ips": [_MADE_BY_NOBODY]})
            self._keep_secret(secret)
            shop.must_find("account", "wechat_refused", "40164")
        with self.step("改好白名单，账号证明"):
            self.wechat.mp(f"/{shop.appid}/allow-lists", {"secret_ips": []})
            shop.must_be("account", "done", "call")
            other = "company" if papers.kind == "individual" else "individual"
            refusal = self.merchant.refused("PUT", "/subject", papers.subject() | {"type": other})
            expect(refusal["code"], "subject_locked", "主体不能再改")

    def _keep_secret(self, secret: str) -> None:
        self.merchant.shop("PUT", "/channels/weapp", {"appid": self.shop.appid, "secret": secret})

    def profile(self) -> None:
        """Name, picture, introduction, categories by hand; the categories are read from outside."""
        shop = self.shop
        with self.step("公众平台填名称、头像、介绍、类目"):
            self.wechat.mp(f"/{shop.appid}/name", {"nick_name": f"衣坊{shop.mark}"})
            self.wechat.mp(f"/{shop.appid}/avatar")
            self.wechat.mp(f"/{shop.appid}/signature", {"signature": "亚麻、羊毛，四季衣裳"})
            first, second = self._category()
            self.wechat.mp(f"/{shop.appid}/categories", {"first": first, "second": second})
            shop.must_be("profile", "done", "call")

    def _category(self) -> tuple[int, int]:
        kind = self.shop.papers.kind
        if kind != "individual":
            return CLOTHES
        known = self.wechat.known("/mp/categories")
        fit = next(one for one in known if "individual" in one["subjects"] and not one["papers"])
        return fit["first"], fit["second"]

    def verification(self) -> None:
        """Paid, refused once, mended, passed; a merchant number that can order proves it."""
        shop = self.shop
        with self.step("微信认证：付款，被打回，再提交，通过"):
            contact = {"contact": {"name": "韩梅梅", "phone": shop.papers.phone, "email": "a@b.example"}}
            self.wechat.mp(f"/{shop.appid}/verification", contact)
            self.wechat.mp(f"/{shop.appid}/verification/pay")
            self._decide("verification", "reject", "营业执照不清晰")
            self.wechat.mp(f"/{shop.appid}/verification", contact)
            self._decide("verification", "accept")

    def filing(self) -> None:
        """Handed in by hand, through the platform and the authority."""
        shop = self.shop
        with self.step("ICP 备案：平台初审、短信核验、管局"):
            self.wechat.mp(
                f"/{shop.appid}/filing",
                {
                    "phone": shop.papers.phone,
                    "email": f"icp-{shop.mark}@merchants.example",
                    "service_content": "商品销售展示",
                    "papers": ["营业执照", "身份证"],
                },
            )
            self._decide("filing", "accept")
            self.wechat.mp(f"/{shop.appid}/filing/sms")
            self._decide("filing", "accept")

    def domains(self) -> None:
        """The derived values are copied to 公众平台; a phone will prove them."""
        shop = self.shop
        with self.step("服务器域名：照页面上的值填到公众平台"):
            card = shop.must_be("domains", "doing")
            values = {fact["key"]: fact["value"].split(";") for fact in card["facts"] if fact.get("copy")}
            wanted = {
                "request": values["want_request"],
                "upload": values["want_upload"],
                "download": values["want_download"],
            }
            shop.must_find("domains", "beacon_missing")
            self.wechat.mp(f"/{shop.appid}/server-domains", wanted)

    def code(self) -> None:
        """Stamped, audited, uploaded with the upload key; opened on a phone."""
        shop = self.shop
        with self.step("上传密钥填错：说清楚"):
            key = self.wechat.mp(f"/{shop.appid}/upload-key")["private_key_pem"]
            self.merchant.shop("PUT", "/code/upload-key", {"private_key_pem": key})
            self.wechat.mp(f"/{shop.appid}/upload-key")
            package = self._build()
            self.merchant.shop("POST", f"/code/packages/{package['id']}/upload")
            patiently(lambda: self._package(package["id"]).get("upload_error"), "上传被拒绝")
            shop.must_find("code", "upload_key_wrong", "80002")
        with self.step("换上新密钥，上传成功") as found:
            key = self.wechat.mp(f"/{shop.appid}/upload-key")["private_key_pem"]
            self.merchant.shop("PUT", "/code/upload-key", {"private_key_pem": key})
            self.merchant.shop("POST", f"/code/packages/{package['id']}/upload")
            done = patiently(lambda: self._uploaded(package["id"]), "上传完成")
            found(f"{done['version']} {done['zip_bytes'] // 1024} KB")
        with self.step("手机打开体验版，信标传回"):
            shop.must_find("code", "trial_not_opened")
            opened = shop.open_on_phone("trial")
            expect(opened["sent"], wanted=True, what=f"信标，手机说 {opened}")
            shop.must_be("code", "done", "beacon")
            shop.must_be("domains", "done", "beacon")

    def _build(self, profile: str = "") -> Json:
        profile = profile or ("showcase" if self.shop.papers.kind == "individual" else "mall")
        package = self.merchant.shop("POST", "/code/packages", {"profile": profile, "description": "第一版"})

        def look() -> Json | None:
            now = self._package(package["id"])
            return now if now["status"] not in ("wanted", "building", "queued") else None

        built = patiently(look, "打包完成", seconds=90)
        expect(built["errors"], 0, f"代码检查，实际 {built['findings'][:3]}")
        return built

    def _package(self, package_id: str) -> Json:
        return self.merchant.shop("GET", f"/code/packages/{package_id}")

    def _uploaded(self, package_id: str) -> Json | None:
        now = self._package(package_id)
        return now if now.get("uploaded_at") else None

    def open_shipping(self) -> None:
        """发货信息管理 is opened by hand in every mode."""
        with self.step("开通发货信息管理"):
            self.shop.must_find("store", "shipping_not_managed")
            self.wechat.mp(f"/{self.shop.appid}/trade-management")
            self.shop.must_be("store", "done", "api")

    def pay_account(self) -> Json:
        """A merchant number of one's own, linked to the AppID: refused before verification."""
        shop = self.shop
        merchant = self.wechat.control("/merchants", {"name": shop.papers.name})
        self.wechat.mp(f"/{shop.appid}/merchants", {"mchid": merchant["mchid"]})
        return merchant

    def review(self) -> None:
        """Refused by the reviewer who reads, mended, passed; noted by the person, proven by the release."""
        shop = self.shop
        with self.step("提审：没有申请收货地址接口，61040"):
            self._privacy()
            refusal = self.wechat.refused_by_mp(f"/{shop.appid}/submit", {"version_desc": "第一版"})
            expect(refusal, 61040, "没有申请接口")
            wanted = {"api_name": "chooseAddress", "content": "买家下单时选择收货地址"}
            self.wechat.mp(f"/{shop.appid}/interfaces", wanted)
            self._decide("interface", "accept")
        if shop.papers.kind == "individual":
            self._sell_as_individual()
        else:
            with self.step("提审：缺订单中心路径，审核打回") as found:
                self.wechat.mp(f"/{shop.appid}/submit", self._submission() | {"order_path": ""})
                found(self._audited(1))
        with self.step("改好，审核通过"):
            self.wechat.mp(f"/{shop.appid}/submit", self._submission())
            self._audited(0)

    def _audited(self, status: int) -> str:
        """The reviewer reads; what was decided, and why."""
        self._decide("audit", "auto")
        audit = self.wechat.known(f"/mp/{self.shop.appid}")["audit"]
        expect(audit["status"], status, f"审核结果，实际 {audit['reason']}")
        return str(audit["reason"])[:60]

    def _sell_as_individual(self) -> None:
        """An individual's mini program that sells is refused: by our coach, and by the reviewer."""
        with self.step("个人提交能卖货的包：预审红，审核打回") as found:
            self._upload_build("mall")
            coach = self.merchant.shop("POST", "/code/coach")
            expect(coach["green"], wanted=False, what="个人带交易的包，预审")
            self.wechat.mp(f"/{self.shop.appid}/submit", self._submission())
            found(self._audited(1))
            self._upload_build("showcase")

    def _upload_build(self, profile: str) -> Json:
        package = self._build(profile)
        self.merchant.shop("POST", f"/code/packages/{package['id']}/upload")
        return patiently(lambda: self._uploaded(package["id"]), "上传完成")

    def _submission(self) -> Json:
        wanted: Json = {
            "version_desc": "第一版",
            "ugc_declare": {"scene": [1], "method": [1], "has_audit_team": 1, "audit_desc": "人工审核评价"},
        }
        if self.shop.papers.kind != "individual":
            wanted["order_path"] = "pages-order/list/index"
        return wanted

    def _privacy(self) -> None:
        declared = self.merchant.shop("GET", "/releases/form")["privacy"]
        purposes = {one["key"]: one["purpose"] for one in declared}
        wanted = {"contact_phone": "0571-88888888", "purposes": purposes}
        self.wechat.mp(f"/{self.shop.appid}/privacy", wanted)

    def release(self) -> None:
        """By hand; a live link proves review, filing and release at once."""
        shop = self.shop
        with self.step("公众平台发布，线上链接证明"):
            shop.must_be("release", "todo")
            self.wechat.mp(f"/{shop.appid}/release")
            shop.must_be("release", "done", "call")
            shop.must_be("review", "done", "call")
            shop.must_be("filing", "done", "call")
            opened = shop.open_on_phone("release")
            expect(opened["sent"], wanted=True, what="线上版本在手机打开")

    def _decide(self, what: str, verdict: str, reason: str = "") -> None:
        body: dict[str, Any] = {"what": what, "verdict": verdict}
        self.wechat.control(
            f"/open/weapps/{self.shop.appid}/decide", body | ({"reason": reason} if reason else {})
        )
