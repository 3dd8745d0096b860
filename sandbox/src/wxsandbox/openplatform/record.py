"""How far a mini program has come on its way to being live: one versionless document per mini program.

Mini programs that were provisioned directly are complete: verified, filed and released. Those that were
registered by hand or by a platform start from nothing. API, pages and reviewers share the same document.
"""

from typing import Any

import msgspec

from wxsandbox.world import World

FILED = 6
NOT_FILED = 1024
COMPANY, SOLE_TRADER, INDIVIDUAL = "company", "sole_trader", "individual"
SUBJECTS = (COMPANY, SOLE_TRADER, INDIVIDUAL)
DAY_S = 24 * 3600
# Verification is yearly; sixty days after its end paying stops.
VERIFIED_S, GRACE_S = 365 * DAY_S, 60 * DAY_S
SMS_WAITING, SMS_DONE, SMS_EXPIRED = 1, 2, 3


class NameAudit(msgspec.Struct):
    """A wished nickname: stat 1 in review, 2 refused, 3 accepted."""

    audit_id: int
    nickname: str
    stat: int
    created: int
    reason: str = ""
    ended: int = 0


class Category(msgspec.Struct):
    """A chosen category: audit_status 1 in review, 2 refused, 3 accepted."""

    first: int
    second: int
    audit_status: int
    audit_reason: str = ""
    papers: list[str] = []


class Facts(msgspec.Struct):
    """What was read in an uploaded package. Sizes are bytes; `stamp` is the object of config/stamp.js."""

    main_bytes: int
    total_bytes: int
    sha256: str
    robot: int = 0
    project_appid: str = ""
    stamp: dict[str, Any] = {}
    titles: list[str] = []
    selling_words: list[str] = []
    speaks_of_reviews: bool = False
    customer_service: bool = False
    privacy_keys: list[str] = []
    private_infos: list[str] = []


class Version(msgspec.Struct):
    """Uploaded code."""

    template_id: int
    user_version: str
    user_desc: str
    ext_json: str
    pages: list[str]
    at: int
    app_version: int = 0
    source: str = "template"
    facts: Facts | None = None

    @property
    def stamp(self) -> dict[str, Any]:
        """What the code was stamped with for its shop; empty when it was not."""
        return self.facts.stamp if self.facts is not None else {}


class Audit(msgspec.Struct):
    """A review: status 0 passed, 1 refused, 2 in review, 3 withdrawn, 4 delayed."""

    auditid: int
    status: int
    version: Version
    at: int
    reason: str = ""
    screenshot: str = ""
    sped_up: bool = False
    order_path: str = ""
    items: list[dict[str, Any]] = []
    ugc_declare: dict[str, Any] = {}


class Gray(msgspec.Struct):
    """A release in steps: status 1 under way, 4 all, 5 withdrawn."""

    status: int
    percentage: int
    at: int
    debuggers_first: bool = False
    testers_first: bool = False


class Task(msgspec.Struct):
    """A verification that was asked for."""

    taskid: str
    task_status: int
    apply_status: int
    message: str = ""
    fee_fen: int = 0
    by_hand: bool = False


class Launch(msgspec.Struct):
    """The whole way. Times are seconds since the epoch; `filing` is WeChat's status of the ICP filing.

    An empty allow-list lets everybody in. `reviewer` is hand, auto or empty for the general setting.
    """

    subject: str = COMPANY
    email: str = ""
    admin: dict[str, str] = {}
    secret_ips: list[str] = []
    upload_ips: list[str] = []
    upload_key_pem: str = ""
    develops_for: str = ""
    principal: str = ""
    credential: str = ""
    legal_name: str = ""
    registered: int = 0
    nickname: str = ""
    nickname_used: int = 0
    name_audit: NameAudit | None = None
    signature: str = ""
    signature_used: int = 0
    head_image: str = ""
    head_used: int = 0
    categories: list[Category] = []
    verified: bool = False
    verified_at: int = 0
    verification: Task | None = None
    filing: int = NOT_FILED
    filing_reasons: list[dict[str, str]] = []
    filing_request: dict[str, Any] = {}
    filing_number: str = ""
    sms: int = SMS_DONE
    sms_asked_at: int = 0
    trade_managed: bool = False
    face_task: str = ""
    domains: dict[str, list[str]] = {}
    webview_domains: list[str] = []
    testers: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    searchable: bool = True
    visitable: bool = True
    experience: Version | None = None
    audits: list[Audit] = []
    releases: list[Version] = []
    gray: Gray | None = None
    privacy: dict[str, dict[str, Any]] = {}
    interfaces: dict[str, int] = {}
    order_path: dict[str, Any] = {}
    procedure: str = ""
    withdrawals: list[int] = []
    speedups: int = 0
    reviewer: str = ""
    reviewer_seconds: int = 0

    @property
    def audit(self) -> Audit | None:
        """The newest review."""
        return self.audits[-1] if self.audits else None

    @property
    def release(self) -> Version | None:
        """The version that is live."""
        return self.releases[-1] if self.releases else None

    def sms_status(self, now_s: int) -> int:
        """How the short message of a filing stands: an unanswered one is over after a day."""
        if self.sms == SMS_WAITING and now_s - self.sms_asked_at > DAY_S:
            return SMS_EXPIRED
        return self.sms

    def can_pay(self, now_s: int) -> bool:
        """Whether WeChat Pay takes its orders: verified, and not sixty days late with the yearly review."""
        overdue = self.verified_at and now_s > self.verified_at + VERIFIED_S + GRACE_S
        return self.verified and self.subject != INDIVIDUAL and not overdue


def launch_of(world: World, appid: str) -> Launch:
    """The record, or a complete one for a mini program that was provisioned directly."""
    row = world.store.one("SELECT record FROM launch WHERE appid = :appid", appid=appid)
    if row is not None:
        return msgspec.json.decode(row["record"], type=Launch)
    app = world.store.one(
        "SELECT a.name, c.name AS firm FROM app a"
        " JOIN account c ON c.account_id = a.account_id WHERE a.appid = :a",
        a=appid,
    )
    name = app["name"] if app else ""
    version = Version(
        0, "1.0.0", "", "{}", ["pages/index/index"], world.clock.now_ms() // 1000, app_version=1
    )
    return Launch(
        principal=app["firm"] if app else "",
        nickname=name,
        signature=f"{name}的小程序",
        head_image=f"{world.settings.public_origin}/assets/face.svg?name={name}",
        categories=[Category(616, 617, 3)],
        verified=True,
        filing=FILED,
        trade_managed=True,
        releases=[version],
    )


def keep_launch(world: World, appid: str, launch: Launch) -> None:
    """Writes the record; joins the caller's unit."""
    world.store.run(
        "INSERT INTO launch VALUES (:appid, :record) ON CONFLICT (appid) DO UPDATE SET record = :record",
        appid=appid,
        record=msgspec.json.encode(launch).decode(),
    )
