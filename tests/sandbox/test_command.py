"""The command: start, restart, journal, reset; and mail by SMTP."""

import json
import os
import smtplib
import socket
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import SOURCE, Server, free_port, new_firm
from tests.sandbox.merchant import Merchant


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs wxsandbox and waits for it."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    line = [sys.executable, "-m", "wxsandbox", *words]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=20, check=False)


class TestServe:
    def test_state_survives_a_restart_and_reset_forgets_it(self, tmp_path: Path) -> None:
        server = Server(tmp_path, free_port(), free_port())
        server.start()
        merchant = new_firm(server.base)
        order = merchant.paid_order()
        busy = command("reset", "--data", str(tmp_path))
        assert busy.returncode == 4
        assert server.stop() == 0
        lines = [
            json.loads(line)
            for line in command("journal", "--json", "--data", str(tmp_path)).stdout.splitlines()
        ]
        assert [(line["kind"], line["amount_fen"]) for line in lines if line["kind"] == "payment"] == [
            ("payment", 1299)
        ]
        server.start()
        again = Merchant(
            server.base, httpx.get(f"{server.base}/_sandbox/provision", trust_env=False).json()[0]
        )
        assert again.query(order["out_trade_no"])["trade_state"] == "SUCCESS"
        for client in (merchant, again):
            client.http.close()
        server.stop()
        assert command("reset", "--data", str(tmp_path)).returncode == 0
        server.start()
        assert httpx.get(f"{server.base}/_sandbox/provision", trust_env=False).json() == []
        assert server.stop() == 0

    def test_taken_port(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            refused = command(
                "serve", "--port", port, "--smtp-port", str(free_port()), "--data", str(tmp_path)
            )
        assert refused.returncode == 3
        assert port in refused.stderr

    def test_scenario_file(self, server: Server, tmp_path: Path) -> None:
        plan = {
            "faults": [{"kind": "slow", "match": {"path": "/none"}}],
            "people": [{"name": "小刚", "phone": "13600136004"}],
        }
        played = httpx.post(f"{server.base}/_sandbox/scenario", content=json.dumps(plan), trust_env=False)
        assert played.json() == {"faults": 1}
        people = httpx.get(f"{server.base}/_sandbox/persons", trust_env=False).json()
        assert "小刚" in [person["name"] for person in people]
        httpx.delete(f"{server.base}/_sandbox/faults", trust_env=False)
        bad = tmp_path / "bad.json"
        bad.write_text('{"faults": [{"kind": "nothing"}]}', encoding="utf-8")
        ports = ["--port", str(free_port()), "--smtp-port", str(free_port())]
        refused = command("serve", *ports, "--data", str(tmp_path / "data"), "--scenario", str(bad))
        assert refused.returncode == 2
        assert "nothing: no such fault" in refused.stderr

    def test_endpoints_are_listed(self) -> None:
        lines = [json.loads(line) for line in command("endpoints").stdout.splitlines()]
        known = {(line["method"], line["path"]) for line in lines}
        assert len(known) == len(lines)
        assert {("POST", "/v3/pay/transactions/jsapi"), ("POST", "/wxa/submit_audit")} < known


class TestMail:
    def test_mail_arrives_with_its_links(self, server: Server) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            "mall@example.com",
            "老板 <Boss@Example.com>",
            "请验证邮箱",
        )
        mail.set_content("点这里 http://127.0.0.1:8080/verify?t=a")
        mail.add_alternative('<a href="http://127.0.0.1:8080/verify?t=a&amp;b=1">验证</a>', subtype="html")
        with smtplib.SMTP("127.0.0.1", server.smtp_port) as smtp:
            smtp.send_message(mail)
        kept = httpx.get(
            f"{server.base}/_sandbox/mails", params={"to": "boss@example.com"}, trust_env=False
        ).json()
        assert kept[0]["subject"] == "请验证邮箱"
        assert kept[0]["links"] == [
            "http://127.0.0.1:8080/verify?t=a",
            "http://127.0.0.1:8080/verify?t=a&b=1",
        ]
        one = httpx.get(f"{server.base}/_sandbox/mails/{kept[0]['id']}", trust_env=False).json()
        assert one == kept[0]


class TestPages:
    @pytest.mark.parametrize("path", ["/", "/phone", "/mail", "/mp", "/merchant", "/open", "/clock"])
    def test_every_page_opens(self, server: Server, merchant: Merchant, path: str) -> None:
        merchant.paid_order()
        answer = httpx.get(server.base + path, trust_env=False)
        assert answer.status_code == 200
        assert "微信沙箱" in answer.text
        assert "https://" not in answer.text.replace(merchant.firm["merchant"]["certificate_pem"], "")

    def test_cashier_shows_the_order_or_the_reason(self, merchant: Merchant) -> None:
        _, prepay_id = merchant.place(description="<b>核桃</b>")
        query = {"appId": merchant.weapp} | merchant.pay_params(prepay_id)
        good = merchant.http.get("/cashier", params=query)
        assert "12.99" in good.text
        assert "&lt;b&gt;核桃" in good.text
        bad = merchant.http.get("/cashier", params=query | {"paySign": "x"})
        assert "支付验证签名失败" in bad.text

    def test_bridge_is_a_script(self, server: Server) -> None:
        answer = httpx.get(f"{server.base}/bridge/wechat.js", trust_env=False)
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "WeixinJSBridge" in answer.text
