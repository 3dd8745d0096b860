"""Server domains: the address, a real handshake, WeChat's answer and the phone's beacon."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.factories.stage import DIRECTORY, Stage
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.launch.adapters.domain_probe import HostProbe
from xiaopu.modules.launch.domain.domains import (
    DomainSet,
    ProbeResult,
    TlsFault,
    address_findings,
    domains_for,
    icp_number_in,
    probe_findings,
)
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Proof
from xiaopu.modules.launch.errors import NotGranted
from xiaopu.modules.launch.flows.domains import Domains
from xiaopu.modules.launch.usecases.keep_file import file_content, keep_file
from xiaopu.modules.launch.usecases.take_beacon import Beacon, take_beacon
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, beacon_token, set_channel
from xiaopu.modules.tenancy.schemas import ChannelIn

pytestmark = pytest.mark.anyio

HOST = "mall.example.com"
URL = f"https://{HOST}"
APPID = "wx0123456789abcdef"
PAGE = "<html><footer>京ICP备2026000001号-2</footer></html>"
NOW = datetime.now(UTC)


def clock() -> datetime:
    return NOW


class Authority:
    """An own authority that issues certificates for the tests."""

    def __init__(self, name: str = "Test Authority") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
        self.root = self._signed(
            self.name, self.key, NOW - timedelta(days=2), NOW + timedelta(days=900), ca=True
        )

    def trust(self) -> ssl.SSLContext:
        text = self.root.public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=text)

    def serving(
        self, folder: Path, names: Sequence[str], *, days: float = 90.5, begins: float = -1
    ) -> ssl.SSLContext:
        """A server's context with a certificate for `names` that ends after `days`."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        made = self._signed(
            subject, key, NOW + timedelta(days=begins), NOW + timedelta(days=days), names=names
        )
        return serving(folder, made, key)

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        begins: datetime,
        ends: datetime,
        *,
        names: Sequence[str] = (),
        ca: bool = False,
    ) -> x509.Certificate:
        builder = x509.CertificateBuilder(
            self.name, subject, key.public_key(), x509.random_serial_number(), begins, ends
        ).add_extension(x509.BasicConstraints(ca, None), critical=True)
        if names:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
            )
        return builder.sign(self.key, hashes.SHA256())


def serving(folder: Path, made: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    pem = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@asynccontextmanager
async def listening(
    tls: ssl.SSLContext, *, status: int = 200, page: str = PAGE, date: datetime = NOW
) -> AsyncIterator[int]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            body = page.encode()
            head = f"HTTP/1.1 {status} X\r\nDate: {format_datetime(date, usegmt=True)}\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def here(host: str, port: int) -> Sequence[str]:
    return ("127.0.0.1",) if host == HOST else ()


def prober(authority: Authority) -> HostProbe:
    return HostProbe(clock, resolver=here, trust=authority.trust(), allow_private=True)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


class TestAddress:
    @pytest.mark.parametrize(
        ("url", "codes"),
        [
            (URL, []),
            ("http://mall.example.com", ["domain_not_https"]),
            ("https://203.0.113.7", ["domain_is_ip"]),
            ("https://[2001:db8::1]", ["domain_is_ip"]),
            ("http://127.0.0.1:8000", ["domain_not_https", "domain_is_ip", "domain_local"]),
            ("https://localhost", ["domain_local"]),
            ("https://shop.internal", ["domain_local"]),
            ("https://mall.example.com/s?x=1", ["domain_with_path"]),
        ],
    )
    def test_is_looked_at_without_a_network(self, url: str, codes: list[str]) -> None:
        assert [one.code for one in address_findings(url)] == codes

    def test_gives_the_values_that_wechat_wants(self) -> None:
        assert domains_for(f"{URL}:8443/") == DomainSet(
            (f"{URL}:8443",), ("wss://mall.example.com:8443",), (f"{URL}:8443",), (f"{URL}:8443",)
        )

    @pytest.mark.parametrize(
        ("page", "number"),
        [
            ("© 京ICP备12345678号-1", "京ICP备12345678号-1"),
            ("浙 ICP 备 2020123456 号", "浙ICP备2020123456号"),
            ("ICP备12345678号", None),
            ("", None),
        ],
    )
    def test_the_filing_number_is_found_on_the_page(self, page: str, number: str | None) -> None:
        assert icp_number_in(page) == number


class TestProbe:
    async def test_a_good_host_shows_everything(self, tmp_path: Path, authority: Authority) -> None:
        async with listening(authority.serving(tmp_path, [HOST])) as port:
            seen = await prober(authority).probe(HOST, port)
        assert (seen.connected, seen.tls_fault, seen.http_status) == (True, None, 200)
        assert (seen.days_left, seen.issuer, seen.icp_number) == (
            90,
            "Test Authority",
            "京ICP备2026000001号-2",
        )
        assert seen.tls_version in {"TLSv1.2", "TLSv1.3"}
        assert probe_findings(seen) == []

    @pytest.mark.parametrize(
        ("names", "span", "code"),
        [
            ([HOST], (-1, -0.5), "cert_expired"),
            ([HOST], (1, 90), "cert_not_yet"),
            (["other.example.com"], (-1, 90), "cert_host"),
            ([HOST], (-1, 5.5), "cert_expires_soon"),
        ],
    )
    async def test_each_fault_of_a_certificate_has_its_name(
        self, tmp_path: Path, *, names: list[str], span: tuple[float, float], code: str
    ) -> None:
        authority = Authority()
        tls = authority.serving(tmp_path, names, begins=span[0], days=span[1])
        async with listening(tls) as port:
            seen = await prober(authority).probe(HOST, port)
        assert [one.code for one in probe_findings(seen)] == [code]

    async def test_an_unknown_authority_and_a_missing_link_are_told_apart(
        self, tmp_path: Path, authority: Authority
    ) -> None:
        own_key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
        own = (
            x509.CertificateBuilder(
                name, name, own_key.public_key(), x509.random_serial_number(), NOW, NOW + timedelta(days=9)
            )
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
            .sign(own_key, hashes.SHA256())
        )
        async with listening(serving(tmp_path, own, own_key)) as port:
            assert (await prober(authority).probe(HOST, port)).tls_fault is TlsFault.SELF_SIGNED
        async with listening(Authority("Unknown").serving(tmp_path, [HOST])) as port:
            assert (await prober(authority).probe(HOST, port)).tls_fault is TlsFault.CHAIN

    async def test_names_ports_and_answers(self, tmp_path: Path, authority: Authority) -> None:
        probe = prober(authority)
        assert [one.code for one in probe_findings(await probe.probe("gone.example.com"))] == ["dns_missing"]
        assert [one.code for one in probe_findings(await probe.probe(HOST, 1))] == ["port_closed"]
        far = NOW - timedelta(seconds=300)
        tls = authority.serving(tmp_path, [HOST])
        async with listening(tls, status=502, page="nginx", date=far) as port:
            seen = await probe.probe(HOST, port)
        assert [one.code for one in probe_findings(seen)] == ["clock_skew", "http_5xx", "icp_not_shown"]

    @pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "192.168.1.9"])
    async def test_never_calls_into_our_own_network(self, address: str) -> None:
        called = []

        async def inside(host: str, port: int) -> Sequence[str]:
            called.append((host, port))
            return (address,)

        seen = await HostProbe(clock, resolver=inside).probe(HOST)
        assert (seen.private, seen.connected, ip_address(seen.addresses[0])) == (
            True,
            None,
            ip_address(address),
        )
        assert [one.code for one in probe_findings(seen)] == ["dns_private"]
        assert called == [(HOST, 443)]


class Desk:
    """WeChat's list of domains, kept here; the real one is driven by tests/journeys."""

    def __init__(self) -> None:
        self.now = DomainSet((), (), (), ())

    async def domains(self, keys: ChannelKeys) -> DomainSet:
        return self.now

    async def set_domains(self, keys: ChannelKeys, wanted: DomainSet) -> DomainSet:
        self.now = wanted
        return wanted

    async def confirm_file(self, keys: ChannelKeys) -> tuple[str, str]:
        return "abcdef.txt", keys.appid


class Clean:
    async def probe(self, host: str, port: int = 443) -> ProbeResult:
        return ProbeResult(
            host, port, ("203.0.113.7",), connected=True, days_left=80, http_status=200, icp_number="x"
        )


def step(stage: Stage, **changes: object) -> Domains:
    options: dict[str, object] = {"public_url": URL, "trying": False} | changes
    return Domains(stage.units, stage.vault, Clean(), Desk(), **options)  # type: ignore[arg-type]  # two named options


async def own_account(stage: Stage) -> None:
    wanted = ChannelIn(appid=APPID, secret="s" * 32)
    await stage.units.write(stage.scope, set_channel, Channel.WEAPP, wanted, vault=stage.vault)


def beacon(stage: Stage, **changes: str) -> Beacon:
    values = {
        "token": beacon_token(stage.vault, stage.scope.shop_id),
        "env_version": "trial",
        "version": "1.0.1",
        "appid": APPID,
    }
    return Beacon(**(values | changes))


class TestTheStep:
    async def test_waits_for_an_account_and_shows_what_will_be_needed(self, stage: Stage) -> None:
        truth = await step(stage).read(stage.scope)
        assert truth.status is StepStatus.UNTOUCHED
        assert [fact.value for fact in truth.facts if fact.copy] == [URL, f"wss://{HOST}", URL, URL]

    async def test_an_own_account_is_proven_by_a_phone(self, stage: Stage) -> None:
        await own_account(stage)
        domains = step(stage)
        before = await domains.read(stage.scope)
        assert (before.status, [one.code for one in before.findings]) == (
            StepStatus.DOING,
            ["beacon_missing"],
        )
        with pytest.raises(NotGranted):
            await domains.set_at_wechat(stage.scope)
        await stage.units.write(stage.scope, take_beacon, beacon(stage), vault=stage.vault)
        after = await domains.read(stage.scope)
        assert (after.status, after.proof, after.findings) == (StepStatus.DONE, Proof.BEACON, ())

    async def test_a_beacon_of_another_appid_proves_nothing(self, stage: Stage) -> None:
        await own_account(stage)
        for wrong in ({"token": "0" * 32}, {"appid": "wx9999999999999999"}):
            with pytest.raises(NotFound):
                await stage.units.write(stage.scope, take_beacon, beacon(stage, **wrong), vault=stage.vault)
        assert (await step(stage).read(stage.scope)).status is StepStatus.DOING

    async def test_this_machine_is_good_enough_for_trying_alone(self, stage: Stage) -> None:
        await own_account(stage)
        await stage.units.write(stage.scope, take_beacon, beacon(stage), vault=stage.vault)
        local = "http://127.0.0.1:8000"
        assert (await step(stage, public_url=local, trying=True).read(stage.scope)).status is StepStatus.DONE
        real = await step(stage, public_url=local).read(stage.scope)
        assert (real.status, real.proof) == (StepStatus.DOING, None)


class TestConfirmFile:
    async def test_is_kept_replaced_and_served_by_name(self, stage: Stage) -> None:
        await stage.units.write(stage.scope, keep_file, "WW_verify_a1.txt", "one")
        await stage.units.write(stage.scope, keep_file, "WW_verify_a1.txt", "two")
        assert await stage.units.read(DIRECTORY, file_content, "WW_verify_a1.txt") == "two"
        with pytest.raises(NotFound):
            await stage.units.read(DIRECTORY, file_content, "WW_verify_a2.txt")

    async def test_another_shop_cannot_take_the_name(self, stage: Stage) -> None:
        await stage.units.write(stage.scope, keep_file, "abcd.txt", "ours")
        with pytest.raises(NotFound):
            await stage.units.write(ShopScope(ShopId("b" * 20)), keep_file, "abcd.txt", "theirs")
        assert await stage.units.read(DIRECTORY, file_content, "abcd.txt") == "ours"

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("robots", "x"),
            ("../a.txt", "x"),
            ("a.txt", "x"),
            ("abcd.html", "x"),
            ("abcd.txt", "<b>\n"),
            ("abcd.txt", ""),
            ("abcd.txt\n", "x"),
        ],
    )
    async def test_refuses_what_is_not_of_wechats_form(self, stage: Stage, name: str, content: str) -> None:
        with pytest.raises(InvalidInput):
            await stage.units.write(stage.scope, keep_file, name, content)
