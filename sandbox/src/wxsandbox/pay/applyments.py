"""Taking in sub-merchants (applyment4sub): submitted by the provider, decided on the desk, ending in a
sub_mchid.

Of the long form the groups, the kinds and the sealed fields are checked; pictures must have been uploaded
before.
"""

import json
from typing import Any

from wxsandbox import sealing, shapes
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.fields import Group, Text, check
from wxsandbox.pay.partners import own_sub_merchant
from wxsandbox.pay.refusals import PayRefusal, invalid_request, not_exists, param_error
from wxsandbox.store import Row
from wxsandbox.world import World

MESSAGES = {
    "APPLYMENT_STATE_EDITTING": "编辑中",
    "APPLYMENT_STATE_AUDITING": "审核中",
    "APPLYMENT_STATE_REJECTED": "已驳回",
    "APPLYMENT_STATE_TO_BE_CONFIRMED": "待账户验证",
    "APPLYMENT_STATE_TO_BE_SIGNED": "待签约",
    "APPLYMENT_STATE_SIGNING": "开通权限中",
    "APPLYMENT_STATE_FINISHED": "已完成",
    "APPLYMENT_STATE_CANCELED": "已作废",
}
GROUPS = ("contact_info", "subject_info", "business_info", "settlement_info", "bank_account_info")
SUBJECTS = tuple(
    f"SUBJECT_TYPE_{kind}"
    for kind in ("INDIVIDUAL", "ENTERPRISE", "INSTITUTIONS", "GOVERNMENT", "OTHERS", "MICRO")
)
SEALED = {
    "contact_info": ("contact_name", "mobile_phone", "contact_email"),
    "bank_account_info": ("account_name", "account_number"),
}
_CODE = Text(label="业务申请编号", longest=124, pattern=r"[0-9a-zA-Z_\-]+", required=True)
_ALLOWED = ("business_code", *GROUPS, "addition_info")
MODIFY = Group(
    label="请求体",
    fields={
        "modify_mode": Text(label="修改模式", longest=32, choices=("MODIFY_MODE_ASYNC",)),
        "account_type": Text(
            label="账户类型",
            longest=32,
            choices=("ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_PRIVATE"),
            required=True,
        ),
        "account_bank": Text(label="开户银行", longest=128, required=True),
        "bank_address_code": Text(label="开户银行省市编码", longest=20),
        "bank_name": Text(label="开户银行全称", longest=128),
        "bank_branch_id": Text(label="开户银行联行号", longest=128),
        "account_number": Text(label="银行账号", longest=2048, required=True),
        "account_name": Text(label="开户名称", longest=2048),
    },
)


def submit(call: PayCall) -> Reply:
    """POST /v3/applyment4sub/applyment/: new, or again after a refusal under the same business_code."""
    values = _checked(call)
    world = call.world
    with world.store.unit():
        known = world.store.one(
            "SELECT * FROM applyment WHERE sp_mchid = :m AND business_code = :code",
            m=call.mchid,
            code=values["business_code"],
        )
        text = json.dumps(values, ensure_ascii=False)
        if known is None:
            applyment_id = world.store.insert(
                "applyment",
                sp_mchid=call.mchid,
                business_code=values["business_code"],
                request=text,
                state="APPLYMENT_STATE_AUDITING",
                created_ms=world.clock.now_ms(),
            )
        elif known["state"] in ("APPLYMENT_STATE_REJECTED", "APPLYMENT_STATE_EDITTING"):
            applyment_id = known["applyment_id"]
            world.store.run(
                "UPDATE applyment SET request = :text, state = 'APPLYMENT_STATE_AUDITING', reason = ''"
                " WHERE applyment_id = :id",
                text=text,
                id=applyment_id,
            )
        else:
            raise invalid_request("业务申请编号已存在且申请单不可修改")
    return Reply(body={"applyment_id": 2_000_000_000_000_000 + applyment_id})


def by_code(call: PayCall) -> Reply:
    """GET …/business_code/{business_code}."""
    row = call.world.store.one(
        "SELECT * FROM applyment WHERE sp_mchid = :m AND business_code = :code",
        m=call.mchid,
        code=call.places["business_code"],
    )
    return _shown(call, row)


def by_id(call: PayCall) -> Reply:
    """GET …/applyment_id/{applyment_id}."""
    text = call.places["applyment_id"]
    number = int(text) - 2_000_000_000_000_000 if text.isdigit() and len(text) < 18 else 0
    row = call.world.store.one(
        "SELECT * FROM applyment WHERE sp_mchid = :m AND applyment_id = :id", m=call.mchid, id=number
    )
    return _shown(call, row)


def decide(world: World, applyment_id: int, state: str, reason: str) -> str:
    """Moves an application on, as WeChat's reviewers and the signing administrator do; returns the sub_mchid.

    Raises KeyError for an unknown application or state.
    """
    row = world.store.one("SELECT * FROM applyment WHERE applyment_id = :id", id=applyment_id)
    if row is None or f"APPLYMENT_STATE_{state}" not in MESSAGES:
        raise KeyError(applyment_id)
    sub_mchid = row["sub_mchid"]
    with world.store.unit():
        if state == "FINISHED" and not sub_mchid:
            sub_mchid = open_sub_merchant(world, row["sp_mchid"], json.loads(row["request"]))
        world.store.run(
            "UPDATE applyment SET state = :state, reason = :reason, sub_mchid = :sub"
            " WHERE applyment_id = :id",
            state=f"APPLYMENT_STATE_{state}",
            reason=reason,
            sub=sub_mchid,
            id=applyment_id,
        )
    return str(sub_mchid)


def open_sub_merchant(world: World, sp_mchid: str, request: dict[str, Any]) -> str:
    """Gives the provider a sub-merchant with the apps that the application names; joins the caller's unit."""
    business = request.get("business_info", {})
    program = business.get("sales_info", {}).get("mini_program_info", {})
    sub_mchid = shapes.new_mchid()
    bank = request.get("bank_account_info", {})
    settlement = {name: bank.get(name, "") for name in ("account_bank", "bank_name", "bank_branch_id")}
    world.store.insert(
        "sub_merchant",
        sub_mchid=sub_mchid,
        sp_mchid=sp_mchid,
        name=str(business.get("merchant_shortname", "")),
        sub_appids=str(program.get("mini_program_sub_appid", "")),
        settlement=json.dumps(settlement | {"account_type": "ACCOUNT_TYPE_BUSINESS"}, ensure_ascii=False),
        created_ms=world.clock.now_ms(),
    )
    return sub_mchid


def settlement(call: PayCall) -> Reply:
    """GET /v3/apply4sub/sub_merchants/{sub_mchid}/settlement; the account number is masked."""
    kept = json.loads(own_sub_merchant(call, call.places["sub_mchid"])["settlement"])
    return Reply(body=kept | {"account_number": "62*************78", "verify_result": "VERIFY_SUCCESS"})


def modify_settlement(call: PayCall) -> Reply:
    """POST …/modify-settlement."""
    values = call.form(MODIFY)
    row = own_sub_merchant(call, call.places["sub_mchid"])
    _revealed(call, values, "account_number")
    kept = {
        name: values.get(name, "") for name in ("account_type", "account_bank", "bank_name", "bank_branch_id")
    }
    call.world.store.run(
        "UPDATE sub_merchant SET settlement = :text WHERE sub_mchid = :sub",
        text=json.dumps(kept, ensure_ascii=False),
        sub=row["sub_mchid"],
    )
    return Reply(body={"application_no": shapes.digits(18)})


def _checked(call: PayCall) -> dict[str, Any]:
    if not call.headers.get("wechatpay-serial"):
        raise param_error("Http头缺少Wechatpay-Serial，敏感信息须加密", location="header")
    values = _read_object(call)
    check(values.get("business_code", ""), _CODE, "/body/business_code")
    for name in values:
        if name not in _ALLOWED:
            raise param_error(f"输入源“/body/{name}”是未定义的多余字段，请去掉后再试", name)
    _check_groups(call, values)
    return values


def _read_object(call: PayCall) -> dict[str, Any]:
    try:
        values = json.loads(call.body)
        json.dumps(values, ensure_ascii=False).encode("utf-8")
    except ValueError as broken:
        raise param_error("请求体不是合法的 JSON 格式，请检查后再试") from broken
    if not isinstance(values, dict):
        raise param_error("请求体不是合法的 JSON 格式，请检查后再试")
    return values


def _check_groups(call: PayCall, values: dict[str, Any]) -> None:
    for name in GROUPS:
        if not isinstance(values.get(name), dict) or not values[name]:
            raise param_error(f"输入源“/body/{name}”必填性规则校验失败，此字段为必填项")
    if values["subject_info"].get("subject_type") not in SUBJECTS:
        raise param_error("输入源“/body/subject_info/subject_type”取值不在枚举范围内")
    for group, names in SEALED.items():
        for name in names:
            _revealed(call, values[group], name)


def _revealed(call: PayCall, group: dict[str, Any], name: str) -> None:
    keys = [
        call.world.keys.private(call.merchant[key])
        for key in ("public_key_private_pem", "platform_private_pem")
    ]
    given = group.get(name)
    if not isinstance(given, str) or not given:
        raise param_error(f"输入源“{name}”必填性规则校验失败，此字段为必填项")
    if not any(sealing.reveal(key, given) for key in keys):
        raise PayRefusal(400, "PARAM_ERROR", f"敏感字段“{name}”解密失败，请检查Wechatpay-Serial与加密公钥")


def _shown(call: PayCall, row: Row | None) -> Reply:
    if row is None:
        raise not_exists("申请单不存在")
    body: dict[str, Any] = {"business_code": row["business_code"]}
    body["applyment_id"] = 2_000_000_000_000_000 + row["applyment_id"]
    body |= {"applyment_state": row["state"], "applyment_state_msg": MESSAGES[row["state"]]}
    if row["state"] == "APPLYMENT_STATE_REJECTED":
        body["audit_detail"] = [
            {"field": "subject_info", "field_name": "主体资料", "reject_reason": row["reason"]}
        ]
    if row["state"] in ("APPLYMENT_STATE_TO_BE_SIGNED", "APPLYMENT_STATE_TO_BE_CONFIRMED"):
        body["sign_url"] = f"{call.world.settings.public_origin}/merchant?mchid={call.mchid}"
    if row["sub_mchid"]:
        body["sub_mchid"] = row["sub_mchid"]
    return Reply(body=body)
