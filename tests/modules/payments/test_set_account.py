"""Another merchant number only when the old one's money has come to rest."""

import pytest

from tests.factories.stage import Stage
from xiaopu.modules.payments.errors import PaymentsUnderWay
from xiaopu.modules.payments.tables import PAYMENT_ACCOUNTS
from xiaopu.modules.payments.usecases.open_payment import record_prepay
from xiaopu.modules.payments.usecases.set_account import LATE_NEWS
from xiaopu.modules.payments.usecases.settle_payment import close_payment

pytestmark = pytest.mark.anyio

ORDER = "0" * 19 + "1"
OTHER = "1900009191"


async def mchid(stage: Stage) -> str:
    [row] = await stage.rows(PAYMENT_ACCOUNTS)
    return str(row["mchid"])


class TestAnotherNumber:
    async def test_is_refused_while_wechat_may_still_take_money_under_the_old_one(self, stage: Stage) -> None:
        await stage.account()
        old = await mchid(stage)
        attempt = await stage.attempt(990, ORDER)
        assert await stage.units.write(stage.scope, record_prepay, attempt.id, "wx-prepay")
        with pytest.raises(PaymentsUnderWay):
            await stage.account(OTHER)
        assert await mchid(stage) == old
        await stage.account(old)
        await stage.units.write(stage.scope, close_payment, attempt.id)
        await stage.account(OTHER)
        assert await mchid(stage) == OTHER

    async def test_replaces_a_number_that_wechat_never_accepted(self, stage: Stage) -> None:
        await stage.account()
        await stage.attempt(990, ORDER)
        await stage.account(OTHER)
        assert await mchid(stage) == OTHER

    async def test_is_taken_once_no_news_can_come_any_more(self, stage: Stage) -> None:
        await stage.account()
        attempt = await stage.attempt(990, ORDER)
        assert await stage.units.write(stage.scope, record_prepay, attempt.id, "wx-prepay")
        stage.clock.move(minutes=30, seconds=LATE_NEWS.total_seconds() - 1)
        with pytest.raises(PaymentsUnderWay):
            await stage.account(OTHER)
        stage.clock.move(seconds=1)
        await stage.account(OTHER)
        assert await mchid(stage) == OTHER
