"""Proving the merchant account by a real signed call that moves no money."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.payments.errors import GatewayRefused, GatewayUnavailable, PaymentKeyNotValid
from xiaopu.modules.payments.ports import PayGateway
from xiaopu.modules.payments.usecases.set_account import account, record_check
from xiaopu.modules.tenancy.api import CheckResult


class AccountChecker:
    """Asks WeChat about a trade that never was: the answer proves number, serial, keys and our reading of
    theirs.
    """

    def __init__(self, units: Units, gateway: PayGateway, vault: Vault) -> None:
        self._units = units
        self._gateway = gateway
        self._vault = vault

    async def check(self, scope: ShopScope) -> CheckResult:
        """What WeChat refuses is an answer; refuses `payment_account_missing` itself."""
        keys = await self._units.read(scope, account, vault=self._vault)
        result = CheckResult(ok=True)
        try:
            await self._gateway.check(keys)
        except GatewayRefused as refused:
            data = refused.data
            result = CheckResult(ok=False, code=data["wechat_code"], cause=data["cause"], mend=data["mend"])
        except (GatewayUnavailable, PaymentKeyNotValid) as fault:
            result = _unproven(fault)
        await self._units.write(scope, record_check, result.code or "ok")
        return result


def _unproven(fault: Refusal) -> CheckResult:
    return CheckResult(
        ok=False,
        code=fault.code,
        cause=fault.detail_zh,
        mend="核对商户号、证书序列号、私钥和微信支付公钥后再试",
    )
