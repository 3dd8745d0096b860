"""Name, picture, introduction, categories and search of a mini program, set by the platform that it
trusts.
"""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.categories import BY_KEY, choose, granted, listed
from wxsandbox.openplatform.record import (
    COMPANY,
    INDIVIDUAL,
    SOLE_TRADER,
    VERIFIED_S,
    Category,
    Launch,
    NameAudit,
    keep_launch,
    launch_of,
)
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of, whole_of

NAME_QUOTA, PICTURE_QUOTA = 2, 5
FORBIDDEN_NAMES = ("微信", "腾讯", "小程序", "官方")
PROTECTED_NAMES = ("茅台", "华为")
TAKEN_NAMES = ("京东", "淘宝")
# Words that an individual's mini program may not carry in its name.
FIRM_WORDS = ("公司", "集团", "商城", "商贸")
PRINCIPAL_TYPES = {INDIVIDUAL: 0, SOLE_TRADER: 1, COMPANY: 1}
CUSTOMER_TYPES = {COMPANY: 1, SOLE_TRADER: 12, INDIVIDUAL: 15}
CATEGORY_LIMIT, CATEGORY_QUOTA = 5, 20


def basic_info(call: ApiCall) -> Answer:
    """GET /cgi-bin/account/getaccountbasicinfo."""
    launch = launch_of(call.world, call.appid)
    verify: dict[str, Any] = {
        "qualification_verify": launch.verified,
        "naming_verify": launch.verified,
        "annual_review": bool(launch.verified_at),
    }
    if launch.verified_at:
        end = launch.verified_at + VERIFIED_S
        verify |= {"annual_review_begin_time": launch.verified_at, "annual_review_end_time": end}
    head = {"head_image_url": launch.head_image, "modify_used_count": launch.head_used}
    sign = {"signature": launch.signature, "modify_used_count": launch.signature_used}
    name = {
        "nickname": launch.nickname,
        "modify_used_count": launch.nickname_used,
        "modify_quota": NAME_QUOTA,
    }
    return ok(
        appid=call.appid,
        account_type=3,
        principal_type=PRINCIPAL_TYPES[launch.subject],
        principal_name=launch.principal,
        credential=launch.credential,
        customer_type=CUSTOMER_TYPES[launch.subject] if launch.verified else 0,
        realname_status=1,
        registered_country=1017,
        wx_verify_info=verify,
        nickname=launch.nickname,
        nickname_info=name,
        head_image_info=head | {"modify_quota": PICTURE_QUOTA},
        signature_info=sign | {"modify_quota": PICTURE_QUOTA},
    )


def check_name(call: ApiCall) -> Answer:
    """POST /cgi-bin/wxverify/checkwxverifynickname."""
    name = _name(call.json(), launch_of(call.world, call.appid))
    hit = any(word in name for word in PROTECTED_NAMES)
    return ok(hit_condition=hit, wording="名称含品牌词，请提交商标注册证" if hit else "")


def set_name(call: ApiCall) -> Answer:
    """POST /wxa/setnickname: at once, or with papers through a review."""
    values, world = call.json(), call.world
    launch = launch_of(world, call.appid)
    name = _name(values, launch)
    if launch.name_audit is not None and launch.name_audit.stat == 1:
        raise ApiRefusal(91019, "nickname is in audit")
    if launch.nickname_used >= NAME_QUOTA:
        raise ApiRefusal(53301, "reach max modify times")
    if not any(word in name for word in PROTECTED_NAMES):
        launch.nickname, launch.nickname_used = name, launch.nickname_used + 1
        _keep(call, launch)
        return ok(audit_id=0, wording="")
    if not values.get("license") and not values.get("naming_other_stuff_1"):
        return ok(audit_id=0, wording="名称含品牌词，请提交商标注册证")
    audit = NameAudit(int(shapes.digits(9)), name, 1, world.clock.now_ms() // 1000)
    launch.name_audit = audit
    _keep(call, launch)
    return ok(audit_id=audit.audit_id, wording="")


def query_name(call: ApiCall) -> Answer:
    """POST /wxa/api_wxa_querynickname."""
    audit = launch_of(call.world, call.appid).name_audit
    if audit is None or call.json().get("audit_id") != audit.audit_id:
        raise ApiRefusal(53304, "audit_id not found")
    times = {"create_time": audit.created, "audit_time": audit.ended}
    return ok(nickname=audit.nickname, audit_stat=audit.stat, fail_reason=audit.reason, **times)


def set_picture(call: ApiCall) -> Answer:
    """POST /cgi-bin/account/modifyheadimage: media_id and the cut as fractions."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    media = text_of(values, "head_img_media_id", ApiRefusal(40007, "invalid media_id"))
    known = call.world.store.one(
        "SELECT 1 FROM media WHERE media_id = :id AND owner = :a", id=media, a=call.appid
    )
    if known is None:
        raise ApiRefusal(40007, "invalid media_id")
    corners = [values.get(name) for name in ("x1", "y1", "x2", "y2")]
    if any(isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at <= 1 for at in corners):
        raise ApiRefusal(40097, "invalid args")
    if launch.head_used >= PICTURE_QUOTA:
        raise ApiRefusal(53202, "reach max modify times this month")
    origin = call.world.settings.public_origin
    launch.head_image, launch.head_used = f"{origin}/cgi-bin/media/get?media_id={media}", launch.head_used + 1
    _keep(call, launch)
    return ok()


def set_signature(call: ApiCall) -> Answer:
    """POST /cgi-bin/account/modifysignature: 4 to 120 characters."""
    words, launch = call.json().get("signature"), launch_of(call.world, call.appid)
    if not isinstance(words, str) or not 4 <= len(words) <= 120:
        raise ApiRefusal(53204, "signature is invalid")
    if any(word in words for word in FORBIDDEN_NAMES[:2]):
        raise ApiRefusal(53201, "signature hits the blacklist")
    if launch.signature_used >= PICTURE_QUOTA:
        raise ApiRefusal(53200, "reach max modify times this month")
    launch.signature, launch.signature_used = words, launch.signature_used + 1
    _keep(call, launch)
    return ok()


def search_status(call: ApiCall) -> Answer:
    """GET /wxa/getwxasearchstatus: 0 can be found, 1 cannot."""
    return ok(status=0 if launch_of(call.world, call.appid).searchable else 1)


def set_search_status(call: ApiCall) -> Answer:
    """POST /wxa/changewxasearchstatus."""
    status, launch = call.json().get("status"), launch_of(call.world, call.appid)
    if status not in (0, 1) or isinstance(status, bool):
        raise ApiRefusal(85084, "status is invalid")
    launch.searchable = status == 0
    _keep(call, launch)
    return ok()


def all_categories(call: ApiCall) -> Answer:
    """GET /cgi-bin/wxopen/getallcategories."""
    _ = call.appid
    return ok(categories_list={"categories": listed()})


def own_categories(call: ApiCall) -> Answer:
    """GET /cgi-bin/wxopen/getcategory."""
    launch = launch_of(call.world, call.appid)
    data = [
        {
            "first": one.first,
            "first_name": BY_KEY[one.first, one.second].first_name,
            "second": one.second,
            "second_name": BY_KEY[one.first, one.second].second_name,
            "audit_status": one.audit_status,
            "audit_reason": one.audit_reason,
        }
        for one in launch.categories
    ]
    return ok(
        categories=data, limit=CATEGORY_QUOTA, quota=CATEGORY_QUOTA - len(data), category_limit=CATEGORY_LIMIT
    )


def categories_for_audit(call: ApiCall) -> Answer:
    """GET /wxa/get_category: accepted ones, in the words that submit_audit wants."""
    launch = launch_of(call.world, call.appid)
    data = [
        {
            "first_class": one.first_name,
            "second_class": one.second_name,
            "first_id": one.first,
            "second_id": one.second,
        }
        for one in granted(launch)
    ]
    return ok(category_list=data)


def add_category(call: ApiCall) -> Answer:
    """POST /cgi-bin/wxopen/addcategory: those with papers go through a review; an individual has no trade."""
    wanted, launch = call.json().get("categories"), launch_of(call.world, call.appid)
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise ApiRefusal(53303, "invalid args")
    for one in wanted:
        wrong = ApiRefusal(53303, "category not exists")
        known = choose(launch, whole_of(one, "first", wrong), whole_of(one, "second", wrong))
        if known.papers and not one.get("certicates"):
            raise ApiRefusal(53311, "certicates is missing")
        launch.categories.append(Category(known.first, known.second, 1 if known.papers else 3))
    if len(launch.categories) > CATEGORY_LIMIT:
        raise ApiRefusal(53301, "too many categories")
    _keep(call, launch)
    return ok()


def modify_category(call: ApiCall) -> Answer:
    """POST /cgi-bin/wxopen/modifycategory: other papers for a category, which then is reviewed anew."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    wrong = ApiRefusal(53303, "invalid args")
    key = (whole_of(values, "first", wrong), whole_of(values, "second", wrong))
    known = next((one for one in launch.categories if (one.first, one.second) == key), None)
    if known is None:
        raise wrong
    if not values.get("certicates"):
        raise ApiRefusal(53311, "certicates is missing")
    if known.audit_status == 1:
        raise ApiRefusal(53307, "only refused categories may be changed")
    known.audit_status, known.audit_reason = 1, ""
    _keep(call, launch)
    return ok()


def delete_category(call: ApiCall) -> Answer:
    """POST /cgi-bin/wxopen/deletecategory."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    wrong = ApiRefusal(53303, "invalid args")
    key = (whole_of(values, "first", wrong), whole_of(values, "second", wrong))
    kept = [one for one in launch.categories if (one.first, one.second) != key]
    if len(kept) == len(launch.categories):
        raise wrong
    launch.categories = kept
    _keep(call, launch)
    return ok()


def _keep(call: ApiCall, launch: Launch) -> None:
    with call.world.store.unit():
        keep_launch(call.world, call.appid, launch)
        if launch.nickname:
            call.world.store.run(
                "UPDATE app SET name = :name WHERE appid = :appid", name=launch.nickname, appid=call.appid
            )


def _name(values: dict[str, Any], launch: Launch) -> str:
    name = values.get("nick_name")
    size = sum(2 if ord(letter) > 0x2E7F else 1 for letter in name) if isinstance(name, str) else 0
    if not isinstance(name, str) or not 4 <= size <= 30:
        raise ApiRefusal(53010, "nickname format is invalid")
    forbidden = FORBIDDEN_NAMES + (FIRM_WORDS if launch.subject == INDIVIDUAL else ())
    if any(word in name for word in forbidden):
        raise ApiRefusal(53012, "nickname is forbidden")
    if name in TAKEN_NAMES:
        raise ApiRefusal(53013, "nickname is used")
    return name
