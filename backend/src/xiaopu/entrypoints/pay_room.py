"""The room of payments, furnished: the gateway to WeChat Pay, flows that move money, and rounds over them."""

from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.settings import Settings
from xiaopu.infra.worker import Schedule
from xiaopu.kernel.clock import Clock
from xiaopu.modules.payments import contributions as payments
from xiaopu.modules.payments.adapters.pay_applyments import WechatApplyments
from xiaopu.modules.payments.adapters.pay_examiner import WechatPayExaminer
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.domain.trades import Provider
from xiaopu.modules.payments.flows.apply_merchant import Applying
from xiaopu.modules.payments.flows.check_account import AccountChecker
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.flows.prove_account import Proving
from xiaopu.modules.payments.flows.refund import RefundFlows
from xiaopu.modules.payments.flows.take_notice import NoticeTaker
from xiaopu.modules.payments.tasks import ApplymentPoll, PaymentSweep, ProofSweep
from xiaopu.modules.payments.usecases.set_account import Purse


class House(Protocol):
    """What the room stands on."""

    settings: Settings
    clock: Clock
    vault: Vault
    units: Units

    def http_client(self, base_url: str) -> httpx.AsyncClient: ...


class PayRoom:
    """Made once for a process."""

    def __init__(self, house: House) -> None:
        units, settings = house.units, house.settings
        address = settings.wechat.pay_base_url
        gateway = WechatPayGateway(house.http_client(address), address, house.clock)
        purse = Purse(house.vault, provider_of(settings))
        self.payments = PaymentFlows(units, gateway, purse, settings.server.public_url)
        self._refunds = RefundFlows(units, gateway, purse, self.payments)
        proving = Proving(units, self.payments)
        applying = Applying(units, WechatApplyments(gateway), purse)
        self._services = {
            "account_checker": AccountChecker(units, WechatPayExaminer(gateway, address), purse),
            "purse": purse,
            "proving": proving,
            "applying": applying,
            "notice_taker": NoticeTaker(units, gateway, purse, self.payments),
            "payments": self.payments,
        }
        self.sweep = PaymentSweep(units, self.payments, self._refunds)
        self._rounds = ProofSweep(units, proving), ApplymentPoll(units, applying)

    def services(self) -> dict[str, Any]:
        """Flows that HTTP handlers ask for, by parameter name."""
        return dict(self._services)

    def consumers(self) -> Sequence[tuple[str, type, Consumer]]:
        """Consumers of the outbox."""
        return list(payments.consumers(self._refunds))

    def schedules(self) -> Sequence[Schedule]:
        """Work that comes round."""
        return payments.schedules(self.sweep, *self._rounds)


def provider_of(settings: Settings) -> Provider | None:
    """The operator's service-provider account at WeChat Pay, when there is one."""
    given = settings.provider
    if not given.is_set:
        return None
    return Provider(
        given.mchid,
        given.appid,
        given.serial_no,
        given.private_key_pem.reveal(),
        given.apiv3_key.reveal(),
        given.public_key_id,
        given.public_key_pem,
    )
