"""What the launch gives to the whole."""

from collections.abc import Sequence
from typing import Any

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.worker import Schedule
from xiaopu.modules.launch.events import LookAsked
from xiaopu.modules.launch.flows.hear_wechat import WechatNews
from xiaopu.modules.launch.flows.look import EVERY, Looking
from xiaopu.modules.launch.flows.remind import REMIND_EVERY, Reminders
from xiaopu.modules.launch.handlers import look_after_review, look_after_upload
from xiaopu.modules.launch.http.console import CONSOLE_ROUTES
from xiaopu.modules.launch.http.open import OPEN_ROUTES
from xiaopu.modules.launch.http.platform import PLATFORM_ROUTES
from xiaopu.modules.launch.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.platform.events import (
    CategoryAudited,
    FilingMoved,
    GrantGiven,
    GrantRevoked,
    NameAudited,
    ProcedureMoved,
    RegistrationMoved,
    VerificationMoved,
)
from xiaopu.modules.releases.events import CodeReviewMoved, PackageUploaded

PUBLISHED: list[tuple[type, Any]] = [
    (PackageUploaded, look_after_upload),
    (CodeReviewMoved, look_after_review),
]

__all__ = [
    "CONSOLE_ROUTES",
    "OPEN_ROUTES",
    "PLATFORM_ROUTES",
    "PUBLISHED",
    "STOREFRONT_ROUTES",
    "consumers",
    "schedules",
]


def consumers(news: WechatNews) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox: what moved is looked at."""
    return (
        ("launch.grant_given", GrantGiven, news.account),
        ("launch.grant_revoked", GrantRevoked, news.account),
        ("launch.registration", RegistrationMoved, news.account),
        ("launch.name", NameAudited, news.profile),
        ("launch.category", CategoryAudited, news.profile),
        ("launch.verification", VerificationMoved, news.verification),
        ("launch.filing", FilingMoved, news.filing),
        ("launch.procedure", ProcedureMoved, news.both),
        ("launch.look_asked", LookAsked, news.asked),
    )


def schedules(looking: Looking, reminders: Reminders) -> Sequence[Schedule]:
    """Waiting steps are looked at by themselves, and people are reminded."""
    return (
        Schedule("launch.look", looking.look_at_waiting, every=EVERY),
        Schedule("launch.remind", reminders.run, every=REMIND_EVERY),
    )
