"""The life of one step as a table. A move that is not in it does not exist. Pure."""

from enum import StrEnum


class StepStatus(StrEnum):
    """How a step stands. `skipped`: this shop does not need it (a showcase takes no payments)."""

    UNTOUCHED = "todo"
    DOING = "doing"
    WAITING_WECHAT = "waiting_wechat"
    WAITING_PERSON = "waiting_person"
    FAILED = "failed"
    DONE = "done"
    SKIPPED = "skipped"


class StepAction(StrEnum):
    START = "start"
    SUBMIT = "submit"
    ASK = "ask"
    FAIL = "fail"
    PROVE = "prove"
    SKIP = "skip"
    # The shop becomes another subject: what was proven was of another mini program.
    RESET = "reset"


_S, _A = StepStatus, StepAction
# Truth is read, not claimed: what was proven may be lost again (a revoked grant, an expired certificate),
# so every status can be left. Each action has one target.
_TARGETS: dict[StepAction, StepStatus] = {
    _A.START: _S.DOING,
    _A.SUBMIT: _S.WAITING_WECHAT,
    _A.ASK: _S.WAITING_PERSON,
    _A.FAIL: _S.FAILED,
    _A.PROVE: _S.DONE,
    _A.SKIP: _S.SKIPPED,
    _A.RESET: _S.UNTOUCHED,
}
TRANSITIONS: dict[tuple[StepStatus, StepAction], StepStatus] = {
    (status, action): target
    for action, target in _TARGETS.items()
    for status in StepStatus
    # Only what someone began can fail, and nobody goes back to a step that was never begun.
    if status is not target and not (status is _S.SKIPPED and action is _A.FAIL)
}


def action_towards(status: StepStatus, wanted: StepStatus) -> StepAction | None:
    """The action that leads from `status` to `wanted`; None when it is there already, or when nothing was
    begun and nothing was found.
    """
    if status is wanted or wanted is StepStatus.UNTOUCHED:
        return StepAction.START if wanted is StepStatus.UNTOUCHED and status in _LEFT else None
    found = next(action for action, target in _TARGETS.items() if target is wanted)
    return found if (status, found) in TRANSITIONS else None


# Back to the beginning: the proof is gone, or the shop needs the step after all.
_LEFT = frozenset({_S.DONE, _S.SKIPPED, _S.WAITING_WECHAT, _S.WAITING_PERSON, _S.FAILED})
