"""What every way of launching has in common: the shop, who sells, the mall's own furniture, and the truth of
each step as the launch page tells it.
"""

import uuid
from typing import Any

from xiaopu.entrypoints.journey.actors import PASSWORD, Actor, Json, Merchant, Shopper, Wechat, patiently
from xiaopu.entrypoints.journey.launch_papers import Papers, papers_of, picture
from xiaopu.entrypoints.journey.stage import Addresses
from xiaopu.entrypoints.journey.told import Teller, expect

PERSON = "小明"
CLOTHES = (616, 618)
_DISTRICT = "330106"


class LaunchingShop:
    """A merchant on the way, with WeChat's world at hand."""

    def __init__(self, addresses: Addresses, teller: Teller, kind: str) -> None:
        self.addresses = addresses
        self.teller = teller
        self.step = teller.step
        self.merchant = Merchant(addresses.mall)
        self.wechat = Wechat(addresses.sandbox)
        self.mark = uuid.uuid4().hex[:6]
        self.papers: Papers = papers_of(kind, self.mark)
        self.slug = f"l-{self.mark}"
        self.appid = ""
        self.mchid = ""
        self.goods: list[Json] = []
        self._actors: list[Actor] = [self.merchant, self.wechat]

    def leave(self) -> None:
        """Close what was held open."""
        for actor in self._actors:
            actor.leave()

    # What the launch page says.

    def card(self, name: str) -> Json:
        """One step as it was last seen."""
        steps = self.merchant.shop("GET", "/launch")["steps"]
        return next(step for step in steps if step["step"] == name)

    def look(self, name: str) -> Json:
        """Read the truth of one step anew."""
        steps = self.merchant.shop("POST", f"/launch/steps/{name}/look")["steps"]
        return next(step for step in steps if step["step"] == name)

    def must_be(self, name: str, status: str, proof: str | None = None) -> Json:
        """The step stands so after a look, and by that proof."""
        card = self.look(name)
        expect(card["status"], status, f"「{card['title']['zh']}」的状态")
        if proof is not None:
            expect(card["proof"], proof, f"「{card['title']['zh']}」的证明")
        return card

    def must_find(self, name: str, code: str, errcode: str | None = None) -> None:
        """The step's first finding is this one, with WeChat's code where it has one."""
        found = self.look(name)["findings"]
        codes = [(one["code"], one.get("errcode")) for one in found]
        expect((code, errcode) in codes, wanted=True, what=f"诊断里有 {code} {errcode or ''}，实际 {codes}")

    # What every merchant does.

    def sign_up(self) -> None:
        """Account, mail, shop."""
        email = f"launch-{self.mark}@merchants.example"
        with self.step("注册账号，邮箱验证"):
            self.merchant.account("POST", "/auth/sign-up", {"email": email, "password": PASSWORD})
            token = self.wechat.link_in_mail(email)
            self.merchant.account("POST", "/auth/verify", {"token": token})
        with self.step("创建店铺"):
            shop = self.merchant.account("POST", "/shops", {"name": f"旅程{self.mark}", "slug": self.slug})
            self.merchant.shop_id = shop["id"]
            expect(self.card("subject")["status"], "todo", "刚开店")

    def ask_adviser(self, who: str) -> Json:
        """我该用什么主体?"""
        return self.merchant.account("POST", "/advice", {"what": "卖衣服", "who": who, "pay_by": "wechat"})

    def declare_subject(self) -> None:
        """Facts with check digits, then the licence, stored sealed."""
        with self.step("填主体资料：校验位错了会指出来") as found:
            wrong = self.papers.subject() | {"id_number": self.papers.id_number[:-1] + "0"}
            if self.papers.id_number.endswith("0"):
                wrong["id_number"] = self.papers.id_number[:-1] + "1"
            refusal = self.merchant.refused("PUT", "/subject", wrong)
            expect(refusal["status"], 422, "身份证号校验")
            found(str(refusal["fields"][0]["code"]))
        with self.step("主体资料和证照"):
            self.merchant.shop("PUT", "/subject", self.papers.subject())
            if self.papers.kind != "individual":
                licence = {"kind": "business_licence"}
                self.merchant.upload("/subject/papers", "licence.png", picture(), licence)
            self.must_be("subject", "done", "own")

    def become(self, kind: str) -> None:
        """Another subject means a new AppID; goods, pages, orders and books stay."""
        with self.step("升级为个体工商户：页面先说清楚什么不能搬"):
            words = self.merchant.shop("GET", "/launch/change-subject")
            expect(words["allowed"], wanted=True, what=f"可以升级，实际 {words}")
            self.merchant.shop("POST", "/launch/change-subject", {"confirm": True})
            goods = self.merchant.shop("GET", "/goods?limit=20")["items"]
            expect(len(goods), len(self.goods), "商品还在")
            self.papers = papers_of(kind, f"{self.mark}b")
            self.mark = f"{self.mark}b"
            self.declare_subject_again()

    def declare_subject_again(self) -> None:
        """The new subject's facts and licence; what the shop shows follows."""
        self.merchant.shop("PUT", "/subject", self.papers.subject())
        self.merchant.upload("/subject/papers", "licence.png", picture(), {"kind": "business_licence"})
        self.must_be("subject", "done", "own")

    def furnish(self) -> None:
        """商城搭建: what the reviewer will see."""
        with self.step("商城搭建：缺什么都列出来"):
            self.must_find("store", "goods_few")
        with self.step("上架三件商品，装修首页，运费、退货地址、证照"):
            media = [self.merchant.upload("/media", f"{n}.png", picture(n * 20))["id"] for n in range(3)]
            self.goods = [self._add_goods(number, key) for number, key in enumerate(media)]
            link = f"goods:{self.goods[0]['id']}"
            self.merchant.shop("PUT", "/home", {"banners": [{"picture": media[0], "link": link}]})
            template = {"name": "全国", "first_count": 1, "first_fen": 0, "next_count": 1, "next_fen": 0}
            if not self.merchant.shop("GET", "/freight-templates")["items"]:
                self.merchant.shop("POST", "/freight-templates", template)
            settings = {
                "name": f"旅程{self.mark}",
                "service_phone": "0571-88888888",
                "return_address": "韩梅梅 13800138000 浙江省杭州市西湖区文三路 1 号",
                "licence": {
                    "subject_name": self.papers.name,
                    "credit_code": self.papers.credit_code,
                },
            }
            self.merchant.shop("PUT", "/settings", settings)

    def _add_goods(self, number: int, media: str) -> Json:
        form = {
            "name": ("亚麻衬衫", "灯芯绒长裤", "羊毛围巾")[number],
            "pictures": [media],
            "skus": [{"spec_values": [], "price_fen": 12900 + number, "stock": 20}],
            "on_sale": True,
        }
        return self.merchant.shop("POST", "/goods", form)

    # Paying.

    def connect_pay(self, merchant: Json) -> None:
        """The merchant's own number, checked point by point."""
        self.mchid = merchant["mchid"]
        with self.step("接入微信支付：密钥填错会说是哪一项") as found:
            account = self._account(merchant)
            self.merchant.shop("PUT", "/channels/payment", account | {"apiv3_key": "x" * 32})
            report = self.merchant.shop("POST", "/channels/payment/check")
            codes = [one["code"] for one in report["findings"]]
            expect(report["ok"], wanted=False, what=f"错的 APIv3 密钥，实际 {codes}")
            found(" ".join(codes[:3]))
        with self.step("改对，再检查"):
            self.merchant.shop("PUT", "/channels/payment", account)
            report = self.merchant.shop("POST", "/channels/payment/check")
            expect(report["ok"], wanted=True, what=f"商户号检查，实际 {report['findings']}")

    @staticmethod
    def _account(merchant: Json) -> Json:
        names = ("mchid", "serial_no", "private_key_pem", "apiv3_key")
        account = {name: merchant[name] for name in names}
        if merchant.get("wechatpay_public_key_id"):
            account["public_key_id"] = merchant["wechatpay_public_key_id"]
            account["public_key_pem"] = merchant["wechatpay_public_key_pem"]
        return account

    def prove_pay(self) -> None:
        """One fen, paid by scanning, noticed, given back."""
        with self.step("扫码付 0.01 元，收到通知，退回"):
            proof = self.merchant.shop("POST", "/channels/payment/proofs")
            self.wechat.device(
                "scan-native", {"person": PERSON, "code_url": proof["code_url"], "password": "123456"}
            )

            def look() -> Json | None:
                now = self.merchant.shop("GET", f"/channels/payment/proofs/{proof['id']}")
                return now if now["status"] == "refunded" and now.get("noticed_at") else None

            patiently(look, "付款证明退回", seconds=60)
            self.must_be("payment", "done", "call")

    # Opening on a phone.

    def open_on_phone(self, env_version: str) -> Json:
        """The phone opens a version; the mini program sends its beacon."""
        asked = {"appid": self.appid, "env_version": env_version, "person": PERSON}
        return self.wechat.device("open", asked)

    # Selling.

    def first_order(self) -> dict[str, Any]:
        """The first shopper finds the mall and pays."""
        with self.step("第一位买家：登录、下单、付款") as found:
            shopper = Shopper(self.addresses.mall, self.slug)
            self._actors.append(shopper)
            who = {"person": PERSON, "appid": self.appid}
            shopper.enter(self.wechat.device("login-code", who)["code"])
            goods = shopper.call("GET", f"/goods/{self.goods[0]['id']}")
            address = {
                "name": "李雷",
                "phone": "13800138000",
                "region_code": _DISTRICT,
                "detail": "文三路 1 号",
            }
            now = {
                "source": "now",
                "sku_id": goods["skus"][0]["id"],
                "quantity": 1,
                "address_id": shopper.call("POST", "/addresses", address)["id"],
            }
            quote = shopper.call("POST", "/checkout/preview", now)["quote"]
            order = shopper.call("POST", "/orders", now | {"quote": quote})
            ticket = shopper.call("POST", f"/orders/{order['id']}/pay", {"channel": "weapp"})
            pay = {"params": ticket["params"], "method": "password", "password": "123456"}
            expect(self.wechat.device("pay", who | pay)["errMsg"], "requestPayment:ok", "收银台")

            def paid() -> Json | None:
                seen = shopper.call("GET", f"/orders/{order['id']}")
                return seen if seen["status"] == "paid" else None

            order = patiently(paid, "订单付款")
            found(order["order_no"])
        return {"appid": self.appid, "order_no": order["order_no"], "paid_fen": order["payable_fen"]}

    def promote(self) -> None:
        """A channel, its code, and a visitor by it."""
        with self.step("推广渠道带来第一位访客"):
            made = self.merchant.shop("POST", "/campaigns", {"name": "门店桌贴", "kind": "store"})
            campaign = made.get("campaign", made)
            wanted = {"medium": "weapp_code", "target": "home"}
            self.merchant.shop("POST", f"/campaigns/{campaign['id']}/codes", wanted)
            shopper = Shopper(self.addresses.mall, self.slug)
            self._actors.append(shopper)
            shopper.call("POST", "/touches", {"visitor": uuid.uuid4().hex, "campaign": campaign["short"]})
            self.must_be("promotion", "done", "own")
