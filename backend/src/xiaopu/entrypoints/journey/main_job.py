"""The main job, step by step: from sign-up to books that agree with the witness."""

import io
import time
import uuid
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from xiaopu.entrypoints.journey.actors import PASSWORD, Actor, Json, Merchant, Shopper, Wechat, patiently
from xiaopu.entrypoints.journey.stage import Addresses
from xiaopu.entrypoints.journey.told import NotAsItShouldBe, Teller, expect
from xiaopu.kernel.money import format_yuan

PERSON = "小明"
_DISTRICT = "330106"


def main_job(addresses: Addresses, teller: Teller, catalogue: Path | None) -> dict[str, Any] | None:
    """Figures of a journey in which everything was as it should be, or None."""
    job = _Job(addresses, teller)
    try:
        job.open_shop()
        job.fill_shop(catalogue)
        job.shop_and_pay()
        job.ship_and_receive()
        job.odd_ways()
        return job.compare_books()
    except (NotAsItShouldBe, httpx.HTTPError) as wrong:
        teller.note(str(wrong))
        return None
    finally:
        job.leave()


class _Job:
    def __init__(self, addresses: Addresses, teller: Teller) -> None:
        self._addresses = addresses
        self._step = teller.step
        self._merchant = Merchant(addresses.mall)
        self._wechat = Wechat(addresses.sandbox)
        self._actors: list[Actor] = [self._merchant, self._wechat]
        self._mark = uuid.uuid4().hex[:8]
        self._figures: dict[str, Any] = {}

    def leave(self) -> None:
        """Close what the people of the story held open."""
        for actor in self._actors:
            actor.leave()

    def open_shop(self) -> None:
        """Sign-up, the mail, the shop, its channels and its merchant number."""
        merchant, email = self._merchant, f"journey-{self._mark}@merchants.example"
        with self._step("注册账号"):
            merchant.account("POST", "/auth/sign-up", {"email": email, "password": PASSWORD})
        with self._step("收到邮件并验证") as found:
            me = merchant.account("POST", "/auth/verify", {"token": self._wechat.link_in_mail(email)})
            expect(me["merchant"]["verified"], wanted=True, what="邮箱已验证")
            found(email)
        with self._step("创建店铺") as found:
            shop = merchant.account("POST", "/shops", {"name": "旅程小店", "slug": f"j-{self._mark}"})
            merchant.shop_id, self._slug = shop["id"], shop["slug"]
            found(self._slug)
        with self._step("接入小程序和公众号"):
            self._set_channels()
        with self._step("接入微信支付"):
            self._set_payment()

    def _set_channels(self) -> None:
        self._firm = firm = self._wechat.provision("旅程小店")
        weapp = {"secret": firm["weapp"]["secret"], "appid": firm["weapp"]["appid"]}
        weapp |= {name: firm["weapp"][name] for name in ("push_token", "encoding_aes_key")}
        self._merchant.shop("PUT", "/channels/weapp", weapp)
        account = firm["service_account"]
        self._merchant.shop(
            "PUT", "/channels/h5-wechat", {name: account[name] for name in ("appid", "secret")}
        )
        by_title = {template["title"]: template["template_id"] for template in firm["subscribe_templates"]}
        wanted = {"order_paid": "订单支付成功", "order_shipped": "订单发货", "refund_done": "退款结果"}
        self._templates = {
            occasion: next(found for title, found in by_title.items() if words in title)
            for occasion, words in wanted.items()
        }
        self._merchant.shop("PUT", "/channels/weapp/templates", self._templates)
        expect(self._merchant.shop("POST", "/channels/weapp/check")["ok"], wanted=True, what="AppSecret 验证")

    def _set_payment(self) -> None:
        keys = self._firm["merchant"]
        account = {
            "mchid": keys["mchid"],
            "serial_no": keys["serial_no"],
            "private_key_pem": keys["private_key_pem"],
            "apiv3_key": keys["apiv3_key"],
            "public_key_id": keys["wechatpay_public_key_id"],
            "public_key_pem": keys["wechatpay_public_key_pem"],
        }
        self._merchant.shop("PUT", "/channels/payment", account)
        check = self._merchant.shop("POST", "/channels/payment/check")
        faults = [one["code"] for one in check["findings"] if one["grave"] == "fault"]
        expect(faults, [], "商户号真实调用")

    def fill_shop(self, catalogue: Path | None) -> None:
        """A product of one's own, then a whole sheet: dry, for real, and once more."""
        with self._step("上传图片并上架商品"):
            self._goods = self._add_goods()
        name, content = _sheet(catalogue)
        with self._step("试导入商品表") as found:
            dry = self._import(name, content, dry_run=True)
            found(_tally(dry))
            expect(self._merchant.shop("GET", "/goods/counts")["on_sale"], 1, "试导入不写入")
        with self._step("正式导入") as found:
            first = self._import(name, content, dry_run=False)
            found(_tally(first))
            expect(first["goods_created"], dry["goods_created"], "导入数与试导入一致")
            self._figures |= {"imported": first["goods_created"], "faulty_rows": first["rows_failed"]}
        with self._step("再导入一次不会翻倍") as found:
            again = self._import(name, content, dry_run=False)
            expect(again["goods_created"], 0, "第二次新增")
            found(_tally(again))

    def _add_goods(self) -> Json:
        media = self._merchant.upload("/media", "teapot.png", _drawn_picture())
        tree = self._merchant.shop("POST", "/categories", {"name": "茶器"})
        category = next(node for node in tree["items"] if node["name"] == "茶器")
        values = [{"value": "墨青"}, {"value": "赭石"}]
        sizes = [{"value": "大"}, {"value": "小"}]
        skus = [
            {"spec_values": [colour, size], "price_fen": price, "stock": 20}
            for colour, size, price in (
                ("墨青", "大", 16801),
                ("墨青", "小", 12901),
                ("赭石", "大", 16801),
                ("赭石", "小", 12901),
            )
        ]
        form = {
            "name": "手工粗陶茶壶",
            "category_id": category["id"],
            "pictures": [media["id"]],
            "detail_html": "<p>一气拉成<script>alert(1)</script></p>",
            "specs": [{"name": "颜色", "values": values}, {"name": "大小", "values": sizes}],
            "skus": skus,
            "params": [],
            "on_sale": True,
        }
        goods = self._merchant.shop("POST", "/goods", form)
        expect("script" in goods["detail_html"], wanted=False, what="详情已清洗")
        return goods

    def _import(self, name: str, content: bytes, *, dry_run: bool) -> Json:
        fields = {"dry_run": "true" if dry_run else "false"}
        started = self._merchant.upload("/imports", name, content, fields)

        def look() -> Json | None:
            now = self._merchant.shop("GET", f"/imports/{started['id']}")
            return now if now["status"] in ("done", "failed") else None

        ended = patiently(look, "导入完成", seconds=180)
        expect(ended["status"], "done", "导入状态")
        return ended

    def shop_and_pay(self) -> None:
        """A shopper finds the product, orders and pays; the notice makes it paid."""
        shopper = self._shopper = Shopper(self._addresses.mall, self._slug)
        self._actors.append(shopper)
        with self._step("小程序静默登录"):
            code = self._wechat.device(
                "login-code", {"person": PERSON, "appid": self._firm["weapp"]["appid"]}
            )
            shopper.enter(code["code"])
        with self._step("浏览首页、分类、列表、商品") as found:
            shopper.call("GET", "/home")
            expect(shopper.call("GET", "/categories")["items"][0]["name"] != "", wanted=True, what="分类")
            cards = shopper.call("GET", "/goods?sort=new&limit=20")["items"]
            expect(self._goods["id"] in [card["id"] for card in cards], wanted=True, what="新品在列表里")
            detail = shopper.call("GET", f"/goods/{self._goods['id']}")
            self._sku = next(sku for sku in detail["skus"] if sku["spec_values"] == ["墨青", "大"])
            found(f"{len(cards)} 件商品")
        with self._step("加购、地址、结算"):
            self._quote = self._fill_cart()
        with self._step("提交订单") as found:
            self._order = self._place(self._quote)
            expect(self._order["payable_fen"], self._quote["payable_fen"], "应付与报价一致")
            found(self._order["order_no"])
        with self._step("付款，通知到达") as found:
            self._pay(self._order["id"])
            self._order = self._wait_for(self._order["id"], "paid")
            found(f"¥{format_yuan(self._order['payable_fen'])}")

    def _fill_cart(self) -> Json:
        shopper = self._shopper
        shopper.call("POST", "/cart/lines", {"sku_id": self._sku["id"], "quantity": 2})
        address = {"name": "李雷", "phone": "13800138000", "region_code": _DISTRICT, "detail": "文三路 1 号"}
        self._address = shopper.call("POST", "/addresses", address)
        quote = shopper.call("POST", "/checkout/preview", {"source": "cart"})
        expect(quote["problems"], [], "结算没有问题")
        expect(sum(line["amount_fen"] for line in quote["price_lines"]), quote["payable_fen"], "价格行之和")
        return quote

    def _place(self, quote: Json) -> Json:
        body = {
            "source": "cart",
            "address_id": self._address["id"],
            "quote": quote["quote"],
            "remark": "请包好",
        }
        key = uuid.uuid4().hex
        order = self._shopper.call("POST", "/orders", body, key=key)
        expect(self._shopper.call("POST", "/orders", body, key=key)["id"], order["id"], "重复提交同一订单")
        return order

    def _buy_now(self, quantity: int = 1) -> Json:
        now = {
            "source": "now",
            "sku_id": self._sku["id"],
            "quantity": quantity,
            "address_id": self._address["id"],
        }
        quote = self._shopper.call("POST", "/checkout/preview", now)
        return self._shopper.call("POST", "/orders", now | {"quote": quote["quote"]})

    def _pay(self, order_id: str) -> None:
        subscribed = dict.fromkeys(self._templates.values(), "accept")
        person = {"person": PERSON, "appid": self._firm["weapp"]["appid"]}
        self._wechat.device("subscribe", person | {"results": subscribed})
        ticket = self._shopper.call("POST", f"/orders/{order_id}/pay", {"channel": "weapp"})
        paid = self._wechat.device(
            "pay", person | {"params": ticket["params"], "method": "password", "password": "123456"}
        )
        expect(paid["errMsg"], "requestPayment:ok", "收银台")

    def _wait_for(self, order_id: str, status: str) -> Json:
        def look() -> Json | None:
            order = self._shopper.call("GET", f"/orders/{order_id}")
            return order if order["status"] == status else None

        return patiently(look, f"订单变为 {status}")

    def ship_and_receive(self) -> None:
        """The merchant ships, WeChat is told, the shopper hears of it and confirms."""
        merchant, order_id = self._merchant, self._order["id"]
        with self._step("发货") as found:
            expect(merchant.shop("GET", "/orders/counts")["to_ship"], 1, "待发货")
            carrier = merchant.shop("GET", "/carriers/recognise?tracking_no=SF1234567890123")["items"][0]
            body = {"carrier_code": carrier["code"], "tracking_no": "SF1234567890123"}
            shipped = merchant.shop("POST", f"/orders/{order_id}/ship", body)
            expect(shipped["status"], "shipped", "已发货")
            found(carrier["name"])
        with self._step("发货信息上传微信"):
            patiently(
                lambda: [
                    row
                    for row in merchant.shop("GET", f"/orders/{order_id}")["wechat_shipping"]
                    if row["status"] == "uploaded"
                ],
                "微信收到发货信息",
            )
        with self._step("买家收到服务消息") as found:
            messages = patiently(
                lambda: [m for m in self._wechat.messages(PERSON) if "发货" in m["title"]], "发货提醒"
            )
            found(messages[-1]["title"])
        with self._step("确认收货"):
            done = self._shopper.call("POST", f"/orders/{order_id}/confirm")
            expect(done["status"], "completed", "已完成")

    def odd_ways(self) -> None:
        """What goes wrong in life: a lost notice, a change of mind, a payment that comes too late."""
        with self._step("通知丢失，由查单治愈") as found:
            order = self._buy_now()
            self._wechat.fault({"kind": "notice_lost", "times": 1})
            self._pay(order["id"])
            started = time.monotonic()
            healed = self._shopper.call("POST", f"/orders/{order['id']}/pay/check")
            expect(healed["status"], "paid", "查单后")
            found(f"{(time.monotonic() - started) * 1000:.0f} ms")
        with self._step("取消未付款订单，库存归还"):
            before = self._available()
            order = self._buy_now(3)
            expect(self._available(), before - 3, "下单占库存")
            closed = self._shopper.call("POST", f"/orders/{order['id']}/cancel", {"reason": "不想要了"})
            expect(closed["status"], "closed", "已关闭")
            expect(self._available(), before, "库存归还")

    def _available(self) -> int:
        live = self._shopper.call("GET", f"/live?ids={self._goods['id']}")
        return int(live["goods"][self._goods["id"]]["skus"][self._sku["id"]])

    def compare_books(self) -> dict[str, Any]:
        """Our payments against the witness's journal, number by number, to the fen."""
        with self._step("账目与微信侧流水一致") as found:
            ours = {
                row["transaction_id"]: row["amount_fen"]
                for row in self._merchant.shop("GET", "/payments?status=paid&limit=100")["items"]
            }
            journal = self._wechat.journal(self._firm["merchant"]["mchid"])
            theirs = {
                line["transaction_id"]: line["amount_fen"] for line in journal if line["kind"] == "payment"
            }
            expect(ours, theirs, "逐笔金额")
            summary = self._merchant.shop("GET", "/payments/summary")
            expect(summary["paid_fen"], sum(theirs.values()), "合计")
            found(f"{len(ours)} 笔 ¥{format_yuan(sum(ours.values()))}")
        return self._figures | {"payments": len(ours), "paid_fen": sum(ours.values()), "differences": 0}


def _drawn_picture() -> bytes:
    """A picture of one's own: a soft gradient, 800 × 800, PNG."""
    gradient = Image.linear_gradient("L").resize((800, 800))
    picture = Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180)))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _sheet(catalogue: Path | None) -> tuple[str, bytes]:
    if catalogue is not None:
        return catalogue.name, catalogue.read_bytes()
    packaged = resources.files("xiaopu.entrypoints").joinpath("demo_data/catalogue.csv")
    return "catalogue.csv", packaged.read_bytes()


def _tally(done: Json) -> str:
    return (
        f"新增 {done['goods_created']} 更新 {done['goods_updated']} "
        f"跳过 {done['rows_skipped']} 失败 {done['rows_failed']}"
    )
