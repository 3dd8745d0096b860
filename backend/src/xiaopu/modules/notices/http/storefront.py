"""Storefront routes of notices."""

from typing import Any

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.notices.schemas import SubscriptionsIn
from xiaopu.modules.notices.usecases.keep_answers import keep_answers


@post("/subscriptions", status_code=204)
async def post_subscriptions(
    data: JSONBody[SubscriptionsIn], shopper: NamedDependency[Shopper], units: OpenUnits
) -> None:
    """What the subscribe sheet said."""
    await units.write(shopper.scope, keep_answers, shopper.member_id, data.results)


STOREFRONT_ROUTES: list[Any] = [post_subscriptions]
