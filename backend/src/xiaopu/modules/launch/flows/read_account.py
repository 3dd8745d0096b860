"""小程序账号: an own AppID proven by a token call, or a grant that stands."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.domain.registration import Outcome, registration_truth
from xiaopu.modules.launch.domain.rules import finding, refused_finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Proof, StepTruth, Words
from xiaopu.modules.launch.errors import DeskRefused
from xiaopu.modules.launch.ports import SignDesk
from xiaopu.modules.platform.api import AccessState, RegistrationView, WeappAccess, access_of
from xiaopu.modules.tenancy.api import Channel, channel_secrets


class AccountReader:
    """One call to WeChat at most."""

    step = Step.ACCOUNT

    def __init__(self, units: Units, vault: Vault, signs: SignDesk) -> None:
        self._units = units
        self._vault = vault
        self._signs = signs

    async def read(self, scope: ShopScope) -> StepTruth:
        access = await self._units.read(scope, access_of)
        facts = _facts(access)
        if access.state is AccessState.KEYS_SET:
            return await self._own(scope, facts)
        if access.state is AccessState.GRANTED:
            missing = "、".join(right.name_zh for right in access.rights_missing)
            findings = (finding("grant_rights_missing", missing=missing),) if missing else ()
            return StepTruth(StepStatus.DONE, Proof.API, facts, findings)
        if access.state is AccessState.REVOKED:
            return StepTruth(StepStatus.FAILED, facts=facts, findings=(finding("grant_revoked"),))
        if access.registration is not None:
            return registration_truth(access.registration.state, _outcome(access.registration), facts)
        if access.state is AccessState.KEYS_MISSING:
            return StepTruth(StepStatus.DOING, facts=facts, findings=(finding("account_keys_missing"),))
        return StepTruth(StepStatus.UNTOUCHED, facts=facts)

    async def _own(self, scope: ShopScope, facts: tuple[Fact, ...]) -> StepTruth:
        keys = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        try:
            await self._signs.categories(keys)
        except DeskRefused as refused:
            return StepTruth(StepStatus.FAILED, facts=facts, findings=(refused_finding(refused.data),))
        return StepTruth(StepStatus.DONE, Proof.CALL, facts)


def _outcome(registration: RegistrationView) -> Outcome | None:
    found = registration.finding
    if found is None:
        return None
    cause, mend = Words(found.cause_zh, found.cause_en), Words(found.mend_zh, found.mend_en)
    return Outcome(found.code, cause, mend, found.mends)


def _facts(access: WeappAccess) -> tuple[Fact, ...]:
    rows = (
        ("appid", Words("AppID", "AppID"), access.appid, True),
        ("nick_name", Words("微信上的名称", "Name at WeChat"), access.nick_name, False),
        ("principal", Words("微信上的主体", "Subject at WeChat"), access.principal_name, False),
        (
            "egress_ip",
            Words("服务器出口 IP（填进白名单）", "Our IP, for the allow-list"),
            access.egress_ip,
            True,
        ),
    )
    from_wechat = {"nick_name", "principal"}
    return tuple(
        Fact(key, label, value, Proof.API if key in from_wechat else Proof.OWN, copy=copy)
        for key, label, value, copy in rows
        if value
    )
