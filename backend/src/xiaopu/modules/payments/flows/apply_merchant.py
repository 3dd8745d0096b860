"""特约商户进件, outside of any unit: pictures and form go to WeChat in the provider's name, the answer is
polled.
"""

from contextlib import suppress

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.payments.domain.applyments import (
    ApplymentAnswer,
    ApplymentForm,
    ApplymentStatus,
    FieldFault,
)
from xiaopu.modules.payments.domain.trades import Account
from xiaopu.modules.payments.errors import (
    GatewayRefused,
    GatewayUnavailable,
    PictureNotTaken,
    ProviderMissing,
)
from xiaopu.modules.payments.ports import ApplymentDesk
from xiaopu.modules.payments.usecases.apply_merchant import (
    Handed,
    hand_in,
    handed,
    move_applyment,
    stored_form,
)
from xiaopu.modules.payments.usecases.set_account import Purse
from xiaopu.modules.tenancy.api import Channel, public_channels
from xiaopu.modules.tenancy.errors import ChannelNotSet

MOST_PICTURE = 2 * 1024 * 1024
_KINDS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"BM": "bmp"}


class Applying:
    """Hands applications in and follows them to the sub-merchant number."""

    def __init__(self, units: Units, desk: ApplymentDesk, purse: Purse) -> None:
        self._units = units
        self._desk = desk
        self._purse = purse

    async def upload(self, scope: ShopScope, content: bytes) -> str:
        """WeChat's media id of a picture. Refuses `picture_not_taken`, `provider_missing`, and a shop with no
        mini program yet (`channel_not_set`): the provider uploads for applicants alone.
        """
        await self._appid(scope)
        kind = next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)
        if kind is None or len(content) > MOST_PICTURE:
            raise PictureNotTaken
        return await self._desk.upload(self._provider(), f"paper.{kind}", content)

    async def apply(self, scope: ShopScope, form: ApplymentForm) -> None:
        """Hand the form in. What WeChat refuses is kept as a rejection with its reason; when WeChat is silent
        the poll asks and, if WeChat never had it, sends it again. Refuses `channel_not_set`,
        `provider_missing`, `applyment_under_way`.
        """
        self._provider()
        await self._appid(scope)
        seen = await self._units.write(scope, hand_in, form, purse=self._purse)
        with suppress(GatewayUnavailable):
            await self._submit(scope, seen, form)

    async def check(self, scope: ShopScope) -> None:
        """Ask WeChat how the application stands and record it. Refuses `not_found`, `gateway_unavailable`."""
        seen = await self._units.read(scope, handed)
        answer = await self._desk.state(self._provider(), seen.business_code)
        if answer is not None:
            await self._units.write(scope, move_applyment, seen, answer, purse=self._purse)
        elif seen.status is ApplymentStatus.SENDING:
            await self._submit(scope, seen, await self._units.read(scope, stored_form, purse=self._purse))

    async def _submit(self, scope: ShopScope, seen: Handed, form: ApplymentForm) -> None:
        appid = await self._appid(scope)
        try:
            number = await self._desk.submit(self._provider(), seen.business_code, form, appid)
            answer = ApplymentAnswer(ApplymentStatus.AUDITING, number)
        except GatewayRefused as refused:
            fault = FieldFault("", str(refused.data["wechat_code"]), str(refused.data["cause"]))
            answer = ApplymentAnswer(ApplymentStatus.REJECTED, faults=(fault,))
        await self._units.write(scope, move_applyment, seen, answer, purse=self._purse)

    def _provider(self) -> Account:
        if self._purse.provider is None:
            raise ProviderMissing
        return self._purse.provider.account()

    async def _appid(self, scope: ShopScope) -> str:
        appid = (await self._units.read(scope, public_channels)).appids.get(Channel.WEAPP)
        if appid is None:
            raise ChannelNotSet
        return appid
