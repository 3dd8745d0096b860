"""An independent witness: the npm package wechatpay-axios-plugin on Node, unmodified but for the address."""

import json
import os
import secrets
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop
from tools.clients import BIN, install

FOLDER = Path(__file__).parent / "node"


@pytest.fixture(scope="session", autouse=True)
def packages() -> None:
    """The locked packages of node/, installed by `npm ci` when they are not there yet."""
    install(FOLDER)


class Witness:
    """The package with one firm's keys; each task is a process of its own."""

    def __init__(self, merchant: Merchant, certs: dict[str, str] | None = None) -> None:
        self.merchant = merchant
        own = merchant.firm["merchant"]
        self.certs = certs or {own["wechatpay_public_key_id"]: own["wechatpay_public_key_pem"]}

    def does(self, task: str, **more: Any) -> dict[str, Any]:
        """What the package made of a task of node/witness.mjs."""
        own = self.merchant.firm["merchant"]
        keys = {name: own[name] for name in ("mchid", "serial_no", "private_key_pem", "apiv3_key")}
        wanted = {
            "task": task,
            "base": f"{self.merchant.base}/",
            "merchant": keys,
            "certs": self.certs,
        } | more
        done = subprocess.run(
            [BIN / "node", "witness.mjs"],
            cwd=FOLDER,
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"},
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def pays(self, **changed: Any) -> str:
        """Places an order through the package and pays it with the parameters it signed; gives its number."""
        order = self.merchant.order(self.merchant.openid("小明"), **changed)
        placed = self.does("prepay", order=order)
        assert placed["status"] == 200, placed
        params = {name: value for name, value in placed["params"].items() if name != "appId"}
        paid = self.merchant.device(
            "pay", person="小明", appid=self.merchant.weapp, params=params, password="123456"
        )
        assert paid == {"errMsg": "requestPayment:ok"}
        return str(order["out_trade_no"])


class TestWechatpayAxiosPlugin:
    def test_place_pay_query_refund(self, merchant: Merchant) -> None:
        witness = Witness(merchant)
        number = witness.pays()
        found = witness.does("query", number=number)
        assert (found["status"], found["data"]["trade_state"]) == (200, "SUCCESS")
        assert (found["data"]["amount"]["total"], found["data"]["mchid"]) == (1299, merchant.mchid)
        assert witness.does("close", number=number) == {"status": 400, "code": "ORDER_PAID"}
        refund = {
            "out_trade_no": number,
            "out_refund_no": f"R{number}",
            "amount": {"refund": 299, "total": 1299, "currency": "CNY"},
        }
        applied = witness.does("refund", refund=refund)
        assert (applied["status"], applied["data"]["amount"]["refund"]) == (200, 299)
        seen = witness.does("query_refund", number=f"R{number}")
        assert (seen["status"], seen["data"]["refund_id"]) == (200, applied["data"]["refund_id"])

    def test_place_and_close(self, merchant: Merchant) -> None:
        witness = Witness(merchant)
        order = merchant.order(merchant.openid("小红"))
        number = order["out_trade_no"]
        assert witness.does("prepay", order=order)["status"] == 200
        assert witness.does("close", number=number)["status"] == 204
        assert witness.does("query", number=number)["data"]["trade_state"] == "CLOSED"

    def test_refusals_reach_it_with_their_code(self, merchant: Merchant) -> None:
        witness = Witness(merchant)
        unknown = secrets.token_hex(10)
        assert witness.does("query", number=unknown) == {"status": 404, "code": "ORDER_NOT_EXIST"}
        faulty = merchant.order(merchant.openid("小明"), amount={"total": 0, "currency": "CNY"})
        assert witness.does("prepay", order=faulty) == {"status": 400, "code": "PARAM_ERROR"}

    @pytest.mark.parametrize("mode", ["public_key", "certificate"])
    def test_accepts_notices(self, open_firm: Callable[..., Merchant], shop: Shop, mode: str) -> None:
        merchant = open_firm(signing_mode=mode)
        witness = Witness(merchant)
        if mode == "certificate":
            witness = Witness(merchant, witness.does("certificates"))
        number = witness.pays(notify_url=shop.url)
        notice = shop.wait(1)[0]
        headers = {name.lower(): value for name, value in notice.headers.items()}
        told = witness.does("notice", headers=headers, body=notice.body.decode())
        assert told["verified"] is True
        assert (told["opened"]["out_trade_no"], told["opened"]["amount"]["total"]) == (number, 1299)

    def test_refuses_a_forged_notice(self, merchant: Merchant, shop: Shop) -> None:
        witness = Witness(merchant)
        witness.pays(notify_url=shop.url)
        notice = shop.wait(1)[0]
        headers = {name.lower(): value for name, value in notice.headers.items()}
        other = str(int(headers["wechatpay-timestamp"]) + 1)
        body = notice.body.decode()
        assert witness.does("notice", headers=headers, body=body)["verified"] is True
        forged = witness.does("notice", headers=headers | {"wechatpay-timestamp": other}, body=body)
        assert forged["verified"] is False
