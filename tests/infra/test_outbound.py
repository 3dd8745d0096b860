"""HTTP out: the guard for links that people type (U6 of the reliability list), and the client for known
services.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from xiaopu.infra.open_unit import OPEN_UNIT, NetworkInUnit
from xiaopu.infra.outbound import FetchRefused, PublicFetcher, Resolver, parsed_link, service_client

PICTURE = b"\x89PNG picture"


class Site:
    """A listener on loopback that answers by path and keeps what it was asked."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[str] = []
        self.connections = 0
        self.answers: dict[str, bytes] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.asked.append(head)
            answer = self.answers[head.split(" ", 2)[1]]
            if answer == b"hang":
                await asyncio.sleep(5)
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def answer(
    body: bytes = PICTURE, *, status: str = "200 OK", kind: str = "image/png", extra: str = ""
) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"content-type: {kind}",
        f"content-length: {len(body)}",
        "connection: close",
    ]
    return ("\r\n".join(lines) + f"\r\n{extra}\r\n").encode() + body


def redirect(target: str) -> bytes:
    return answer(b"", status="302 Found", extra=f"location: {target}\r\n")


@asynccontextmanager
async def listening(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, host, 0, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()


def resolving(**hosts: Sequence[str]) -> Resolver:
    async def resolve(host: str, port: int) -> Sequence[str]:
        found = hosts.get(host.replace(".", "_"))
        if found is None:
            raise OSError("no such host")
        return found

    return resolve


def run(work: Callable[[Site], Awaitable[Any]]) -> Any:
    async def within() -> Any:
        async with listening() as site:
            return await work(site)

    return asyncio.run(within())


async def fetched(site: Site, path: str, **options: Any) -> bytes:
    fetcher = PublicFetcher(
        allowed={f"shop.test:{site.port}"},
        resolver=resolving(shop_test=["127.0.0.1"], inner_test=["127.0.0.1"]),
    )
    return await fetcher.fetch(f"http://shop.test:{site.port}{path}", **{"max_bytes": 1000, **options})


def refusal(work: Callable[[Site], Awaitable[Any]]) -> tuple[str, bool, int]:
    """Code, whether it may heal, and how many connections the listener saw."""

    async def within(site: Site) -> tuple[str, bool, int]:
        with pytest.raises(FetchRefused) as refused:
            await work(site)
        assert refused.value.status == 422
        return refused.value.code, refused.value.may_heal, site.connections

    found: tuple[str, bool, int] = run(within)
    return found


class TestLinksThatAreRefused:
    @pytest.mark.parametrize(
        ("link", "code"),
        [
            ("http://127.0.0.1/", "link_address"),
            ("http://127.0.0.1:{port}/", "link_port"),
            ("http://localhost/", "link_address"),
            ("http://169.254.169.254/latest/meta-data/", "link_address"),
            ("http://100.100.100.200/latest/meta-data/", "link_address"),
            ("http://[::1]/", "link_address"),
            ("http://[::ffff:127.0.0.1]/", "link_address"),
            ("http://[::ffff:7f00:1]/", "link_address"),
            ("http://[64:ff9b::7f00:1]/", "link_address"),
            ("http://2130706433/", "link_address"),
            ("http://0x7f000001/", "link_address"),
            ("http://0177.0.0.1/", "link_malformed"),
            ("http://127.1/", "link_address"),
            ("http://0/", "link_address"),
            ("http://127.0.0.1./", "link_address"),
            ("http://１２７.０.０.１/", "link_malformed"),
            ("http://mixed.test/", "link_address"),
            ("http://inner.test/", "link_address"),
            ("https://inner.test/", "link_address"),
            ("http://public.test:8080/", "link_port"),
            ("https://public.test:80/", "link_port"),
            ("http://nowhere.test/", "link_unresolvable"),
            ("http://empty.test/", "link_unresolvable"),
            ("file:///etc/passwd", "link_scheme"),
            ("ftp://public.test/a.png", "link_scheme"),
            ("gopher://127.0.0.1:6379/_FLUSHALL", "link_scheme"),
            ("data:image/png;base64,AAAA", "link_scheme"),
            ("javascript:alert(1)", "link_scheme"),
            ("http://user:pw@public.test/", "link_malformed"),
            ("http://public.test:0/", "link_malformed"),
            ("http://[fe80::1%25eth0]/", "link_malformed"),
            ("//public.test/a.png", "link_malformed"),
            ("a.png", "link_malformed"),
            ("", "link_malformed"),
            ("http://", "link_malformed"),
            ("http:///a.png", "link_malformed"),
            ("http://pub\x00lic.test/", "link_malformed"),
            ("http://public.test/\r\nHost: x", "link_malformed"),
            ("http://public.test:99999/", "link_port"),
            ("http://public.test/" + "a" * 2048, "link_malformed"),
        ],
    )
    def test_before_any_connection(self, link: str, code: str) -> None:
        resolver = resolving(
            inner_test=["127.0.0.1"],
            localhost=["127.0.0.1", "::1"],
            mixed_test=["8.8.8.8", "10.0.0.7"],
            public_test=["8.8.8.8"],
            empty_test=[],
        )

        async def work(site: Site) -> bytes:
            return await PublicFetcher(resolver=resolver).fetch(
                link.replace("{port}", str(site.port)), max_bytes=100
            )

        assert refusal(work) == (code, code == "link_unresolvable", 0)


class TestFetch:
    def test_gives_the_bytes_and_asks_by_name(self) -> None:
        async def work(site: Site) -> None:
            site.answers["/a.png?x=1"] = answer()
            assert await fetched(site, "/a.png?x=1#part") == PICTURE
            head = site.asked[0].lower()
            assert head.startswith("get /a.png?x=1 http/1.1\r\n")
            assert f"\r\nhost: shop.test:{site.port}\r\n" in head
            assert "\r\naccept: image/*\r\n" in head
            assert "\r\naccept-encoding: identity\r\n" in head
            assert "\r\ncookie:" not in head

        run(work)

    def test_the_name_is_asked_once_and_the_checked_address_used(self) -> None:
        """DNS rebinding: a second answer would lead to another listener, and nobody asks for one."""

        async def work(site: Site) -> None:
            site.answers["/"] = answer()
            given: list[str] = []

            async def rebinding(host: str, port: int) -> Sequence[str]:
                given.append(host)
                return ["127.0.0.1"] if len(given) == 1 else ["127.0.0.2"]

            fetcher = PublicFetcher(allowed={f"rebind.test:{site.port}"}, resolver=rebinding)
            assert await fetcher.fetch(f"http://rebind.test:{site.port}/", max_bytes=100) == PICTURE
            assert given == ["rebind.test"]

        run(work)

    def test_three_redirects_are_followed(self) -> None:
        async def work(site: Site) -> None:
            site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(3)} | {"/3": answer()}
            assert await fetched(site, "/0") == PICTURE
            assert site.connections == 4

        run(work)

    @pytest.mark.parametrize(
        ("target", "code"),
        [
            ("http://127.0.0.1/", "link_address"),
            ("http://inner.test/", "link_address"),
            ("http://169.254.169.254/latest/", "link_address"),
            ("http://127.0.0.1:{port}/secret", "link_port"),
            ("http://inner.test:{port}/secret", "link_port"),
            ("//inner.test/secret", "link_address"),
            ("file:///etc/passwd", "link_scheme"),
            ("http://a@shop.test:{port}/secret", "link_malformed"),
            ("/again", "fetch_redirects"),
            ("http://[", "link_malformed"),
        ],
    )
    def test_every_redirect_is_checked_like_the_first_link(self, target: str, code: str) -> None:
        async def work(site: Site) -> bytes:
            site.answers |= {
                "/go": redirect(target.replace("{port}", str(site.port))),
                "/again": redirect("/again"),
            }
            site.answers["/secret"] = answer(b"canary")
            return await fetched(site, "/go")

        assert refusal(work) == (code, False, 4 if target == "/again" else 1)

    @pytest.mark.parametrize(
        ("reply", "code", "heals"),
        [
            (answer(status="404 Not Found"), "fetch_status", False),
            (answer(status="503 Busy"), "fetch_status", True),
            (answer(status="429 Slow"), "fetch_status", True),
            (answer(status="206 Partial"), "fetch_status", False),
            (answer(status="302 Found"), "fetch_redirects", False),
            (answer(kind="text/html"), "fetch_type", False),
            (answer(extra="content-encoding: gzip\r\n"), "fetch_type", False),
            (answer(b"x" * 1001), "fetch_too_large", False),
            (
                b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\n" + b"x" * 200_000,
                "fetch_too_large",
                False,
            ),
            (
                b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 50\r\n\r\nhalf",
                "fetch_failed",
                True,
            ),
            (b"", "fetch_failed", True),
            (b"SSH-2.0-OpenSSH\r\n", "fetch_failed", True),
        ],
    )
    def test_answers_that_are_refused(self, reply: bytes, code: str, heals: bool) -> None:
        async def work(site: Site) -> bytes:
            site.answers["/a"] = reply
            return await fetched(site, "/a")

        assert refusal(work) == (code, heals, 1)

    def test_exactly_the_limit_is_taken(self) -> None:
        async def work(site: Site) -> None:
            site.answers["/a"] = answer(b"x" * 1000)
            assert len(await fetched(site, "/a")) == 1000

        run(work)

    def test_a_slow_host_is_given_up(self) -> None:
        async def work(site: Site) -> bytes:
            site.answers["/a"] = b"hang"
            fetcher = PublicFetcher(
                total_s=0.2, allowed={f"shop.test:{site.port}"}, resolver=resolving(shop_test=["127.0.0.1"])
            )
            return await fetcher.fetch(f"http://shop.test:{site.port}/a", max_bytes=100)

        assert refusal(work) == ("fetch_failed", True, 1)

    def test_is_refused_inside_a_unit(self) -> None:
        async def work(site: Site) -> None:
            OPEN_UNIT.set(True)
            with pytest.raises(NetworkInUnit):
                await fetched(site, "/a")
            assert site.connections == 0

        run(work)


class TestTls:
    def test_the_certificate_is_checked_against_the_name(self, tmp_path: Path) -> None:
        server_tls, client_tls = certified("shop.test", tmp_path)

        async def within() -> None:
            async with listening(server_tls) as site:
                site.answers["/"] = answer()
                names = {f"shop.test:{site.port}", f"other.test:{site.port}"}
                resolver = resolving(shop_test=["127.0.0.1"], other_test=["127.0.0.1"])
                fetcher = PublicFetcher(allowed=names, resolver=resolver, tls=client_tls)
                assert await fetcher.fetch(f"https://shop.test:{site.port}/", max_bytes=100) == PICTURE
                with pytest.raises(FetchRefused) as refused:
                    await fetcher.fetch(f"https://other.test:{site.port}/", max_bytes=100)
                assert (refused.value.code, len(site.asked)) == ("fetch_failed", 1)

        asyncio.run(within())


class TestServiceClient:
    def test_it_follows_no_redirect_and_has_limits(self) -> None:
        async def work(site: Site) -> None:
            site.answers["/x"] = redirect("/y")
            async with service_client(base_url=f"http://127.0.0.1:{site.port}", timeout_s=3) as client:
                assert (await client.get("/x")).status_code == 302
                assert client.timeout == httpx.Timeout(3, connect=3)
                assert "Xiaopu" in site.asked[0]
            assert site.connections == 1

        run(work)

    def test_it_is_refused_inside_a_unit(self) -> None:
        async def work(site: Site) -> None:
            async with service_client(base_url=f"http://127.0.0.1:{site.port}") as client:
                OPEN_UNIT.set(True)
                with pytest.raises(NetworkInUnit, match=r"a call to 127\.0\.0\.1 while"):
                    await client.get("/x")
            assert site.connections == 0

        run(work)


def test_a_chinese_path_and_host_are_taken() -> None:
    assert str(parsed_link("http://例子.中国/图 片.png").raw_path, "ascii") == "/%E5%9B%BE%20%E7%89%87.png"


def certified(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.txt"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    client = ssl.create_default_context(cadata=certificate.public_bytes(serialization.Encoding.PEM).decode())
    return server, client
