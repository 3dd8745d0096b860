"""What happened in a launch."""

import msgspec


class StepMoved(msgspec.Struct, frozen=True):
    """A step is another status now; emitted, so that notices can tell the owner."""

    step: str
    status: str


class PersonAwaited(msgspec.Struct, frozen=True):
    """A step, or an open question about it, waits for a person since `since` (RFC 3339): a reminder is due.
    `zh` and `en` say for what, without anybody's name.
    """

    step: str
    since: str
    zh: str
    en: str


class MallLive(msgspec.Struct, frozen=True):
    """The mini program can be found by everybody for the first time."""

    appid: str


class LookAsked(msgspec.Struct, frozen=True):
    """Emitted, for launch itself: something moved, the step wants a look."""

    step: str
