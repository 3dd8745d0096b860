"""What neighbours may ask of the launch."""

from xiaopu.modules.launch.domain.steps import CARD, Step
from xiaopu.modules.launch.domain.truth import Words


def step_title(step: str) -> Words:
    """How a step is called on the page 开店向导."""
    card = CARD[Step(step)]
    return Words(card.zh, card.en)


__all__ = ["Words", "step_title"]
