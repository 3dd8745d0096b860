"""What the launch needs from outside: readers of the truth, one for each step."""

from typing import Protocol

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import StepTruth


class StepReader(Protocol):
    """Looks at one step: our own data in units, WeChat outside of them.

    Raises `DeskBusy` when WeChat does not answer: the step then stays as it is.
    """

    step: Step

    async def read(self, scope: ShopScope) -> StepTruth: ...
