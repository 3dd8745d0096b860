"""The courier: sends notices when they are due, on WeChat's schedule, and writes down every try.

A notice is delivered when the merchant answers 200 or 204 within five seconds. Otherwise it comes again
after 15 s, 15 s, 30 s, 3 m, 10 m, 20 m, 30 m, 30 m, 30 m, 60 m, 3 h, 3 h, 3 h, 6 h and 6 h, each time
sealed and signed anew under the same id.
"""

import asyncio
import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx
import msgspec

from wxsandbox import sealing, shapes
from wxsandbox.clock import Clock, rfc3339
from wxsandbox.faults import Fault
from wxsandbox.notices.outgoing import notice_facts
from wxsandbox.pay import signing
from wxsandbox.store import Row
from wxsandbox.world import World

RETRY_SECONDS = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)
AT_ONCE = 32


class Sent(msgspec.Struct, frozen=True):
    """What came of one POST: an HTTP status, or why there was none."""

    outcome: str
    delivered: bool


class Courier:
    """One per sandbox; `send_due` starts what is due and returns, `idle` waits for what is under way."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._client = httpx.AsyncClient(
            timeout=world.settings.notice_timeout_seconds,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._forger = ""

    def send_due(self) -> None:
        """Starts every due notice that is not under way already, at most AT_ONCE together."""
        now = self._world.clock.now_ms()
        rows = self._world.store.all(
            "SELECT * FROM notice WHERE state IN ('pending', 'held') AND next_ms <= :now"
            " ORDER BY next_ms LIMIT 200",
            now=now,
        )
        for row in rows:
            if len(self._under_way) >= AT_ONCE:
                return
            if row["notice_id"] not in self._under_way:
                task = asyncio.create_task(self._deliver(row))
                self._under_way[row["notice_id"]] = task
                task.add_done_callback(partial(self._finish, row["notice_id"]))

    async def close(self) -> None:
        """Lets go of what is under way; it will be sent again at the next start."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._client.aclose()

    def _finish(self, notice_id: str, done: asyncio.Task[None]) -> None:
        self._under_way.pop(notice_id, None)
        if not done.cancelled() and done.exception() is not None:
            raise RuntimeError("a notice could not be handled") from done.exception()
        self._world.wake.set()

    async def _deliver(self, notice: Row) -> None:
        world = self._world
        merchant = world.store.one("SELECT * FROM merchant WHERE mchid = :mchid", mchid=notice["mchid"])
        if merchant is None:
            return
        if not merchant["apiv3_key"]:
            # The key was taken away after the event: what cannot be sealed is not sent.
            world.store.run(
                "UPDATE notice SET state = 'given_up' WHERE notice_id = :id", id=notice["notice_id"]
            )
            return
        facts = notice_facts(notice["mchid"], notice["event_type"], json.loads(notice["plain"]))
        forged = world.faults.take("notice_forged", **facts)
        if forged:
            await self._forge(notice, merchant, forged)
        if world.faults.take("signtest", **facts):
            await self._post(notice, merchant, trick="signtest")
        if world.faults.take("notice_lost", **facts):
            self._note_try(notice, Sent("lost", delivered=False), "", trick="lost")
            self._settle(notice, delivered=False)
            return
        sent = await self._post(notice, merchant)
        self._settle(notice, delivered=sent.delivered)
        again = world.faults.take("notice_duplicate", **facts)
        for _ in range(int(again.params.get("copies", 1)) if again else 0):
            await self._post(notice, merchant, trick="duplicate")

    async def _post(self, notice: Row, merchant: Row, trick: str = "") -> Sent:
        serial = signing.spontaneous_serial(merchant)
        body = sealed_body(notice, merchant["apiv3_key"], json.loads(notice["plain"]))
        headers = signing.signature_headers(signing.wechat_key(self._world, merchant, serial), serial, body)
        if trick == "signtest":
            headers["Wechatpay-Signature"] = signing.PROBE + headers["Wechatpay-Signature"]
        return await self._send(notice, body, headers, trick)

    async def _forge(self, notice: Row, merchant: Row, fault: Fault) -> None:
        """A notice that must be refused. Variants: signature (another key), serial, stale, body (changed
        after).
        """
        variant = str(fault.params.get("variant", "signature"))
        serial = signing.spontaneous_serial(merchant)
        key = signing.wechat_key(self._world, merchant, serial)
        plain = json.loads(notice["plain"])
        body = sealed_body(notice, merchant["apiv3_key"], plain | {"amount": {"total": 1, "payer_total": 1}})
        if variant == "signature":
            self._forger = self._forger or sealing.new_private_key()
            headers = signing.signature_headers(sealing.private_key(self._forger), serial, body)
        elif variant == "stale":
            old = str(Clock.wall_ms() // 1000 - 3600)
            headers = signing.signature_headers(key, serial, body) | {"Wechatpay-Timestamp": old}
            message = f"{old}\n{headers['Wechatpay-Nonce']}\n".encode() + body + b"\n"
            headers["Wechatpay-Signature"] = sealing.sign(key, message)
        elif variant == "serial":
            headers = signing.signature_headers(key, "PUB_KEY_ID_" + shapes.digits(28), body)
        else:
            headers = signing.signature_headers(key, serial, body)
            body = body.replace(b'"summary"', b'"summary "')
        await self._send(notice, body, headers, f"forged:{variant}")

    async def _send(self, notice: Row, body: bytes, headers: dict[str, str], trick: str) -> Sent:
        own = {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", "Accept": "*/*"}
        own |= {"Request-ID": shapes.new_request_id(), "Date": _http_date(), "Pragma": "no-cache"}
        try:
            answer = await self._client.post(notice["url"], content=body, headers=own | headers)
            sent = Sent(str(answer.status_code), delivered=answer.status_code in (200, 204))
        except httpx.TimeoutException:
            sent = Sent("timeout", delivered=False)
        except httpx.HTTPError as failed:
            sent = Sent(f"unreachable: {type(failed).__name__}", delivered=False)
        except httpx.InvalidURL:
            sent = Sent("invalid url", delivered=False)
        self._note_try(notice, sent, headers.get("Wechatpay-Serial", ""), trick)
        return sent

    def _note_try(self, notice: Row, sent: Sent, serial: str, trick: str) -> None:
        plain = json.loads(notice["plain"])
        amount = plain.get("amount", {})
        ids = {name: plain.get(name, "") for name in ("appid", "out_trade_no", "transaction_id")}
        ids |= {name: plain.get(name, "") for name in ("out_refund_no", "refund_id")}
        detail: dict[str, Any] = {"notice_id": notice["notice_id"], "event_type": notice["event_type"]}
        detail |= {
            "url": notice["url"],
            "outcome": sent.outcome,
            "try": notice["tries"] + 1,
            "serial": serial,
        }
        detail |= {"delivered": sent.delivered} | ({"trick": trick} if trick else {})
        fen = amount.get("refund", amount.get("total", 0)) if isinstance(amount, dict) else 0
        self._world.journal.write(
            "notice.try", amount_fen=int(fen or 0), mchid=notice["mchid"], detail=detail, **ids
        )

    def _settle(self, notice: Row, *, delivered: bool) -> None:
        tries = notice["tries"] + 1
        given_up = not delivered and tries > len(RETRY_SECONDS)
        state = "delivered" if delivered else "given_up" if given_up else "pending"
        wait = 0 if delivered or given_up else RETRY_SECONDS[tries - 1]
        now = self._world.clock.now_ms()
        with self._world.store.unit():
            self._world.store.run(
                "UPDATE notice SET state = :state, tries = :tries, next_ms = :next WHERE notice_id = :id",
                state=state,
                tries=tries,
                next=now + wait * 1000,
                id=notice["notice_id"],
            )
            if delivered:
                self._world.store.run(
                    "UPDATE notice SET state = 'pending', next_ms = :now"
                    " WHERE state = 'held' AND mchid = :mchid",
                    now=now,
                    mchid=notice["mchid"],
                )


def sealed_body(notice: Row, apiv3_key: str, plain: dict[str, Any]) -> bytes:
    """The notice as it travels: the plain text sealed with the merchant's APIv3 key under a fresh nonce."""
    nonce = shapes.letters(12)
    text = json.dumps(plain, ensure_ascii=False).encode()
    sealed = sealing.seal(apiv3_key, text, nonce=nonce, associated_data=notice["original_type"])
    resource = {
        "original_type": notice["original_type"],
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": sealed,
        "associated_data": notice["original_type"],
        "nonce": nonce,
    }
    envelope = {
        "id": notice["notice_id"],
        "create_time": rfc3339(notice["created_ms"]),
        "resource_type": "encrypt-resource",
        "event_type": notice["event_type"],
        "summary": notice["summary"],
        "resource": resource,
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def _http_date() -> str:
    return datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
