"""Refusals of after-sales. What orders refuse (`order_state`, `aftersale_open`) comes through.

Refusal
└── AftersaleState    409   this after-sale cannot do that now: `status` says how it stands
"""

from xiaopu.kernel.errors import Refusal


class AftersaleState(Refusal):
    code = "aftersale_state"
    zh = "这个售后单现在不能这样操作"
    en = "The after-sale cannot do this in its present state."
