"""What happens by itself as the sandbox's clock goes on: notices, ends of refunds, closing of forgotten
orders.
"""

import asyncio

from wxsandbox.notices.courier import Courier
from wxsandbox.openplatform import parties, registration, reviewer
from wxsandbox.pay import refunds, trades
from wxsandbox.pushes.sender import PushSender
from wxsandbox.weixin import settlement
from wxsandbox.world import World

LONGEST_NAP = 0.5


async def run(world: World) -> None:
    """Works until cancelled. Wakes at once when something is announced or the clock is moved."""
    courier, pushes = Courier(world), PushSender(world)
    try:
        while True:
            world.wake.clear()
            refunds.end_due(world)
            trades.close_forgotten(world)
            settlement.move_on(world)
            settlement.remind_of_shipping(world)
            parties.push_tickets(world)
            registration.end_overdue(world)
            reviewer.decide_due(world)
            courier.send_due()
            pushes.send_due()
            try:
                await asyncio.wait_for(world.wake.wait(), LONGEST_NAP)
            except TimeoutError:
                continue
    finally:
        await courier.close()
        await pushes.close()
