"""Server domains: derived from the mall's address, probed for real, set at WeChat and read back."""

from urllib.parse import urlsplit

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.domain.domains import (
    LENIENT,
    DomainSet,
    ProbeResult,
    address_findings,
    domains_for,
    is_loopback,
    probe_findings,
)
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Words
from xiaopu.modules.launch.errors import NotGranted
from xiaopu.modules.launch.ports import DomainDesk, HostProber
from xiaopu.modules.launch.queries import seen_beacons
from xiaopu.modules.launch.usecases.keep_file import keep_file
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, channel_secrets, public_channels

_KINDS = (
    ("request", "request 合法域名", "request domain"),
    ("socket", "socket 合法域名", "socket domain"),
    ("upload", "uploadFile 合法域名", "uploadFile domain"),
    ("download", "downloadFile 合法域名", "downloadFile domain"),
)


class Domains:
    """The step 服务器域名. `trying`: an address of this machine is good enough, because only the sandbox is
    asked (the environment `demo`).
    """

    step = Step.DOMAINS

    def __init__(
        self,
        units: Units,
        vault: Vault,
        prober: HostProber,
        desk: DomainDesk,
        *,
        public_url: str,
        trying: bool,
    ) -> None:
        self._units = units
        self._vault = vault
        self._prober = prober
        self._desk = desk
        self._url = public_url
        self._trying = trying

    async def probe(self) -> tuple[ProbeResult | None, list[Finding]]:
        """The mall's own address; nothing is called when the address itself cannot be right."""
        wrong = address_findings(self._url)
        parts = urlsplit(self._url)
        if wrong or parts.hostname is None:
            return None, wrong
        result = await self._prober.probe(parts.hostname, parts.port or 443)
        return result, probe_findings(result)

    async def set_at_wechat(self, scope: ShopScope) -> DomainSet:
        """Set the derived domains; what WeChat says afterwards. Refuses `not_granted` for an own account."""
        keys = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        if not keys.granted:
            raise NotGranted
        return await self._desk.set_domains(keys, domains_for(self._url))

    async def fetch_file(self, scope: ShopScope) -> str:
        """Get the business domain's file from WeChat and serve it; its name. Refuses `not_granted`."""
        keys = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        if not keys.granted:
            raise NotGranted
        name, content = await self._desk.confirm_file(keys)
        await self._units.write(scope, keep_file, name, content)
        return name

    async def read(self, scope: ShopScope) -> StepTruth:
        """Done when the probe is clean and WeChat, or a phone, says that our domain is allowed."""
        keys = await self._units.read(scope, _keys, self._vault)
        result, findings = await self.probe()
        if self._trying and is_loopback(self._url):
            findings = []
        facts = [*_wanted_facts(domains_for(self._url)), *_probe_facts(result)]
        if keys is None:
            return StepTruth(StepStatus.UNTOUCHED, facts=tuple(facts), findings=tuple(findings))
        proof = await self._allowed(scope, keys, facts)
        if proof is None:
            findings.append(
                finding("domains_not_set", origin=domains_for(self._url).request[0])
                if keys.granted
                else finding("beacon_missing")
            )
        blocking = [one for one in findings if one.code not in LENIENT]
        status = StepStatus.DONE if proof and not blocking else StepStatus.DOING
        return StepTruth(status, proof if status is StepStatus.DONE else None, tuple(facts), tuple(findings))

    async def _allowed(self, scope: ShopScope, keys: ChannelKeys, facts: list[Fact]) -> Proof | None:
        """Read back for a granted mini program, by a beacon for an own one."""
        if keys.granted:
            now = await self._desk.domains(keys)
            there = set(domains_for(self._url).request) <= set(now.request)
            facts.append(
                Fact(
                    "at_wechat",
                    Words("微信后台", "At WeChat"),
                    " ".join(now.request) or "—",
                    Proof.API,
                    there,
                )
            )
            return Proof.API if there else None
        beacons = await self._units.read(scope, _beacons_of, keys.appid)
        if not beacons:
            return None
        facts.append(Fact("beacon", Words("手机传回", "From a phone"), beacons[-1], Proof.BEACON, ok=True))
        return Proof.BEACON


def _keys(read: ReadScope, vault: Vault) -> ChannelKeys | None:
    if Channel.WEAPP not in public_channels(read).appids:
        return None
    return channel_secrets(read, Channel.WEAPP, vault=vault)


def _beacons_of(read: ReadScope, appid: str) -> list[str]:
    """Versions that phones opened with this AppID, trial or live, newest last."""
    seen = [one for kind in ("trial", "release") for one in seen_beacons(read, kind) if one.appid == appid]
    return [one.version for one in sorted(seen, key=lambda one: one.last_at)]


def _wanted_facts(wanted: DomainSet) -> list[Fact]:
    return [
        Fact(
            f"want_{kind}",
            Words(zh, en),
            ";".join(getattr(wanted, kind)),
            Proof.OWN,
            copy=True,
            task="domains",
        )
        for kind, zh, en in _KINDS
        if getattr(wanted, kind)
    ]


def _probe_facts(result: ProbeResult | None) -> list[Fact]:
    if result is None:
        return []
    facts = [
        Fact("dns", Words("解析到", "Resolves to"), " ".join(result.addresses) or "—", Proof.PROBE,
             bool(result.addresses) and not result.private),
    ]  # fmt: skip
    if result.tls_version:
        facts.append(Fact("tls", Words("TLS 版本", "TLS version"), result.tls_version, Proof.PROBE, ok=True))
    if result.days_left is not None:
        facts.append(
            Fact("cert_days", Words("证书剩余天数", "Days of the certificate"), str(result.days_left),
                 Proof.PROBE, result.days_left >= 0)
        )  # fmt: skip
    if result.issuer:
        facts.append(Fact("cert_issuer", Words("签发机构", "Issued by"), result.issuer, Proof.PROBE))
    if result.http_status is not None:
        facts.append(
            Fact("http", Words("首页返回", "Home page answers"), str(result.http_status), Proof.PROBE,
                 result.http_status < 500)
        )  # fmt: skip
    if result.icp_number:
        facts.append(
            Fact("icp", Words("网页上的备案号", "ICP number shown"), result.icp_number, Proof.PROBE, ok=True)
        )
    return facts
