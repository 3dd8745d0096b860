"""Refusals of platform.

Refusal
├── PlatformNotSet          409   the operator has no third-party platform: modes B and C are closed
├── PlatformNotReady        409   WeChat has not pushed the platform's ticket yet
├── PlatformRefused         409   WeChat refused: its code, the cause and what mends it
├── PlatformUnavailable     503   WeChat did not answer
├── GrantStateNotValid      409   the way back from WeChat is unknown, used, too old, or another person's
├── AppidTaken              409   the mini program belongs to another shop
├── GrantGone               409   the mini program does not trust the platform (any more)
├── NotForIndividuals       409   fast registration is for companies and sole traders
├── RegistrationRunning     409   one is under way already
├── RegistrationDone        409   the shop has a mini program already
├── PushNotSet              404   a push for nobody
├── PushNotProven           401   a push that is forged, stale or unreadable
└── PushForAnother          403   a push that another key sealed, or that is another AppID's
"""

from xiaopu.kernel.errors import Busy, NotAllowed, NotFound, NotSignedIn, Refusal


class PlatformNotSet(Refusal):
    code = "platform_not_set"
    zh = "平台还没有接入第三方平台，请用自己的 AppID 和 AppSecret 接入，或联系平台运营者"
    en = "The operator has no third-party platform; use your own AppID and AppSecret, or ask the operator."


class PlatformNotReady(Refusal):
    code = "platform_not_ready"
    zh = "微信还没有把平台的票据推送过来，已请微信重新推送，请一分钟后再试"
    en = "WeChat has not pushed the platform's ticket yet; it was asked to, try again in a minute."


class PlatformRefused(Refusal):
    """`wechat_code` is WeChat's own; `cause` and `mend` in both languages and `who` mends it are ours."""

    code = "platform_refused"
    zh = "微信没有接受：{cause}（{wechat_code}）。{mend}"
    en = "WeChat refused: {cause_en} ({wechat_code}). {mend_en}"


class PlatformUnavailable(Busy):
    code = "platform_unavailable"
    zh = "微信暂时没有回答，不是您的问题，请稍后再试"
    en = "WeChat does not answer; it is not your fault, try again later."


class GrantStateNotValid(Refusal):
    code = "grant_state_not_valid"
    zh = "这次授权已过期、已用过，或不是由当前登录的商家发起，请回到开店向导重新扫码"
    en = "This authorisation is too old, used, or was begun by somebody else; begin again."


class AppidTaken(Refusal):
    code = "appid_taken"
    zh = "小程序 {appid} 已经接入另一家店铺；请先在那家店铺里解除，或换一个小程序"
    en = "The mini program {appid} belongs to another shop."


class GrantGone(Refusal):
    code = "grant_gone"
    zh = "小程序没有授权给本平台，或已取消授权，请重新授权"
    en = "The mini program has not authorised the platform, or has taken it back."


class NotForIndividuals(Refusal):
    code = "registration_not_for_individuals"
    zh = (
        "平台代注册只支持企业和个体工商户。个人小程序没有电商类目，不能上线卖货；个人注册接口将在后续版本提供"
    )
    en = "Fast registration is for companies and sole traders; individuals come in a later release."


class RegistrationRunning(Refusal):
    code = "registration_running"
    zh = "这个主体已有一个注册任务在进行，请等法人完成核验，最晚到 {until}"
    en = "A registration of this subject is under way until {until}."


class RegistrationDone(Refusal):
    code = "registration_done"
    zh = "店铺已有由平台注册的小程序 {appid}，无需再注册"
    en = "The shop has the registered mini program {appid} already."


class PushNotSet(NotFound):
    code = "push_not_set"
    zh = "店铺还没有设置消息推送"
    en = "The shop has not set up message push."


class PushNotProven(NotSignedIn):
    """`why` names the check that failed."""

    code = "push_not_proven"
    zh = "无法确认这条推送来自微信"
    en = "The push is not proven to be WeChat's."


class PushForAnother(NotAllowed):
    code = "push_for_another"
    zh = "这条推送不是发给这个小程序的"
    en = "The push is another mini program's."
