"""Console routes of payments: the account, and the money that came in."""

from typing import Any, Literal

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody, SkipValidation

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.payments import queries
from xiaopu.modules.payments.api import ThePayments
from xiaopu.modules.payments.flows.check_account import AccountChecker
from xiaopu.modules.payments.schemas import AccountIn, AccountView, PaymentRow, PaymentSummary
from xiaopu.modules.payments.usecases.set_account import SetAccount, set_account
from xiaopu.modules.tenancy.api import CheckResult, Staff


@get("/channels/payment", opt={"permission": "channels.read"})
async def get_account(staff: NamedDependency[Staff], units: OpenUnits, payments: ThePayments) -> AccountView:
    """The merchant account without its keys, and the address for notices."""
    return await units.read(staff.scope, queries.account_view, payments.notify_url(staff.scope.shop_id))


@put("/channels/payment", opt={"permission": "channels.write"})
async def put_account(
    data: JSONBody[AccountIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    payments: ThePayments,
) -> AccountView:
    """Store the merchant account."""
    command = SetAccount(
        data.mchid,
        data.serial_no,
        data.private_key_pem,
        data.apiv3_key,
        data.public_key_id,
        data.public_key_pem,
    )
    await units.write(staff.scope, set_account, command, vault=vault)
    return await units.read(staff.scope, queries.account_view, payments.notify_url(staff.scope.shop_id))


@post("/channels/payment/check", opt={"permission": "channels.write"}, status_code=200)
async def check_account(
    staff: NamedDependency[Staff], account_checker: NamedDependency[SkipValidation[AccountChecker]]
) -> CheckResult:
    """Prove the account by a real signed call."""
    return await account_checker.check(staff.scope)


@get("/payments", opt={"permission": "payments.read"})
async def list_payments(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    status: FromQuery[Literal["created", "open", "paid", "closed"] | None] = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[PaymentRow]:
    """Every payment attempt, newest first."""
    return await units.read(staff.scope, queries.payment_page, status, cursor, limit)


@get("/payments/summary", opt={"permission": "payments.read"})
async def get_summary(staff: NamedDependency[Staff], units: OpenUnits) -> PaymentSummary:
    """What came in and what goes back, over all time."""
    return await units.report(staff.scope, queries.summary)


CONSOLE_ROUTES: list[Any] = [get_account, put_account, check_account, list_payments, get_summary]
