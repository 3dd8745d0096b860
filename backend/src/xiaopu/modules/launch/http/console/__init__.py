"""Console routes of the launch: a file for each noun, gathered here."""

from typing import Any

from xiaopu.modules.launch.http.console import (
    account,
    change_subject,
    consent,
    domains,
    filing,
    overview,
    profile,
    support,
    templates,
    verification,
)

CONSOLE_ROUTES: list[Any] = [
    *overview.ROUTES,
    *account.ROUTES,
    *change_subject.ROUTES,
    *consent.ROUTES,
    *profile.ROUTES,
    *verification.ROUTES,
    *filing.ROUTES,
    *domains.ROUTES,
    *support.ROUTES,
    *templates.ROUTES,
]
