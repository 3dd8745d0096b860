"""The rules of `findings` in English: (cause, mend) by code. Menu names of 商户平台 stay Chinese. Pure."""

from typing import Final

_SAFETY = "账户中心 → API 安全 at pay.weixin.qq.com"
_FROM_ZIP = "from the archive of the certificate"

ENGLISH: Final[dict[str, tuple[str, str]]] = {
    "mchid_malformed": ("A merchant number has 8 to 10 digits", "Copy it from 账户中心 → 商户信息"),
    "serial_malformed": (
        "The serial number of a certificate has about 40 hexadecimal digits",
        f"See 商户 API 证书 under {_SAFETY}; the id of WeChat's public key is another thing",
    ),
    "apiv3_key_malformed": (
        "The APIv3 key has 32 letters and digits",
        f"Set it under {_SAFETY} and enter the same 32 letters here",
    ),
    "private_key_malformed": (
        "This is no readable PEM private key",
        f"Copy all of apiclient_key.pem {_FROM_ZIP}, from BEGIN PRIVATE KEY to END",
    ),
    "private_key_wrong_header": (
        "This is a certificate or a public key",
        "Take apiclient_key.pem (BEGIN PRIVATE KEY), not apiclient_cert.pem",
    ),
    "private_key_encrypted": (
        "The private key has a password",
        "Take apiclient_key.pem as WeChat's tool made it, without a password",
    ),
    "private_key_short": ("It is no RSA key of 2048 bits or more", "Apply for a new certificate"),
    "public_key_id_malformed": (
        "The id of WeChat's public key begins with PUB_KEY_ID_",
        f"See 微信支付公钥 under {_SAFETY}; the serial number of a certificate is another thing",
    ),
    "public_key_malformed": (
        "This is no readable PEM public key",
        f"Download pub_key.pem under {_SAFETY} and copy it from BEGIN PUBLIC KEY to END",
    ),
    "public_key_wrong_header": (
        "This is a certificate or a private key",
        "Take the pub_key.pem that was downloaded (BEGIN PUBLIC KEY)",
    ),
    "public_key_short": ("It is no RSA key of 2048 bits or more", "Download pub_key.pem again"),
    "public_key_is_own": (
        "This is your own public key, not WeChat's",
        f"Download pub_key.pem of 微信支付公钥 under {_SAFETY}",
    ),
    "public_key_of_another": (
        "The id of the public key seems to be another merchant's",
        f"It usually carries the merchant number: compare under {_SAFETY}",
    ),
    "certificate_malformed": (
        "The certificate cannot be read",
        f"Upload apiclient_cert.pem {_FROM_ZIP} (BEGIN CERTIFICATE)",
    ),
    "certificate_serial_differs": (
        "The serial number is another than the certificate's",
        "Enter the one that stands in the certificate",
    ),
    "certificate_of_another": (
        "The certificate is another merchant's",
        "Use certificate and key of this merchant number",
    ),
    "certificate_key_differs": (
        "Private key and certificate do not belong together",
        "Both files come from one application; apply again when one is lost",
    ),
    "certificate_expired": ("The certificate has expired", f"Replace it under {_SAFETY}"),
    "sign_error": (
        "WeChat does not take the signature: key, serial number and merchant number are no set",
        "Serial number and key must be those of this merchant's present certificate",
    ),
    "mchid_unknown": ("WeChat does not know this merchant number", "Compare it digit by digit"),
    "appid_not_bound": (
        "The mini program is not linked to the merchant number",
        "Link the AppID under 产品中心 → AppID 账号管理, then confirm it at mp.weixin.qq.com → 微信支付",
    ),
    "appid_missing": (
        "The shop has no AppID yet, so that the link cannot be checked",
        "Connect the mini program under channels first",
    ),
    "jsapi_not_open": (
        "The right to JSAPI payments is not opened",
        "Open it under 产品中心 → 我的产品; the mini program has to be verified",
    ),
    "apiv3_key_wrong": (
        "The APIv3 key is another than WeChat's: notices cannot be opened",
        f"Set it anew under {_SAFETY} and enter the new one here",
    ),
    "apiv3_key_unproven": (
        "No notice that could be opened has come yet, so that the APIv3 key is not proven",
        "Pay the test order of 0.01 yuan once; without a key WeChat sends no notice",
    ),
    "notice_missing": (
        "The test order is paid, but WeChat's notice did not come",
        "The APIv3 key is not set, or the notice address is closed to the internet; then test again",
    ),
    "public_key_id_unknown": (
        "WeChat does not know this id of a public key",
        f"Compare it under {_SAFETY}; in certificate mode apply for the public key first",
    ),
    "certificate_mode": (
        "WeChat signs with a platform certificate, which does not go with the public key entered",
        f"Finish switching to 微信支付公钥 under {_SAFETY}, then check again",
    ),
    "public_key_wrong": (
        "WeChat's signature does not fit the public key entered",
        f"Download pub_key.pem again under {_SAFETY} and replace it with its id",
    ),
    "clock_skew": (
        "The server's clock is more than 60 seconds off",
        "The operator turns on NTP; from five minutes on WeChat refuses everything",
    ),
    "notify_not_https": (
        "The notice address is not HTTPS",
        "The operator installs a certificate and changes the public address to https://",
    ),
    "notify_with_query": ("The notice address has a query", "The public address must have no ?"),
    "notify_ip": ("The notice address is an IP, not a domain", "Use a filed domain as public address"),
    "notify_local": (
        "The notice address can be opened on this machine alone",
        "Use a domain that the internet reaches; for trying here it is fine",
    ),
    "wechat_busy": ("WeChat Pay did not answer; this is not your fault", "Check again in some minutes"),
    "refused": ("WeChat Pay refused the check", "Give WeChat's code to the support of WeChat Pay"),
}
