"""Refusals of releases.

Refusal
├── PackageState          409   this package cannot do that now: `status` says how it stands
├── VersionTaken          409   the shop has a package of that version
├── PackageNotReady       409   nothing is uploaded that could be submitted
├── NotStampedHere        409   the prebuilt package is not there, or has no such profile
├── SourceNotHere         409   an installation without the client's source
├── ArchiveRefused        422   a zip that is none, or that is dangerous to open: `why` says which
├── UploadKeyNotValid     422   no RSA private key
├── UploadKeyMissing      409   no upload key for this AppID
├── UploadFailed          409   WeChat took no upload; `retryable` says whether trying again makes sense
│   ├── UploadUnreachable     no network, or WeChat was busy                              retryable
│   ├── UploadToolMissing     miniprogram-ci is not installed and could not be            retryable
│   ├── UploadKeyWrong        the key is another AppID's, or was replaced
│   ├── UploadAddressRefused  −10008: this server is not in the allow-list of addresses
│   └── UploadTooLarge        WeChat's size limits
├── ReviewState           409   this submission cannot do that now
├── ReviewOpen            409   another submission is under way
├── CoachRed              409   the coach has red points: `points` names them
├── ByHandOnly            409   with an AppID of one's own WeChat takes this only by hand; `where` says where
├── PrivacyContactMissing 409   WeChat wants a contact for privacy questions
├── QuotaUsedUp           409   WeChat allows no more of this today or this month
└── WechatCodeRefused     409   WeChat's own refusal: its code, the cause and what mends it
"""

from typing import ClassVar

from xiaopu.kernel.errors import InvalidInput, Refusal


class PackageState(Refusal):
    code = "package_state"
    zh = "这个版本现在不能这样操作"
    en = "The package cannot do this in its present state."


class VersionTaken(Refusal):
    code = "version_taken"
    zh = "版本号 {version} 已经用过，换一个更大的"
    en = "The version {version} was used already."


class PackageNotReady(Refusal):
    code = "package_not_ready"
    zh = "还没有上传到微信的代码包，请先生成并上传"
    en = "No package was uploaded to WeChat yet."


class NotStampedHere(Refusal):
    code = "not_stamped"
    zh = "这台服务器上没有可用的小程序代码：{why}"
    en = "There is no usable mini program on this server: {why}"


class SourceNotHere(Refusal):
    code = "source_not_here"
    zh = "这台服务器没有带源码，请到项目的发布页下载同一版本的源码"
    en = "This server carries no source; get it from the project's releases."


class ArchiveRefused(InvalidInput):
    code = "archive_refused"
    zh = "这个压缩包不能用：{why_zh}"
    en = "The archive cannot be used: {why}"


class UploadKeyNotValid(InvalidInput):
    code = "upload_key_not_valid"
    zh = "这不是代码上传密钥：请把 private.wx….key 文件的全部内容粘贴进来"
    en = "This is no code upload key: paste the whole content of private.wx….key."


class UploadKeyMissing(Refusal):
    code = "upload_key_missing"
    zh = "还没有填写代码上传密钥"
    en = "The code upload key is not set."


class UploadFailed(Refusal):
    """`wechat_code` is the tool's or WeChat's own; `said` is its sentence without secrets."""

    retryable: ClassVar[bool] = False
    code = "upload_failed"
    zh = "微信没有接受上传：{said}"
    en = "WeChat did not take the upload: {said}"


class UploadUnreachable(UploadFailed):
    retryable = True
    code = "upload_unreachable"
    zh = "连不上微信的上传服务，稍后会自动再试"
    en = "WeChat's upload service cannot be reached; it is tried again."


class UploadToolMissing(UploadFailed):
    retryable = True
    code = "upload_tool_missing"
    zh = "上传工具 miniprogram-ci 还没有装好：{said}"
    en = "The upload tool miniprogram-ci is not installed: {said}"


class UploadKeyWrong(UploadFailed):
    code = "upload_key_wrong"
    zh = "代码上传密钥不对：它属于别的 AppID，或已经在公众平台重置"
    en = "The upload key is another AppID's, or was replaced."


class UploadAddressRefused(UploadFailed):
    code = "upload_address_refused"
    zh = "服务器 IP 不在代码上传白名单里，请把 {address} 加进去，或关闭 IP 白名单"
    en = "This server's address {address} is not in the allow-list for code uploads."


class UploadTooLarge(UploadFailed):
    code = "upload_too_large"
    zh = "代码包超过微信的大小限制"
    en = "The package is larger than WeChat allows."


class ReviewState(Refusal):
    code = "code_review_state"
    zh = "这次提审现在不能这样操作"
    en = "The submission cannot do this in its present state."


class ReviewOpen(Refusal):
    code = "code_review_open"
    zh = "已有版本在审核中，请等结果或先撤回"
    en = "A version is under review; wait for it or withdraw it."


class CoachRed(Refusal):
    code = "coach_red"
    zh = "提审前检查还有 {count} 项没有通过"
    en = "The review coach has {count} red points."


class ByHandOnly(Refusal):
    code = "by_hand_only"
    zh = "自有账号的这一步微信不开放接口，请到公众平台操作：{where}"
    en = "With an own AppID this is done by hand at mp.weixin.qq.com: {where}"


class PrivacyContactMissing(Refusal):
    code = "privacy_contact_missing"
    zh = "请先填写隐私问题的联系方式（电话、邮箱、QQ 或微信之一）"
    en = "Set a contact for privacy questions first."


class QuotaUsedUp(Refusal):
    code = "quota_used_up"
    zh = "微信的次数用完了：{what}"
    en = "WeChat allows no more of this now: {what}"


class WechatCodeRefused(Refusal):
    """`wechat_code` is WeChat's own, `unreachable` when it did not answer; `retryable` as a flag; `cause` and
    `mend` in both languages, and `who` mends it.
    """

    code = "wechat_code_refused"
    zh = "微信没有接受：{cause}（{wechat_code}）。{mend}"
    en = "WeChat refused: {cause_en} ({wechat_code}). {mend_en}"

    def __str__(self) -> str:
        return f"{self.data.get('wechat_code')} {self.data.get('cause')}"
