"""The room of the launch, furnished: desks over WeChat, readers of the truth, and the flows that act."""

from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.settings import Settings
from xiaopu.infra.storage import ObjectStore
from xiaopu.infra.worker import Schedule
from xiaopu.kernel.clock import Clock
from xiaopu.modules.catalog.api import MediaLibrary
from xiaopu.modules.launch import contributions as launch
from xiaopu.modules.launch.adapters.domain_desk import WechatDomainDesk
from xiaopu.modules.launch.adapters.domain_probe import HostProbe
from xiaopu.modules.launch.adapters.filing_desk import WechatFilingDesk
from xiaopu.modules.launch.adapters.house_pulse import OwnPulse
from xiaopu.modules.launch.adapters.profile_desk import WechatProfileDesk
from xiaopu.modules.launch.adapters.scene_painter import PillowScenes
from xiaopu.modules.launch.adapters.sign_desk import WechatSignDesk
from xiaopu.modules.launch.adapters.verification_desk import WechatVerificationDesk
from xiaopu.modules.launch.flows.diagnose import Doctor
from xiaopu.modules.launch.flows.domains import Domains
from xiaopu.modules.launch.flows.filing import Filing
from xiaopu.modules.launch.flows.fill_template import Templates
from xiaopu.modules.launch.flows.hear_wechat import WechatNews
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.flows.pay_sign import TriedPayments
from xiaopu.modules.launch.flows.profile import Profile
from xiaopu.modules.launch.flows.read_account import AccountReader
from xiaopu.modules.launch.flows.read_code import CodeReader
from xiaopu.modules.launch.flows.read_filing import FilingReader
from xiaopu.modules.launch.flows.read_payment import PaymentReader
from xiaopu.modules.launch.flows.read_profile import ProfileReader
from xiaopu.modules.launch.flows.read_promotion import PromotionReader
from xiaopu.modules.launch.flows.read_review import LiveSign, ReleaseReader, ReviewReader
from xiaopu.modules.launch.flows.read_store import StoreReader
from xiaopu.modules.launch.flows.read_subject import SubjectReader
from xiaopu.modules.launch.flows.read_verification import VerificationReader
from xiaopu.modules.launch.flows.register import Registering
from xiaopu.modules.launch.flows.remind import Reminders
from xiaopu.modules.launch.flows.verification import Verification
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.platform.api import RegistrationFlows
from xiaopu.wechat.services_book import ServicesBook


class House(Protocol):
    """What the room stands on."""

    settings: Settings
    clock: Clock
    vault: Vault
    units: Units
    storage: ObjectStore

    def http_client(self, base_url: str) -> httpx.AsyncClient: ...


class LaunchRoom:
    """Made once for a process."""

    def __init__(self, house: House, book: ServicesBook, registrations: RegistrationFlows) -> None:
        units, vault, server = house.units, house.vault, house.settings.server
        weapps, signs = Weapps(units, vault), WechatSignDesk(book)
        profile_desk, verification_desk = WechatProfileDesk(book), WechatVerificationDesk(book)
        filing_desk = WechatFilingDesk(book)
        self._domains = Domains(
            units,
            vault,
            HostProbe(house.clock),
            WechatDomainDesk(book),
            public_url=server.public_url,
            trying=server.environment == "demo",
        )
        self._profile = Profile(units, vault, weapps, profile_desk)
        self._verification = Verification(units, vault, weapps, (verification_desk, profile_desk))
        self._filing = Filing(units, vault, weapps, (filing_desk, verification_desk))
        self._registering = Registering(units, vault, registrations)
        live = LiveSign(units, vault, signs)
        paying = TriedPayments(units)
        self.looking = Looking(
            units,
            (
                SubjectReader(units, vault),
                AccountReader(units, vault, signs),
                ProfileReader(units, weapps, (profile_desk, signs), self._profile),
                VerificationReader(
                    units, weapps, (verification_desk, profile_desk, paying), self._verification
                ),
                FilingReader(weapps, (filing_desk, signs), self._filing),
                self._domains,
                CodeReader(units),
                StoreReader(units, vault, signs),
                PaymentReader(units),
                ReviewReader(units, live),
                ReleaseReader(units, live),
                PromotionReader(units),
            ),
        )

        self._reminders = Reminders(units)
        self._templates = Templates(units, MediaLibrary(units, house.storage), PillowScenes())
        pulse = OwnPulse(
            house.http_client(house.settings.wechat.api_base_url), house.settings.home, house.clock
        )
        self._doctor = Doctor(units, self.looking, pulse)

    def services(self) -> dict[str, Any]:
        """Flows that HTTP handlers ask for, by parameter name."""
        return {
            "looking": self.looking,
            "doctor": self._doctor,
            "registering": self._registering,
            "launch_domains": self._domains,
            "launch_profile": self._profile,
            "launch_verification": self._verification,
            "launch_filing": self._filing,
            "launch_templates": self._templates,
        }

    def consumers(self) -> Sequence[tuple[str, type, Consumer]]:
        """Consumers of the outbox."""
        return launch.consumers(WechatNews(self.looking))

    def schedules(self) -> Sequence[Schedule]:
        """Work that comes round."""
        return launch.schedules(self.looking, self._reminders)
