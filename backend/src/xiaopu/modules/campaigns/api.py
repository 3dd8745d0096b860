"""What others may ask of promotion.

`promotion_state(read)`   how many campaigns and codes, the first visit and the first order
`want_shop_code(uow)`     after a release: have the worker make the code to the home page
`shop_code_url(read, …)`  that code's picture, once it is made
"""

from xiaopu.modules.campaigns.queries import promotion_state, shop_code_url
from xiaopu.modules.campaigns.schemas import PromotionState
from xiaopu.modules.campaigns.usecases.leave_members import forget_visitors, move_touches
from xiaopu.modules.campaigns.usecases.want_shop_code import want_shop_code

__all__ = [
    "PromotionState",
    "forget_visitors",
    "move_touches",
    "promotion_state",
    "shop_code_url",
    "want_shop_code",
]
