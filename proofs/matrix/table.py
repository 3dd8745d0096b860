"""The whole table, what it leaves out with the reason, and the doors that the document does not name."""

from proofs.matrix import (
    access_rows,
    campaign_rows,
    console_rows,
    launch_rows,
    release_rows,
    storefront_rows,
    subject_rows,
)
from proofs.matrix.document import TENANT_PLACES, Door, Operation
from proofs.matrix.recipe import Row

ROWS: dict[str, Row] = (
    access_rows.ROWS
    | campaign_rows.ROWS
    | console_rows.ROWS
    | launch_rows.ROWS
    | release_rows.ROWS
    | storefront_rows.ROWS
    | subject_rows.ROWS
)

# Places that are called like ids and are none, or whose thing cannot be another's.
EXEMPT: dict[tuple[str, str], str] = {
    (
        "ApiConsoleV1ShopsShopIdChannelsPaymentPutAccount",
        "body.public_key_id",
    ): "WeChat's name for its own key; it opens nothing of ours",
    ("ApiStorefrontV1SlugPagesNameGetPage", "path.name"): "one of four words, not the name of a thing",
    ("MediaKeyGetMedia", "path.key"): "a picture is public under its key, of which 128 bits are random",
    ("ApiConsoleV1ShopsShopIdGoodsPostGoods", "body.skus.id"): "new goods have no SKUs yet",
}

_LAUNCH = "ApiConsoleV1ShopsShopIdLaunch"
_PAPER = "the name of a kind of paper, the same for every shop"
_CATEGORY = "WeChat's number for a category, the same for every shop"
_UPLOADED = (
    "WeChat's name for an upload, good with its own mini program alone; nothing of ours is found by it"
)
EXEMPT |= {
    (f"{_LAUNCH}FilingPapersKeyPutFilingPaper", "path.key"): _PAPER,
    (f"{_LAUNCH}VerificationPapersKeyPutVerificationPaper", "path.key"): _PAPER,
    (f"{_LAUNCH}ProfileCategoriesPostLaunchCategory", "body.papers.media_id"): _UPLOADED,
    (f"{_LAUNCH}ProfileCategoriesFirstSecondPutLaunchCategory", "body.papers.media_id"): _UPLOADED,
}
_PAYMENT = "ApiConsoleV1ShopsShopIdChannelsPayment"
EXEMPT |= {
    (
        f"{_PAYMENT}ExamineExamineAccount",
        "body.public_key_id",
    ): "typed text, only looked at",
    (f"{_PAYMENT}ApplymentPutApplyment", "body.settlement_id"): "WeChat's number of a settlement rule",
}
EXEMPT |= {
    (f"{_LAUNCH}StepsLookLook", "path.step"): "one of twelve words",
    (f"{_LAUNCH}TemplatesKeyFillFill", "path.key"): "one of five words",
    ("ApiPlatformV1LaunchesShopIdStepsLookLookForShop", "path.step"): "one of twelve words",
    (f"{_LAUNCH}TasksDeclaredPutDeclared", "path.task"): "a word of the table of tasks",
    (f"{_LAUNCH}TasksDeclaredDeleteDeclared", "path.task"): "a word of the table of tasks",
}
EXEMPT |= {
    (f"{_LAUNCH}ProfileCategoriesFirstSecond{verb}LaunchCategory", f"path.{part}"): _CATEGORY
    for verb in ("Put", "Delete")
    for part in ("first", "second")
}

EXEMPT |= {
    ("ApiConsoleV1ShopsShopIdReleasesPostRelease", f"body.{place}"): "WeChat's name or number, not ours"
    for place in (
        "items.first_id",
        "items.second_id",
        "items.third_id",
        "picture_ids",
    )
}
EXEMPT |= {
    (
        "ApiConsoleV1ShopsShopIdCodeTestersPostTester",
        "body.wechat_id",
    ): "the name of a person at WeChat",
}

# Routes outside of the document that answer without a credential, each reviewed.
DOORS: dict[Door, str] = {
    Door("GET", "/"): "the start page of the demo; elsewhere a way to the console",
    Door("GET", "/start.css"): "the start page's looks",
    Door("GET", "/{file_name}"): "a file that WeChat asks for to see whose a domain is; else nothing",
    Door("GET", "/healthz"): "says that the process answers, nothing of any shop",
    Door("GET", "/readyz"): "says that the database answers, nothing of any shop",
    Door("GET", "/metrics"): "counters by route; a reverse proxy keeps it inside",
    Door("GET", "/console"): "the console's page, without data",
    Door("GET", "/console/{path}"): "the console's files, without data",
    Door("GET", "/s/{slug}"): "the H5 mall's page, without data",
    Door("GET", "/s/{slug}/{path}"): "the H5 mall's files, without data",
    Door("GET", "/docs"): "the document's reader",
    Door("GET", "/docs/{path}"): "the reader again, whatever follows",
    Door("GET", "/docs/openapi.json"): "the document",
    Door("GET", "/docs/assets/{name}"): "the reader's files",
    Door("POST", "/callbacks/wechat/pay/{shop_id}"): "proven by WeChat's signature on the raw bytes (F4, F5)",
    Door("GET", "/callbacks/wechat/push/{shop_id}"): "answers WeChat's signed question with its own echo",
    Door("POST", "/callbacks/wechat/push/{shop_id}"): "proven by WeChat's signature and seal",
    Door("POST", "/callbacks/wechat/component"): "the operator's: proven by WeChat's signature and seal",
    Door("POST", "/callbacks/wechat/component/{appid}"): "the same; the receiver stands inside of the seal",
    Door("GET", "/callbacks/wechat/grant/{way}"): "opens by the session of the merchant who began it, once",
}


def uncovered(operations: list[Operation]) -> list[str]:
    """Operations without a row, rows without an operation, ids that no row puts a foreign thing into."""
    known = {operation.id for operation in operations}
    gaps = [f"{name} has a row and is not in the document" for name in sorted(ROWS.keys() - known)]
    for operation in operations:
        row = ROWS.get(operation.id)
        if row is None:
            gaps.append(f"{operation.method} {operation.path} ({operation.id}) has no row")
            continue
        tried = row.things().keys()
        gaps += [
            f"{operation.id} {place} is not tried"
            for place in operation.places
            if place not in TENANT_PLACES and place not in tried and (operation.id, place) not in EXEMPT
        ]
        gaps += [f"{operation.id} has no {place}" for place in tried if place not in operation.places]
    return gaps
