"""What happens by itself as the sandbox's clock goes on: notices, ends of refunds, closing of forgotten
orders.
"""

import asyncio

from wxsandbox.notices.courier import Courier
from wxsandbox.pay import refunds, trades
from wxsandbox.weixin import shipping
from wxsandbox.world import World

LONGEST_NAP = 0.5


async def run(world: World) -> None:
    """Works until cancelled. Wakes at once when something is announced or the clock is moved."""
    courier = Courier(world)
    try:
        while True:
            world.wake.clear()
            refunds.end_due(world)
            trades.close_forgotten(world)
            shipping.move_on(world)
            courier.send_due()
            try:
                await asyncio.wait_for(world.wake.wait(), LONGEST_NAP)
            except TimeoutError:
                continue
    finally:
        await courier.close()
