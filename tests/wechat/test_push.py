"""Message pushes, plain and safe, JSON and XML, and all the ways in which they are refused."""

import base64
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wechat.clock import TestClock
from xiaopu.wechat.errors import (
    BadConfiguration,
    DecryptionFailure,
    SignatureFailure,
    SignatureHeaderInvalid,
    SignatureMismatch,
    SignatureStale,
    UnreadableNotice,
    WeChatError,
)
from xiaopu.wechat.push import (
    PushCredentials,
    PushReceiver,
    aes_key,
    open_message,
    parse_body,
    push_signature,
    seal_message,
)

APPID = "wxba5fad812f8e6fb9"
TOKEN = "pushToken9"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
EVENT = {
    "ToUserName": "gh_1",
    "FromUserName": "o1",
    "CreateTime": 1,
    "MsgType": "event",
    "Event": "debug_demo",
}
XML = (
    "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType>"
    "<Event><![CDATA[weapp_audit_success]]></Event><List><PopupScene>0</PopupScene></List></xml>"
)


@pytest.fixture
def receiver(clock: TestClock) -> PushReceiver:
    return PushReceiver(PushCredentials(appid=APPID, token=TOKEN, encoding_aes_key=KEY), clock=clock)


@pytest.fixture
def plain_receiver(clock: TestClock) -> PushReceiver:
    return PushReceiver(PushCredentials(appid=APPID, token=TOKEN), clock=clock)


def plain_query(clock: TestClock, **more: str) -> dict[str, str]:
    timestamp = str(int(clock.now.timestamp()))
    return {
        "timestamp": timestamp,
        "nonce": "n1",
        "signature": push_signature([TOKEN, timestamp, "n1"]),
        **more,
    }


def safe(
    clock: TestClock, text: str, *, appid: str = APPID, xml: bool = False
) -> tuple[dict[str, str], bytes]:
    encrypted = seal_message(aes_key(KEY), text.encode(), appid, random16=b"0123456789abcdef")
    timestamp = str(int(clock.now.timestamp()))
    query = plain_query(
        clock, encrypt_type="aes", msg_signature=push_signature([TOKEN, timestamp, "n1", encrypted])
    )
    if xml:
        return (
            query,
            f"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode(),
        )
    return query, json.dumps({"ToUserName": "gh_1", "Encrypt": encrypted}).encode()


class TestTaken:
    def test_url_check(self, receiver: PushReceiver, clock: TestClock) -> None:
        assert receiver.check_url(plain_query(clock, echostr="4375120948345356249")) == "4375120948345356249"

    def test_safe_json(self, receiver: PushReceiver, clock: TestClock) -> None:
        push = receiver.receive(*safe(clock, json.dumps(EVENT)))
        assert (push.kind, push.event, push.content, push.is_xml) == ("event", "debug_demo", EVENT, False)
        assert "gh_1" not in repr(push)

    def test_safe_xml(self, receiver: PushReceiver, clock: TestClock) -> None:
        push = receiver.receive(*safe(clock, XML, xml=True))
        assert (push.event, push.is_xml) == ("weapp_audit_success", True)
        assert push.content["List"] == {"PopupScene": "0"}

    def test_ticket_of_an_open_platform(self, receiver: PushReceiver, clock: TestClock) -> None:
        inner = (
            "<xml><AppId>p1</AppId><InfoType>component_verify_ticket</InfoType>"
            "<ComponentVerifyTicket>ticket@@@x</ComponentVerifyTicket></xml>"
        )
        push = receiver.receive(*safe(clock, inner, xml=True))
        assert (push.event, push.content["ComponentVerifyTicket"]) == (
            "component_verify_ticket",
            "ticket@@@x",
        )

    def test_plain(self, plain_receiver: PushReceiver, clock: TestClock) -> None:
        assert plain_receiver.receive(plain_query(clock), json.dumps(EVENT).encode()).event == "debug_demo"

    def test_repeated_elements_become_a_list(self) -> None:
        assert parse_body(b"<xml><a>1</a><a>2</a><a>3</a></xml>") == ({"a": ["1", "2", "3"]}, True)


class TestDedup:
    def test_a_repeat_has_the_same_key(self, receiver: PushReceiver, clock: TestClock) -> None:
        first = receiver.receive(*safe(clock, json.dumps(EVENT)))
        clock.advance(seconds=15)
        again = receiver.receive(*safe(clock, json.dumps(dict(reversed(EVENT.items())))))
        other = receiver.receive(*safe(clock, json.dumps(EVENT | {"CreateTime": 2})))
        assert first.dedup_key == again.dedup_key
        assert first.dedup_key != other.dedup_key

    def test_a_message_is_known_by_its_number(self, receiver: PushReceiver, clock: TestClock) -> None:
        message = {"MsgType": "text", "MsgId": 6054768590064713728, "Content": "在吗"}
        assert receiver.receive(*safe(clock, json.dumps(message))).dedup_key == "id:6054768590064713728"


class TestReply:
    @pytest.mark.parametrize("is_xml", [False, True])
    def test_is_one_that_wechat_can_open(
        self, receiver: PushReceiver, clock: TestClock, is_xml: bool
    ) -> None:
        raw = receiver.sealed_reply('{"demo_resp":"good luck"}', is_xml=is_xml)
        reply, was_xml = parse_body(raw)
        assert was_xml is is_xml
        assert (
            push_signature([TOKEN, str(reply["TimeStamp"]), reply["Nonce"], reply["Encrypt"]])
            == (reply["MsgSignature"])
        )
        assert open_message(aes_key(KEY), reply["Encrypt"], APPID) == b'{"demo_resp":"good luck"}'

    def test_needs_a_key(self, plain_receiver: PushReceiver) -> None:
        with pytest.raises(BadConfiguration):
            plain_receiver.sealed_reply("x", is_xml=False)


class TestRefused:
    @pytest.mark.parametrize("name", ["timestamp", "nonce", "msg_signature"])
    @pytest.mark.parametrize("value", ["", "0"])
    def test_missing_or_wrong_parts(
        self, receiver: PushReceiver, clock: TestClock, name: str, value: str
    ) -> None:
        query, body = safe(clock, json.dumps(EVENT))
        with pytest.raises(SignatureFailure):
            receiver.receive(query | {name: value}, body)

    def test_the_weak_signature_is_not_enough(self, receiver: PushReceiver, clock: TestClock) -> None:
        query, body = safe(clock, json.dumps(EVENT))
        with pytest.raises(SignatureMismatch):
            receiver.receive(query | {"msg_signature": query["signature"]}, body)

    def test_plain_where_safe_is_set(self, receiver: PushReceiver, clock: TestClock) -> None:
        with pytest.raises(SignatureHeaderInvalid):
            receiver.receive(plain_query(clock), json.dumps(EVENT).encode())

    def test_safe_where_no_key_is_set(self, plain_receiver: PushReceiver, clock: TestClock) -> None:
        with pytest.raises(BadConfiguration):
            plain_receiver.receive(*safe(clock, json.dumps(EVENT)))

    def test_stale(self, receiver: PushReceiver, clock: TestClock) -> None:
        query, body = safe(clock, json.dumps(EVENT))
        clock.advance(seconds=301)
        with pytest.raises(SignatureStale):
            receiver.receive(query, body)

    def test_another_appid(self, receiver: PushReceiver, clock: TestClock) -> None:
        with pytest.raises(DecryptionFailure):
            receiver.receive(*safe(clock, json.dumps(EVENT), appid="wxffffffffffffffff"))

    @pytest.mark.parametrize(
        "body",
        [
            b"", b"[]", b"null", b"x", b"\xff\xfe", b"{}", b"<xml>", b"<a><b></a>", b'{"Encrypt": 1}',
            b'<!DOCTYPE x [<!ENTITY e "v">]><xml><Encrypt>&e;</Encrypt></xml>',
            b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><xml><Encrypt>a</Encrypt></xml>',
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>',
            b'<?xml version="1.0" encoding="no-such"?><xml><Encrypt>a</Encrypt></xml>',
            b"<a>" * 40 + b"</a>" * 40,
        ],
    )  # fmt: skip
    def test_odd_bodies(self, receiver: PushReceiver, clock: TestClock, body: bytes) -> None:
        with pytest.raises((UnreadableNotice, SignatureFailure)):
            receiver.receive(plain_query(clock, encrypt_type="aes", msg_signature="0" * 40), body)

    def test_a_billion_laughs(self, plain_receiver: PushReceiver, clock: TestClock) -> None:
        entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        body = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><xml><Content>&a9;</Content></xml>'.encode()
        with pytest.raises(UnreadableNotice):
            plain_receiver.receive(plain_query(clock), body)

    def test_two_thousand_mutations(self, receiver: PushReceiver, clock: TestClock) -> None:
        chance = random.Random(7)
        query, body = safe(clock, json.dumps(EVENT))
        start = body.index(b'"Encrypt": "') + 12
        accepted = 0
        for _ in range(2000):
            place = chance.randrange(start, len(body) - 2)
            letter = chance.choice(b"ABCxyz019+/=<&\n")
            if body[place] == letter:
                continue
            try:
                receiver.receive(query, body[:place] + bytes([letter]) + body[place + 1 :])
                accepted += 1
            except WeChatError:
                continue
        assert accepted == 0


class TestCipher:
    @given(message=st.binary(max_size=300), appid=st.text("wx0123456789abcdef", min_size=1, max_size=20))
    @settings(max_examples=60, deadline=None)
    def test_opens_what_it_seals(self, message: bytes, appid: str) -> None:
        sealed = seal_message(aes_key(KEY), message, appid, random16=b"\x00" * 16)
        assert open_message(aes_key(KEY), sealed, appid) == message

    @given(junk=st.binary(max_size=200))
    @settings(max_examples=100, deadline=None)
    def test_junk_does_not_open(self, junk: bytes) -> None:
        for text in (junk.hex(), base64.b64encode(junk).decode()):
            with pytest.raises(DecryptionFailure):
                open_message(aes_key(KEY), text, APPID)

    @given(
        content=st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=8,
        )
    )
    @settings(max_examples=100, deadline=None)
    def test_any_json_is_read_or_refused(self, content: Any) -> None:
        raw = json.dumps(content).encode()
        if isinstance(content, dict):
            assert parse_body(raw) == (content, False)
            return
        with pytest.raises(UnreadableNotice):
            parse_body(raw)
