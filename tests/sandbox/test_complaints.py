"""Complaints: raised by a buyer, answered by the shop, with pictures and notices."""

import base64
import hashlib
import json
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop

LIST = "/v3/merchant-service/complaints-v2"
NOTIFY = "/v3/merchant-service/complaint-notifications"


def raised(merchant: Merchant, **more: Any) -> str:
    """小明 complains about an order that was just paid."""
    order = merchant.paid_order()
    transaction = merchant.query(order["out_trade_no"])["transaction_id"]
    return str(
        merchant.device("complain", person="小明", transaction_id=transaction, detail="少发一件", **more)[
            "complaint_id"
        ]
    )


class TestComplaints:
    def test_life_of_a_complaint(self, merchant: Merchant, shop: Shop) -> None:
        assert merchant.call("POST", NOTIFY, {"url": shop.url}).json() == {
            "mchid": merchant.mchid,
            "url": shop.url,
        }
        assert merchant.call("POST", NOTIFY, {"url": shop.url}).status_code == 400
        complaint = raised(merchant, problem_type="REFUND", apply_refund_fen=1299)
        told = json.loads(merchant.open_seal(shop.wait(1)[0].json()["resource"]))
        assert told == {"complaint_id": complaint, "action_type": "CREATE_COMPLAINT"}
        own = {"complainted_mchid": merchant.mchid}
        early = merchant.call("POST", f"{LIST}/{complaint}/complete", own)
        assert early.json()["code"] == "INVALID_REQUEST"
        answer = merchant.call("POST", f"{LIST}/{complaint}/response", own | {"response_content": "马上补发"})
        assert (answer.status_code, answer.content) == (204, b"")
        merchant.device("complaint-reply", person="小明", complaint_id=complaint, words="好的")
        assert (
            merchant.call(
                "POST", f"{LIST}/{complaint}/update-refund-progress", {"action": "APPROVE"}
            ).status_code
            == 204
        )
        assert merchant.call("POST", f"{LIST}/{complaint}/complete", own).status_code == 204
        detail = merchant.call("GET", f"{LIST}/{complaint}").json()
        assert (detail["complaint_state"], detail["payer_openid"]) == ("PROCESSED", merchant.openid("小明"))
        kinds = [
            step["operate_type"]
            for step in merchant.call("GET", f"{LIST}/{complaint}/negotiation-historys").json()["data"]
        ]
        assert kinds == [
            "MERCHANT_CONFIRM_COMPLETE",
            "MERCHANT_APPROVE_REFUND",
            "USER_RESPONSE",
            "MERCHANT_RESPONSE",
            "USER_CREATE_COMPLAINT",
        ]
        assert merchant.call("DELETE", NOTIFY).status_code == 204
        assert merchant.call("GET", NOTIFY).status_code == 404

    def test_phone_number_is_sealed_for_the_merchant(self, merchant: Merchant) -> None:
        complaint = raised(merchant)
        day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
        listed = merchant.call("GET", f"{LIST}?limit=50&offset=0&begin_date={day}&end_date={day}").json()
        entry = next(one for one in listed["data"] if one["complaint_id"] == complaint)
        oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)  # noqa: S303 WeChat's scheme
        assert merchant.key.decrypt(base64.b64decode(entry["payer_phone"]), oaep) == b"13800138001"
        assert listed["total_count"] == len(listed["data"])

    def test_pictures(self, merchant: Merchant) -> None:
        content = b"\x89PNG" + secrets.token_bytes(64)
        meta = json.dumps({"filename": "a.png", "sha256": hashlib.sha256(content).hexdigest()})
        answer = self.upload(merchant, meta, content)
        media_id = answer.json()["media_id"]
        picture = merchant.call("GET", f"/v3/merchant-service/images/{media_id}")
        assert (picture.content, picture.headers["content-type"]) == (content, "image/png")
        wrong = self.upload(merchant, meta, content + b"x")
        assert (wrong.status_code, wrong.json()["code"]) == (400, "PARAM_ERROR")

    def upload(self, merchant: Merchant, meta: str, content: bytes) -> Any:
        path = "/v3/merchant-service/images/upload"
        files: dict[str, Any] = {
            "meta": (None, meta, "application/json"),
            "file": ("a.png", content, "image/png"),
        }
        headers = {"Accept": "application/json", "Authorization": merchant.authorization("POST", path, meta)}
        return merchant.http.post(path, files=files, headers=headers)
