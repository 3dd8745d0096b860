"""What others may ask of after-sales."""

from xiaopu.modules.aftersales.queries import count_requested, latest_of
from xiaopu.modules.aftersales.schemas import AftersaleBrief
from xiaopu.modules.aftersales.usecases.finish_refund import finish_when_all_is_back
from xiaopu.modules.aftersales.usecases.leave_members import forget_notes, move_aftersales

__all__ = [
    "AftersaleBrief",
    "count_requested",
    "finish_when_all_is_back",
    "forget_notes",
    "latest_of",
    "move_aftersales",
]
