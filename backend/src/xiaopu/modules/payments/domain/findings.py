"""What a check of a merchant account can find. Pure data: stable code, how grave, cause, mend, who mends,
source.

`fault` stops money, `unproven` has not been shown yet, `note` is only worth knowing. Sources are pages of
pay.weixin.qq.com, read on 2026-11-30.
"""

from typing import Literal

import msgspec

from xiaopu.modules.payments.domain.findings_english import ENGLISH

Grave = Literal["fault", "unproven", "note"]
Mender = Literal["merchant", "operator", "wechat"]


class Rule(msgspec.Struct, frozen=True):
    """One thing that can be wrong with an account."""

    code: str
    grave: Grave
    cause: str
    mend: str
    source: str
    who: Mender = "merchant"


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that struck; `detail` holds a number or WeChat's own code, never a key."""

    code: str
    detail: str | None = None


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the merchant reads: the cause, and what to do about it, in Chinese and English."""

    code: str
    grave: Grave
    cause: str
    mend: str
    cause_en: str
    mend_en: str
    who: Mender
    source: str
    detail: str | None = None


_ACCESS = _KEYS = _BIND = "merchant/4012525182"
_PUBLIC, _SIGN, _NOTICE = "merchant/4013053420", "merchant/4012365337", "merchant/4012791861"
_SAFETY = "在商户平台「账户中心 - API 安全」"

RULES: tuple[Rule, ...] = (
    Rule(
        "mchid_malformed", "fault", "商户号应是 8 到 10 位数字",
        "登录商户平台，在右上角或「账户中心 - 商户信息」抄下商户号", _ACCESS,
    ),
    Rule(
        "serial_malformed", "fault", "证书序列号应是 40 位左右的十六进制数",
        f"{_SAFETY}里查看「商户 API 证书」的序列号，不要填微信支付公钥 ID", _KEYS,
    ),
    Rule(
        "apiv3_key_malformed", "fault", "APIv3 密钥必须是 32 位字母和数字",
        f"{_SAFETY}里设置 APIv3 密钥，再把同一串 32 位字符填到这里", _KEYS,
    ),
    Rule(
        "private_key_malformed", "fault", "商户私钥不是可读的 PEM 私钥",
        "打开证书压缩包里的 apiclient_key.pem，从 BEGIN PRIVATE KEY 到 END 整段复制", _KEYS,
    ),
    Rule(
        "private_key_wrong_header", "fault", "这里填的是证书或公钥，不是私钥",
        "请改用 apiclient_key.pem（开头是 BEGIN PRIVATE KEY），不是 apiclient_cert.pem", _KEYS,
    ),
    Rule(
        "private_key_encrypted", "fault", "私钥带有密码，系统无法使用",
        "请用微信证书工具导出的原始 apiclient_key.pem，不要另加密码", _KEYS,
    ),
    Rule("private_key_short", "fault", "私钥不是 2048 位以上的 RSA 密钥", "请重新申请商户 API 证书", _KEYS),
    Rule(
        "public_key_id_malformed", "fault", "微信支付公钥 ID 以 PUB_KEY_ID_ 开头",
        f"{_SAFETY}里查看「微信支付公钥」的公钥 ID，不是证书序列号", _PUBLIC,
    ),
    Rule(
        "public_key_malformed", "fault", "微信支付公钥不是可读的 PEM 公钥",
        f"{_SAFETY}下载 pub_key.pem，从 BEGIN PUBLIC KEY 到 END 整段复制", _PUBLIC,
    ),
    Rule(
        "public_key_wrong_header", "fault", "这里填的是证书或私钥，不是微信支付公钥",
        "请改用下载的 pub_key.pem（开头是 BEGIN PUBLIC KEY）", _PUBLIC,
    ),
    Rule("public_key_short", "fault", "公钥不是 2048 位以上的 RSA 密钥", "请重新下载 pub_key.pem", _PUBLIC),
    Rule(
        "public_key_is_own", "fault", "填的是商户自己的公钥，不是微信支付的公钥",
        f"{_SAFETY}下载「微信支付公钥」pub_key.pem，它与自己的私钥不是一对", _PUBLIC,
    ),
    Rule(
        "public_key_of_another", "note", "公钥 ID 看起来属于另一个商户号",
        f"公钥 ID 里通常含有商户号；请登录本商户号，{_SAFETY}核对", _PUBLIC,
    ),
    Rule(
        "certificate_malformed", "fault", "上传的商户证书无法读取",
        "请上传证书压缩包里的 apiclient_cert.pem（开头是 BEGIN CERTIFICATE）", _KEYS,
    ),
    Rule(
        "certificate_serial_differs", "fault", "填写的序列号与证书里的不同",
        "以证书里的序列号为准，改正后再试", _KEYS,
    ),
    Rule(
        "certificate_of_another", "fault", "证书属于另一个商户号",
        "证书里写着它的商户号；请用本商户号申请的证书和私钥", _KEYS,
    ),
    Rule(
        "certificate_key_differs", "fault", "私钥与证书不是一对",
        "apiclient_key.pem 与 apiclient_cert.pem 必须出自同一次申请；找不到就重新申请证书", _KEYS,
    ),
    Rule("certificate_expired", "fault", "商户证书已经过期", f"{_SAFETY}更换商户 API 证书", _KEYS),
    Rule(
        "sign_error", "fault", "微信不接受签名：私钥、序列号或商户号不是一套",
        "核对商户号；序列号与私钥须是这个商户号当前生效的证书", _SIGN,
    ),
    Rule("mchid_unknown", "fault", "微信找不到这个商户号", "核对商户号是否抄错", _ACCESS),
    Rule(
        "appid_not_bound", "fault", "小程序 AppID 与商户号没有关联",
        "商户平台「产品中心 - AppID 账号管理」关联该 AppID，再到小程序后台「微信支付」确认", _BIND,
    ),
    Rule(
        "appid_missing", "unproven", "店铺还没有填写小程序 AppID，无法检查关联",
        "先在「渠道」里接入小程序", _BIND,
    ),
    Rule(
        "jsapi_not_open", "fault", "JSAPI 支付权限还没有开通",
        "商户平台「产品中心 - 我的产品」开通 JSAPI 支付；小程序须已完成微信认证", "merchant/4012791856",
    ),
    Rule(
        "apiv3_key_wrong", "fault", "APIv3 密钥与微信侧的不同，收到的通知解不开",
        f"{_SAFETY}重新设置 APIv3 密钥，并把新密钥填到这里", _KEYS,
    ),
    Rule(
        "apiv3_key_unproven", "unproven", "还没有收到过能解开的通知，APIv3 密钥未经证明",
        "用下面的 0.01 元测试单付一次；没设置密钥时微信不会发通知", _KEYS,
    ),
    Rule(
        "notice_missing", "fault", "测试单已付款，却没有收到微信的通知",
        "多半是没有设置 APIv3 密钥，或通知地址从外网打不开；设置后再做一次测试单", _NOTICE,
    ),
    Rule(
        "public_key_id_unknown", "fault", "微信不认识这个公钥 ID",
        f"{_SAFETY}核对公钥 ID；若仍是平台证书模式，请先申请微信支付公钥", _PUBLIC,
    ),
    Rule(
        "certificate_mode", "fault", "微信用平台证书签名，与填写的微信支付公钥不是一种模式",
        f"{_SAFETY}完成「微信支付公钥」的启用，再检查一次", _PUBLIC,
    ),
    Rule(
        "public_key_wrong", "fault", "用填写的公钥验不过微信的签名",
        f"{_SAFETY}重新下载 pub_key.pem，与公钥 ID 一起更换", _PUBLIC,
    ),
    Rule(
        "clock_skew", "fault", "服务器时间与微信相差超过 60 秒",
        "请服务器管理员打开自动对时（NTP）；相差 5 分钟以上时微信会拒绝所有请求", _SIGN, "operator",
    ),
    Rule(
        "notify_not_https", "fault", "通知地址不是 HTTPS",
        "请服务器管理员为域名配置证书，并把对外地址改成 https://", _NOTICE, "operator",
    ),
    Rule(
        "notify_with_query", "fault", "通知地址带有参数",
        "对外地址里不能有 ? 和参数", _NOTICE, "operator",
    ),
    Rule("notify_ip", "fault", "通知地址是 IP，不是域名", "请用备过案的域名作对外地址", _NOTICE, "operator"),
    Rule(
        "notify_local", "fault", "通知地址只有本机能打开，微信到不了",
        "把对外地址改成公网可访问的域名；只在本机试用时可以不理会", _NOTICE, "operator",
    ),
    Rule(
        "wechat_busy", "unproven", "微信支付没有回答，不是您的问题",
        "过几分钟再检查一次", _ACCESS, "wechat",
    ),
    Rule("refused", "fault", "微信支付拒绝了检查", "把微信的错误码交给微信支付客服", _ACCESS),
)  # fmt: skip

_BY_CODE = {rule.code: rule for rule in RULES}


def told(found: Found) -> Finding:
    """The finding in words."""
    rule = _BY_CODE[found.code]
    source = f"https://pay.weixin.qq.com/doc/v3/{rule.source}"
    words = (rule.cause, rule.mend, *ENGLISH[rule.code])
    return Finding(rule.code, rule.grave, *words, rule.who, source, found.detail)


def is_sound(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing that was found stops money."""
    return all(finding.grave != "fault" for finding in findings)
