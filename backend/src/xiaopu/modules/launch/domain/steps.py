"""The steps of a launch, what each needs before it can end, and the order in which they are drawn."""

from enum import StrEnum

import msgspec


class Step(StrEnum):
    """One card of 开店向导."""

    SUBJECT = "subject"
    ACCOUNT = "account"
    PROFILE = "profile"
    VERIFICATION = "verification"
    FILING = "filing"
    DOMAINS = "domains"
    CODE = "code"
    STORE = "store"
    PAYMENT = "payment"
    REVIEW = "review"
    RELEASE = "release"
    PROMOTION = "promotion"


class StepCard(msgspec.Struct, frozen=True):
    """How a step is called, what it stands for, and which steps must be done before it can be.

    `after` is what WeChat or the law really demands; steps without an arrow between them run side by side.
    `days` is how long it usually takes, (fewest, most), waiting included; `source` is where that stands.
    """

    step: Step
    row: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    after: tuple[Step, ...]
    days: tuple[int, int]
    source: str


_M = "小程序官方文档，2026-07-30"
_OURS = "小铺"

CARDS: tuple[StepCard, ...] = (
    StepCard(
        Step.SUBJECT,
        "L1",
        "主体资料",
        "Who sells",
        "小程序登记在谁名下。主体注册后不能更改，先想好再填。",
        "In whose name the mini program stands. It can never be changed afterwards.",
        (),
        (0, 1),
        _M,
    ),
    StepCard(
        Step.ACCOUNT,
        "L1",
        "小程序账号",
        "Mini program account",
        "拿到一个能用的 AppID，并证明它是您的。",
        "An AppID that works, and the proof that it is yours.",
        (Step.SUBJECT,),
        (0, 2),
        _M,
    ),
    StepCard(
        Step.PROFILE,
        "L2",
        "名称、头像、简介、类目",
        "Name, picture, introduction, categories",
        "买家在微信里看到的门面；类目决定能卖什么。",
        "What shoppers see in WeChat; the categories decide what may be sold.",
        (Step.ACCOUNT,),
        (0, 3),
        _M,
    ),
    StepCard(
        Step.VERIFICATION,
        "L2",
        "微信认证",
        "Verification by WeChat",
        "开通微信支付前必须通过；每年一次。",
        "Needed before WeChat Pay; once a year.",
        (Step.PROFILE,),
        (1, 5),
        "小程序官方文档，2026-07-30；费用见主体表",
    ),
    StepCard(
        Step.FILING,
        "L2",
        "小程序 ICP 备案",
        "ICP filing",
        "没有备案不能发布（微信返回 86369）。",
        "Without it nothing can be released (WeChat answers 86369).",
        (Step.PROFILE,),
        (2, 23),
        "平台初审 1–2 个工作日，管局 1–20 个工作日：备案常见问答，2026-07-30",
    ),
    StepCard(
        Step.DOMAINS,
        "L3",
        "服务器域名",
        "Server domains",
        "小程序只能访问登记过的 https 域名。",
        "A mini program only reaches https domains that are registered.",
        (Step.ACCOUNT,),
        (0, 1),
        _M,
    ),
    StepCard(
        Step.CODE,
        "L4",
        "代码上传",
        "Code upload",
        "用我们做好的小程序，按您的店铺配置好，检查后上传。",
        "Our mini program, set up for your shop, checked and uploaded.",
        (Step.ACCOUNT,),
        (0, 1),
        _OURS,
    ),
    StepCard(
        Step.STORE,
        "L6",
        "商城搭建",
        "Setting up the mall",
        "商品、首页、运费、售后地址、协议：审核的人会打开看。",
        "Goods, home page, freight, return address, agreements: the reviewer looks at them.",
        (),
        (0, 3),
        _OURS,
    ),
    StepCard(
        Step.PAYMENT,
        "L7",
        "支付配置",
        "WeChat Pay",
        "用一笔 0.01 元的真实付款证明能收钱，再当面退回。",
        "Proven by a real payment of 0.01 yuan that is refunded before your eyes.",
        (Step.VERIFICATION,),
        (1, 5),
        _M,
    ),
    StepCard(
        Step.REVIEW,
        "L5",
        "提交审核",
        "Review",
        "提交前先过我们的预审，少被打回。",
        "Our own coach looks first, so that WeChat refuses less.",
        (Step.PROFILE, Step.DOMAINS, Step.CODE, Step.STORE, Step.PAYMENT),
        (1, 7),
        _M,
    ),
    StepCard(
        Step.RELEASE,
        "L5",
        "发布上线",
        "Release",
        "审核通过、备案完成后点发布，所有人都能搜到。",
        "After review and filing: released, and everybody can find it.",
        (Step.REVIEW, Step.FILING),
        (0, 1),
        _M,
    ),
    StepCard(
        Step.PROMOTION,
        "L8",
        "运营推广",
        "Promotion",
        "把店分享出去，看每个渠道带来多少访客、订单和钱。",
        "Share the shop and see what every channel brings: visitors, orders, money.",
        (Step.RELEASE,),
        (0, 30),
        _OURS,
    ),
)

CARD: dict[Step, StepCard] = {card.step: card for card in CARDS}

# Without e-commerce there is nothing to pay: the steps that a showcase (个人主体) leaves out.
SELLING_ONLY = frozenset({Step.VERIFICATION, Step.PAYMENT})


def missing_before(step: Step, done: frozenset[Step], *, sells: bool) -> tuple[Step, ...]:
    """Which steps must still end before `step` can, in the order of the cards."""
    needed = {one for one in CARD[step].after if sells or one not in SELLING_ONLY}
    return tuple(card.step for card in CARDS if card.step in needed - done)


def next_step(open_steps: frozenset[Step], done: frozenset[Step], *, sells: bool) -> Step | None:
    """The one thing to do next: the first open step that nothing holds up."""
    for card in CARDS:
        if card.step in open_steps and not missing_before(card.step, done, sells=sells):
            return card.step
    return None
