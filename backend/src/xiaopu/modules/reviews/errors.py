"""Refusals of reviews. Whether a line may be reviewed is said by orders (`not_found`, `order_state`).

Refusal
└── ReviewTwice    422   the same line stands twice in one request
"""

from xiaopu.kernel.errors import InvalidInput


class ReviewTwice(InvalidInput):
    code = "review_twice"
    zh = "同一件商品只能评价一次"
    en = "An order line can be reviewed once."
