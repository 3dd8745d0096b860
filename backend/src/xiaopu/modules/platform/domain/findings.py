"""What each of WeChat's answers to a fast registration means, and what mends it. Pure."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """What one of WeChat's answers means. `again_after_hours`: 0 at once after mending, None never with this
    subject or person.
    """

    code: str
    cause_zh: str
    cause_en: str
    mend_zh: str
    mend_en: str
    mends: str  # merchant, legal_person, wechat, operator
    again_after_hours: int | None = 0


_AGAIN_ZH, _AGAIN_EN = (
    "重新提交，并提醒法人 24 小时内完成",
    "Hand it in again and remind the legal person of the 24 hours",
)
_LIMIT_ZH = "注销或迁移不用的小程序，或换一个"
_REGISTER_ZH = "等工商数据更新（新设或变更后约 5–15 个工作日）再提交"
_REGISTER_EN = "Wait for the business register (5 to 15 working days after a change), then hand it in again"

# Statuses of the push notify_third_fasteregister. Source: developers.weixin.qq.com
# Fast_Registration_Interface_document, read 2026-11; 100004 is known from one source only.
PUSHED = (
    Finding("0", "注册成功", "Registered", "无需处理", "Nothing to do", "wechat", None),
    Finding(
        "-1",
        "企业与法人姓名不一致",
        "Company and legal person do not fit",
        "按营业执照核对企业名称、代码与法人姓名",
        "Check name, code and person against the licence",
        "merchant",
    ),
    Finding(
        "100001",
        "法人 24 小时内没有完成身份证校验",
        "No identity check within 24 hours",
        _AGAIN_ZH,
        _AGAIN_EN,
        "legal_person",
    ),
    Finding(
        "100002",
        "法人 24 小时内没有完成人脸识别",
        "No face check within 24 hours",
        _AGAIN_ZH,
        _AGAIN_EN,
        "legal_person",
    ),
    Finding(
        "100003",
        "法人 24 小时内没有确认",
        "No confirmation within 24 hours",
        _AGAIN_ZH,
        _AGAIN_EN,
        "legal_person",
    ),
    Finding(
        "100004",
        "微信实名与法人姓名不一致",
        "The WeChat user is not the legal person",
        "填写法人本人已实名的微信号",
        "Give the legal person's own WeChat id",
        "merchant",
    ),
    Finding(
        "101",
        "工商登记显示企业已注销",
        "The company has been dissolved",
        "换一个存续的主体",
        "Use a subject that exists",
        "merchant",
        None,
    ),
    Finding(
        "102",
        "工商登记里没有这家企业，或信息还没更新",
        "The register does not know the company yet",
        _REGISTER_ZH,
        _REGISTER_EN,
        "merchant",
        120,
    ),
    Finding(
        "103",
        "法人姓名与工商登记不一致",
        "The legal person's name differs from the register",
        "按工商登记核对法人姓名；刚变更过法人要等数据更新",
        "Check the name; after a change wait for the register",
        "merchant",
    ),
    Finding(
        "104",
        "法人身份证号与工商登记不一致",
        "The card number differs from the register",
        "请法人用登记的身份证实名微信；证件变更过要等数据更新",
        "Use the WeChat id under the registered card",
        "legal_person",
    ),
    Finding(
        "105",
        "工商登记里法人的证件还没更新",
        "The register has the old card of the legal person",
        _REGISTER_ZH,
        _REGISTER_EN,
        "merchant",
        120,
    ),
    Finding(
        "1000",
        "企业或法人信息与工商登记不一致",
        "Company or person differ from the register",
        "逐项对照营业执照修改",
        "Compare each field with the licence",
        "merchant",
    ),
    Finding(
        "1001",
        "这个主体注册的小程序已到上限",
        "The subject has as many mini programs as it may",
        _LIMIT_ZH + "主体",
        "Close one that is not used, or use another subject",
        "merchant",
    ),
    Finding(
        "1002",
        "这个主体被微信限制注册",
        "The subject is on WeChat's black list",
        "联系微信客服申诉，或换一个主体",
        "Appeal at WeChat, or use another subject",
        "merchant",
        None,
    ),
    Finding(
        "1003",
        "这位管理员的小程序已到上限",
        "The administrator has too many accounts",
        "换一位法人微信绑定较少的主体，或先解绑不用的账号",
        "Unbind accounts that are not used",
        "legal_person",
    ),
    Finding(
        "1004",
        "这位管理员被微信限制注册",
        "The administrator is on WeChat's black list",
        "请本人联系微信客服申诉",
        "The person appeals at WeChat",
        "legal_person",
        None,
    ),
    Finding(
        "1005",
        "管理员的手机号绑定的小程序已到上限",
        "The phone number has too many accounts",
        "请法人换一个绑定微信的手机号，或解绑不用的账号",
        "Use another phone number",
        "legal_person",
    ),
    Finding(
        "1006",
        "管理员的手机号被微信限制注册",
        "The phone number is on WeChat's black list",
        "请法人换一个手机号",
        "Use another phone number",
        "legal_person",
    ),
    Finding(
        "1007",
        "管理员的身份证注册的小程序已到上限",
        "The identity card has too many accounts",
        "先注销或解绑不用的账号",
        "Close or unbind accounts that are not used",
        "legal_person",
    ),
    Finding(
        "1008",
        "管理员的身份证被微信限制注册",
        "The identity card is on WeChat's black list",
        "请本人联系微信客服申诉",
        "The person appeals at WeChat",
        "legal_person",
        None,
    ),
)

# Refusals of the call itself (registerMiniprogram, read 2026-11), and our own two.
SAID = (
    Finding(
        "89247",
        "微信内部错误",
        "WeChat had an internal fault",
        "过几分钟重试，不是您的问题",
        "Try again in some minutes; it is not your fault",
        "wechat",
    ),
    Finding(
        "89248",
        "企业代码类型不对",
        "The kind of code is wrong",
        "按证件核对企业代码",
        "Check the code",
        "merchant",
    ),
    Finding(
        "89249",
        "这个主体已有注册任务在进行",
        "A registration of this subject is under way",
        "等那个任务结束，或 24 小时后再提交",
        "Wait for its end, or come back in 24 hours",
        "merchant",
        24,
    ),
    Finding(
        "89250",
        "没有找到注册任务",
        "There is no such registration",
        "重新提交",
        "Hand it in again",
        "merchant",
    ),
    Finding(
        "89251",
        "正在等法人核身",
        "Waiting for the legal person",
        "提醒法人打开微信里的模板消息",
        "Remind the legal person to open the message in WeChat",
        "legal_person",
        24,
    ),
    Finding(
        "89252", "微信正在核对企业与法人信息", "WeChat is checking", "稍后再看", "Look later", "wechat", 1
    ),
    Finding(
        "89253", "缺少必填信息", "Something is missing", "补全后重新提交", "Complete the form", "merchant"
    ),
    Finding(
        "89254",
        "平台的权限集不全",
        "The platform lacks rights",
        "由平台运营者补全权限集并全网发布；也可以先用自有账号接入",
        "The operator completes and publishes them",
        "operator",
        24,
    ),
    Finding(
        "89255",
        "企业代码的长度与类型不符",
        "The code does not fit its kind",
        "按营业执照核对统一社会信用代码（18 位）",
        "Check the credit code (18 letters)",
        "merchant",
    ),
    Finding(
        "86004",
        "微信号不存在或搜索不到",
        "The WeChat id is not known or cannot be searched",
        "核对法人微信号，并让他打开「允许通过微信号搜索到我」",
        "Check the id; let it be found by search",
        "legal_person",
    ),
    Finding(
        "61070",
        "法人姓名与微信号的实名不一致",
        "The name does not fit the WeChat id",
        "填写法人本人已实名的微信号",
        "Give the legal person's own WeChat id",
        "merchant",
    ),
    Finding(
        "unreachable",
        "连不上微信，没有提交",
        "WeChat could not be reached; nothing was handed in",
        "检查服务器的出网后再提交",
        "Check the server's way out and hand it in again",
        "operator",
    ),
    Finding(
        "expired",
        "24 小时过去了，微信没有送来结果",
        "24 hours went by without WeChat's word",
        _AGAIN_ZH,
        _AGAIN_EN,
        "legal_person",
    ),
)

_BY_CODE = {finding.code: finding for finding in (*PUSHED, *SAID)}


def finding_of(code: str) -> Finding:
    """What a code means; one that nobody has written down gets a general sentence."""
    known = _BY_CODE.get(code)
    if known is not None:
        return known
    return Finding(
        code,
        f"微信没有完成注册（{code}）",
        f"WeChat did not register it ({code})",
        "核对信息后重新提交；仍不行请带着这个码联系微信客服",
        "Check what was entered and hand it in again; then ask WeChat's support with this code",
        "merchant",
    )
