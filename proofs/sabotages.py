"""Guards, and how each is taken off: the bugs of part 1a to 1d of the reliability page, put back one at a
time.
"""

import msgspec

_BACKEND = "backend/src/xiaopu"
_MODULES = f"{_BACKEND}/modules"
_SPINE = f"{_BACKEND}/infra/database/migrations/versions/0001_spine"


class Edit(msgspec.Struct, frozen=True):
    """`old` stands exactly once in `file` and becomes `new`."""

    file: str
    old: str
    new: str


class Sabotage(msgspec.Struct, frozen=True, kw_only=True):
    """`shows` is the figure that must not stay zero."""

    proof: str
    name: str
    database: str
    shows: str
    edits: tuple[Edit, ...]
    cheap: bool = False


def _unchecked(dialect: str) -> tuple[Edit, ...]:
    """The constraints that would catch the oversale too late, as a 500."""
    return tuple(
        Edit(f"{_SPINE}.{dialect}.sql", f"{name} CHECK ({column} >= 0)", f"{name} CHECK (1 = 1)")
        for name, column in (
            ("ck_stock_on_hand_0", "on_hand"),
            ("ck_stock_journal_available_after_0", "available_after"),
        )
    )


_RESERVE = Edit(
    f"{_MODULES}/inventory/repository.py",
    "    .where(*_ONE, STOCK.c.on_hand >= _UNITS)\n",
    "    .where(*_ONE)\n",
)
_FUNCTION = (
    Edit(f"{_SPINE}.postgresql.sql", " AND on_hand >= want.units", ""),
    Edit(f"{_MODULES}/orders/sql/place_order.sql", " AND on_hand >= want.units", ""),
)
_ONCE = (
    Edit(
        f"{_MODULES}/payments/usecases/settle_payment.py",
        'kind="trade", received_at=uow.now):\n',
        'kind="trade", received_at=uow.now) < 2:\n',
    ),
    Edit(
        f"{_MODULES}/payments/repository.py",
        "SUCCEED = _MOVE.where(PAYMENTS.c.status.in_(payment_sources(PaymentAction.SUCCEED))).values(",
        "SUCCEED = _MOVE.values(",
    ),
)
_NEW_ROUTE = '''
@get("/spending/{member_id:str}", opt={"permission": "members.read"})
async def get_spending(member_id: str, staff: NamedDependency[Staff], units: OpenUnits) -> dict[str, str]:
    """What a member spent."""
    return {"member": member_id}


CONSOLE_ROUTES: list[Any] = [get_spending, '''


def _matrix(name: str, shows: str, *edits: Edit, cheap: bool = False) -> Sabotage:
    return Sabotage(proof="F12", name=name, database="sqlite", shows=shows, edits=edits, cheap=cheap)


def _chaos(name: str, shows: str, *edits: Edit) -> Sabotage:
    return Sabotage(proof="F4", name=name, database="sqlite", shows=shows, edits=edits)


SABOTAGES: tuple[Sabotage, ...] = (
    Sabotage(
        proof="F1",
        name="stock is reserved without looking",
        database="sqlite",
        shows="oversold",
        edits=(_RESERVE, *_unchecked("sqlite")),
        cheap=True,
    ),
    Sabotage(
        proof="F1",
        name="the stored function reserves without looking",
        database="postgresql",
        shows="oversold",
        edits=(*_FUNCTION, *_unchecked("postgresql")),
    ),
    _chaos("a notice counts each time it comes", "breaks", *_ONCE),
    _chaos(
        "signatures of notices are not checked",
        "forged_taken",
        Edit(f"{_BACKEND}/wechat/pay/notices.py", "    verify(keys, headers, raw_body, now=now)\n", ""),
    ),
    _chaos(
        "the sweep does not ask",
        "unhealed",
        Edit(
            f"{_MODULES}/payments/tasks.py",
            "await self._payments.check(scope, PaymentId(row.id))",
            "await self._later(scope, row.id)",
        ),
    ),
    _chaos(
        "money that nobody waits for is kept",
        "breaks",
        Edit(
            f"{_MODULES}/orders/usecases/take_payment.py",
            "request_refund(uow, RequestRefund(event.payment_id, event.amount_fen, reason, ",
            "str((event.payment_id, event.amount_fen, reason, ",
        ),
    ),
    _chaos(
        "the witness lies about amounts",
        "breaks",
        Edit(
            "sandbox/src/wxsandbox/journal.py",
            '"amount_fen": amount_fen,',
            '"amount_fen": amount_fen + (kind == "payment"),',
        ),
    ),
    _matrix(
        "a buyer's order is found by its number alone",
        "leaks",
        Edit(
            f"{_MODULES}/orders/repository.py",
            'MY_ORDER = ORDER.where(ORDERS.c.member_id == bindparam("mine"))',
            'MY_ORDER = ORDER.where(ORDERS.c.member_id != bindparam("mine") + "x")',
        ),
    ),
    _matrix(
        "an order is found in any shop",
        "leaks",
        Edit(
            f"{_MODULES}/orders/repository.py",
            "ORDER = select(ORDERS).where(_HERE, ",
            'ORDER = select(ORDERS).where(ORDERS.c.shop_id != _SHOP + "x", ',
        ),
    ),
    _matrix(
        "whoever is signed in works in every shop",
        "leaks",
        Edit(
            f"{_MODULES}/tenancy/http/access.py",
            "found = queries.role_in(read, session.merchant_id, ShopId(shop_id))",
            "found = queries.Role.OWNER",
        ),
    ),
    _matrix(
        "a role may do everything",
        "leaks",
        Edit(
            f"{_MODULES}/tenancy/http/access.py",
            'if not allows(staff.role, request.route_handler.opt.get(PERMISSION, "")):',
            'if not allows(staff.role, "overview.read"):',
        ),
        cheap=True,
    ),
    _matrix(
        "the cookie alone writes",
        "leaks",
        Edit(
            f"{_MODULES}/tenancy/http/access.py",
            "if request.method not in _SAFE and not same_secret(",
            "if False and not same_secret(",
        ),
    ),
    _matrix(
        "orders take fields that they do not know",
        "leaks",
        Edit(
            f"{_MODULES}/orders/schemas.py",
            "class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):",
            "class Input(msgspec.Struct, frozen=True, kw_only=True):",
        ),
    ),
    _matrix(
        "a route comes that the table does not know",
        "missing",
        Edit(
            f"{_MODULES}/insight/http/console.py",
            "CONSOLE_ROUTES: list[Any] = [",
            _NEW_ROUTE,
        ),
    ),
)
