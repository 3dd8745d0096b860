"""Three ways to a mini program, and what can be read and set by API in each. Pure data."""

from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.steps import Step


class Mode(StrEnum):
    """How the shop's mini program is reached at WeChat."""

    OWN = "own"
    GRANTED = "granted"
    CREATED = "created"


class ModeCard(msgspec.Struct, frozen=True):
    mode: Mode
    zh: str
    en: str
    words_zh: str
    words_en: str


MODES: tuple[ModeCard, ...] = (
    ModeCard(
        Mode.OWN,
        "自有账号",
        "Own account",
        "您自己在公众平台注册，把 AppID、AppSecret 和上传密钥填到这里。"
        "域名、类目、提审要在公众平台手动做，每一步我们给出菜单位置和要填的值，再从外部验证。",
        "You register with WeChat yourself and enter AppID, AppSecret and upload key here. Domains,"
        " categories and review are done by hand there; we give the menu path and every value, and prove the"
        " result.",
    ),
    ModeCard(
        Mode.GRANTED,
        "授权给平台",
        "Granted to the platform",
        "已有小程序，扫码授权给平台，域名、类目、提审、发布都在这里点。",
        "You have a mini program and grant it to the platform by scanning; everything is then done here.",
    ),
    ModeCard(
        Mode.CREATED,
        "平台代注册",
        "Registered by the platform",
        "还没有小程序：用营业执照和法人微信，由平台代为注册（企业、个体工商户）。",
        "No mini program yet: the platform registers one from the licence and the legal person's WeChat"
        " (company, sole trader).",
    ),
)


class Way(StrEnum):
    """How a thing is read or set. `API` by WeChat's interface, `HAND` by a person on mp.weixin.qq.com,
    `SIGN` read by an outside sign, `OURS` in our own data, `NONE` not to be read at all.
    """

    API = "api"
    HAND = "hand"
    SIGN = "sign"
    OURS = "ours"
    NONE = "none"


class Task(msgspec.Struct, frozen=True):
    """One thing to do within a step, for the mode `own` and for the two modes of the platform.

    `menu` is where a person does it by hand; `sign` says what proves it from outside; `declarable` when
    WeChat offers no sign: then 本人确认 is noted and never counts as proof.
    """

    key: str
    step: Step
    zh: str
    en: str
    own_set: Way
    own_read: Way
    platform_set: Way
    platform_read: Way
    menu: str = ""
    sign_zh: str = ""
    sign_en: str = ""

    @property
    def declarable(self) -> bool:
        """Nothing but the person's word exists for it in the mode `own`."""
        return self.own_read is Way.NONE

    def ways(self, mode: Mode) -> tuple[Way, Way]:
        """(set, read) in that mode."""
        if mode is Mode.OWN:
            return self.own_set, self.own_read
        return self.platform_set, self.platform_read


_MP = "mp.weixin.qq.com"
_W = Way
TASKS: tuple[Task, ...] = (
    Task("email", Step.ACCOUNT, "注册邮箱", "An e-mail to register with", _W.HAND, _W.NONE, _W.NONE, _W.NONE,
         f"{_MP} → 立即注册 → 小程序：用一个没有注册过公众平台、开放平台、企业微信，"
         "也没有绑定个人微信的邮箱"),
    Task("secret", Step.ACCOUNT, "AppID 和 AppSecret", "AppID and AppSecret",
         _W.OURS, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 管理 → 开发管理 → 开发设置 → 开发者ID",
         "用它们换一次接口凭证", "A token call with them"),
    Task("allow_list", Step.ACCOUNT, "IP 白名单", "IP allow-list", _W.HAND, _W.SIGN, _W.NONE, _W.NONE,
         f"{_MP} → 管理 → 开发管理 → 开发设置 → IP 白名单",
         "换凭证不再返回 40164", "The token call no longer answers 40164"),
    Task("push", Step.ACCOUNT, "消息推送", "Message push", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 管理 → 开发管理 → 消息推送",
         "微信向我们的地址发来验证", "WeChat calls our address to verify it"),
    Task("name", Step.PROFILE, "名称", "Name", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 设置 → 基本设置 → 小程序名称"),
    Task("avatar", Step.PROFILE, "头像", "Picture", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 设置 → 基本设置 → 小程序头像"),
    Task("introduction", Step.PROFILE, "介绍", "Introduction", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 设置 → 基本设置 → 介绍"),
    Task("categories", Step.PROFILE, "服务类目", "Service categories", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 设置 → 基本设置 → 服务类目",
         "订阅消息接口返回的类目", "The categories that the template interface answers"),
    Task("verification", Step.VERIFICATION, "微信认证", "Verification", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 设置 → 微信认证",
         "商户号能用这个 AppID 下单", "The merchant number can order with this AppID"),
    Task("filing", Step.FILING, "ICP 备案", "ICP filing", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 设置 → 小程序备案",
         "能够发布（不再返回 86369）", "It can be released (no 86369 any more)"),
    Task("domains", Step.DOMAINS, "服务器域名", "Server domains", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 管理 → 开发管理 → 开发设置 → 服务器域名",
         "手机打开体验版后传回的信标", "A beacon from the trial version on a phone"),
    Task("upload_key", Step.CODE, "代码上传密钥", "Upload key", _W.HAND, _W.SIGN, _W.NONE, _W.NONE,
         f"{_MP} → 管理 → 开发管理 → 开发设置 → 小程序代码上传",
         "用它上传成功", "An upload with it succeeds"),
    Task("trial", Step.CODE, "设为体验版", "Trial version", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 管理 → 版本管理 → 开发版本 → 选为体验版",
         "手机打开体验版后传回的信标", "A beacon from the trial version on a phone"),
    Task("shipping", Step.STORE, "开通发货信息管理", "Shipping management", _W.HAND, _W.SIGN, _W.HAND, _W.API,
         f"{_MP} → 功能 → 发货信息管理",
         "is_trade_managed 返回已开通", "is_trade_managed answers true"),
    Task("link_mchid", Step.PAYMENT, "商户号关联 AppID", "Merchant number linked",
         _W.HAND, _W.SIGN, _W.HAND, _W.SIGN,
         "pay.weixin.qq.com → 产品中心 → AppID 账号管理 → 关联 AppID",
         "真实的下单调用", "A real order call"),
    Task("pay", Step.PAYMENT, "收款证明", "Proof of payment", _W.OURS, _W.SIGN, _W.OURS, _W.SIGN,
         "", "一笔 0.01 元付款，收到通知并退回", "A payment of 0.01 yuan, noticed and refunded"),
    Task("privacy", Step.REVIEW, "用户隐私保护指引", "Privacy guide", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 设置 → 服务内容声明 → 用户隐私保护指引"),
    Task("interfaces", Step.REVIEW, "申请收货地址接口", "Apply for the address interface",
         _W.HAND, _W.NONE, _W.HAND, _W.SIGN,
         f"{_MP} → 管理 → 开发管理 → 接口设置 → 获取用户收货地址",
         "提审不再返回 61040", "Submitting no longer answers 61040"),
    Task("order_path", Step.REVIEW, "订单中心路径", "Order-centre path", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 提交审核时填写"),
    Task("submit", Step.REVIEW, "提交审核", "Submit for review", _W.HAND, _W.NONE, _W.API, _W.API,
         f"{_MP} → 管理 → 版本管理 → 开发版本 → 提交审核"),
    Task("release", Step.RELEASE, "发布", "Release", _W.HAND, _W.SIGN, _W.API, _W.API,
         f"{_MP} → 管理 → 版本管理 → 审核版本 → 发布",
         "生成线上链接不再返回 85079 / 41030", "A live link no longer answers 85079 / 41030"),
)  # fmt: skip

TASK: dict[str, Task] = {task.key: task for task in TASKS}
SOURCE = "微信公众平台菜单与开放接口文档，整理于 2026-11-22；菜单位置以公众平台为准"
