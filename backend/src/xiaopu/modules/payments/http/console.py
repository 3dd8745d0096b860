"""Console routes of payments: the account, its proofs, the application for one, the money that came in."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery, JSONBody, SkipValidation

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.payments import queries
from xiaopu.modules.payments.api import AccountChecker, ThePayments, TheProving
from xiaopu.modules.payments.domain.applyments import ApplymentForm
from xiaopu.modules.payments.flows.apply_merchant import MOST_PICTURE, Applying
from xiaopu.modules.payments.schemas import (
    AccountDraft,
    AccountIn,
    AccountReport,
    AccountView,
    ApplymentView,
    PaymentRow,
    PaymentSummary,
    PictureTaken,
    ProofLink,
    ProofView,
)
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account
from xiaopu.modules.tenancy.api import Staff

TheChecker = NamedDependency[SkipValidation[AccountChecker]]
TheApplying = NamedDependency[SkipValidation[Applying]]
ThePurse = NamedDependency[SkipValidation[Purse]]
_FORM_OVERHEAD = 64 * 1024


class PaperForm(msgspec.Struct, frozen=True):
    """One picture of a paper."""

    file: UploadFile


Paper = Annotated[PaperForm, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/channels/payment", opt={"permission": "channels.read"})
async def get_account(staff: NamedDependency[Staff], units: OpenUnits, payments: ThePayments) -> AccountView:
    """The merchant account without its keys, and the address for notices."""
    return await units.read(staff.scope, queries.account_view, payments.notify_url(staff.scope.shop_id))


@put("/channels/payment", opt={"permission": "channels.write"})
async def put_account(
    data: JSONBody[AccountIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    payments: ThePayments,
    purse: ThePurse,
) -> AccountView:
    """Store the merchant account. The platform's own number is refused: `second_clearing_refused`."""
    command = SetAccount(
        data.mchid,
        data.serial_no,
        data.private_key_pem,
        data.apiv3_key,
        data.public_key_id,
        data.public_key_pem,
        data.certificate_pem,
    )
    await units.write(staff.scope, set_account, command, purse=purse)
    return await units.read(staff.scope, queries.account_view, payments.notify_url(staff.scope.shop_id))


@post("/channels/payment/check", opt={"permission": "channels.write"}, status_code=200)
async def check_account(
    staff: NamedDependency[Staff], account_checker: TheChecker, payments: ThePayments
) -> AccountReport:
    """Everything that is wrong with the stored account, by signed calls that move no money."""
    return await account_checker.check(staff.scope, payments.notify_url(staff.scope.shop_id))


@post("/channels/payment/examine", opt={"permission": "channels.write"}, status_code=200)
async def examine_account(
    data: JSONBody[AccountDraft], staff: NamedDependency[Staff], account_checker: TheChecker
) -> AccountReport:
    """What can be seen of an account before it is stored; no network, nothing is kept."""
    return await account_checker.examine(staff.scope, data)


@post("/channels/payment/proofs", opt={"permission": "channels.write"}, status_code=201)
async def post_proof(staff: NamedDependency[Staff], units: OpenUnits, proving: TheProving) -> ProofView:
    """The open 0.01 yuan order with its code to scan, or a new one; it goes back by itself once paid."""
    opened = await proving.scan(staff.scope)
    return await units.read(staff.scope, queries.proof_view, opened.id)


@post("/channels/payment/proof-links", opt={"permission": "channels.write"}, status_code=201)
async def post_proof_link(staff: NamedDependency[Staff], proving: TheProving) -> ProofLink:
    """A 0.01 yuan order that a phone pays inside the mini program (JSAPI); its page is told once."""
    opened = await proving.link(staff.scope)
    path = None if opened.token is None else f"pages-order/proof/index?token={opened.token}"
    return ProofLink(opened.id, opened.expires_at, path)


@get("/channels/payment/proofs", opt={"permission": "channels.read"})
async def list_proofs(staff: NamedDependency[Staff], units: OpenUnits) -> dict[str, list[ProofView]]:
    """The last twenty proofs, newest first."""
    return {"items": await units.read(staff.scope, queries.proof_page)}


@get("/channels/payment/proofs/{proof_id:str}", opt={"permission": "channels.read"})
async def get_proof(proof_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> ProofView:
    """How one proof stands; cheap, for looking every second or two."""
    return await units.read(staff.scope, queries.proof_view, proof_id)


@post("/channels/payment/proofs/{proof_id:str}/check", opt={"permission": "channels.write"}, status_code=200)
async def check_proof(
    proof_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits, proving: TheProving
) -> ProofView:
    """Ask WeChat now, for whoever paid and sees nothing."""
    await units.read(staff.scope, queries.proof_view, proof_id)
    await proving.ask(staff.scope, proof_id)
    return await units.read(staff.scope, queries.proof_view, proof_id)


@get("/channels/payment/applyment", opt={"permission": "channels.read"})
async def get_applyment(staff: NamedDependency[Staff], units: OpenUnits, purse: ThePurse) -> ApplymentView:
    """How the application for a sub-merchant number stands."""
    return await units.read(staff.scope, queries.applyment_view, available=purse.provider is not None)


@put("/channels/payment/applyment", opt={"permission": "channels.write"})
async def put_applyment(
    data: JSONBody[ApplymentForm],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    applying: TheApplying,
    purse: ThePurse,
) -> ApplymentView:
    """Hand in, or mend and hand in again."""
    await applying.apply(staff.scope, data)
    return await units.read(staff.scope, queries.applyment_view, available=purse.provider is not None)


@post("/channels/payment/applyment/check", opt={"permission": "channels.write"}, status_code=200)
async def check_applyment(
    staff: NamedDependency[Staff], units: OpenUnits, applying: TheApplying, purse: ThePurse
) -> ApplymentView:
    """Ask WeChat now."""
    await applying.check(staff.scope)
    return await units.read(staff.scope, queries.applyment_view, available=purse.provider is not None)


@post(
    "/channels/payment/applyment/pictures",
    opt={"permission": "channels.write"},
    status_code=201,
    request_max_body_size=MOST_PICTURE + _FORM_OVERHEAD,
)
async def post_paper(data: Paper, staff: NamedDependency[Staff], applying: TheApplying) -> PictureTaken:
    """Hand a picture of a paper to WeChat; nothing of it is kept here."""
    return PictureTaken(await applying.upload(staff.scope, await data.file.read()))


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


CONSOLE_ROUTES: list[Any] = [
    get_account,
    put_account,
    check_account,
    examine_account,
    post_proof,
    post_proof_link,
    list_proofs,
    get_proof,
    check_proof,
    get_applyment,
    put_applyment,
    check_applyment,
    post_paper,
    list_payments,
    get_summary,
]
