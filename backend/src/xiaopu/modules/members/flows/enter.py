"""Log-in over WeChat: the code goes to WeChat outside of any unit; what comes back is written in one."""

from datetime import timedelta

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.members import repository
from xiaopu.modules.members.errors import ChannelUnavailable, LoginCodeNotValid
from xiaopu.modules.members.events import EmailCodeAsked
from xiaopu.modules.members.ports import CodeMail, WechatLogin
from xiaopu.modules.members.schemas import Member, Session
from xiaopu.modules.members.usecases.email_codes import issue_code
from xiaopu.modules.members.usecases.profile import set_phone
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, channel_secrets, shop_face
from xiaopu.modules.tenancy.errors import ChannelNotSet

STATE_LIFE = timedelta(minutes=10)


class Entrance:
    """All ways in that ask WeChat."""

    def __init__(self, units: Units, vault: Vault, login: WechatLogin, public_url: str) -> None:
        self._units = units
        self._vault = vault
        self._login = login
        self._public_url = public_url

    async def weapp(self, scope: ShopScope, code: str) -> Session:
        """`wx.login`'s code → session. The session key stays here and is not kept."""
        keys = await self._keys(scope, Channel.WEAPP)
        identity = await self._login.weapp(keys, code)
        return await self._units.write(scope, sign_in_wechat, identity, Channel.WEAPP, vault=self._vault)

    async def oauth_start(self, scope: ShopScope, redirect_uri: str) -> str:
        """The address of WeChat's consent page. It may come back only to our own host."""
        if not redirect_uri.startswith(f"{self._public_url}/"):
            raise InvalidInput.at("redirect_uri", "foreign_host")
        keys = await self._keys(scope, Channel.H5_WECHAT)
        state = new_token("st").replace("_", "")  # WeChat takes letters and digits only
        await self._units.write(
            scope, lambda uow: uow.run(repository.ADD_STATE, digest=token_digest(state), created_at=uow.now)
        )
        return self._login.authorize_url(keys.appid, redirect_uri, state)

    async def oauth_finish(self, scope: ShopScope, code: str, state: str) -> Session:
        """The code that WeChat's page sent back, with the state that we gave: used once."""
        used = await self._units.write(
            scope,
            lambda uow: uow.run(
                repository.USE_STATE, wanted=token_digest(state), oldest=uow.now - STATE_LIFE, now=uow.now
            ),
        )
        if not used:
            raise LoginCodeNotValid
        keys = await self._keys(scope, Channel.H5_WECHAT)
        identity = await self._login.service_account(keys, code)
        return await self._units.write(scope, sign_in_wechat, identity, Channel.H5_WECHAT, vault=self._vault)

    async def phone(self, scope: ShopScope, member_id: MemberId, code: str) -> Member:
        """The phone button's code → a verified number."""
        keys = await self._keys(scope, Channel.WEAPP)
        number = await self._login.phone_number(keys, code)
        return await self._units.write(scope, set_phone, member_id, number, vault=self._vault)

    async def _keys(self, scope: ShopScope, channel: Channel) -> ChannelKeys:
        try:
            keys = await self._units.read(scope, channel_secrets, channel, vault=self._vault)
        except ChannelNotSet:
            raise ChannelUnavailable from None
        if not keys.reachable:
            raise ChannelUnavailable
        return keys


class CodeSender:
    """Consumer of `EmailCodeAsked`."""

    def __init__(self, units: Units, vault: Vault, mail: CodeMail) -> None:
        self._units = units
        self._vault = vault
        self._mail = mail

    async def send(self, scope: ShopScope, event: EmailCodeAsked) -> None:
        issued = await self._units.write(scope, issue_code, event.ask_id, vault=self._vault)
        if issued is not None:
            _slug, name, _settings = await self._units.read(scope, shop_face)
            await self._mail.login_code(*issued, name)
