"""GET /v3/certificates: the platform certificates, sealed with the APIv3 key.

A merchant in public-key mode has none and is told so, as new merchants have been since 2024.
"""

from wxsandbox import sealing, shapes
from wxsandbox.clock import rfc3339
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.refusals import invalid_request, not_exists, param_error


def listing(call: PayCall) -> Reply:
    """Every RSA certificate with serial, validity and sealed PEM. Raises PayRefusal (404) without
    certificates.
    """
    algorithm = call.query.get("algorithm_type", "RSA")
    if algorithm not in ("RSA", "SM2", "ALL"):
        raise param_error("输入源“/query/algorithm_type”取值不在枚举范围内", algorithm, "query")
    merchant = call.merchant
    if merchant["signing_mode"] == "public_key":
        raise not_exists("无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥")
    if not merchant["apiv3_key"]:
        raise invalid_request("尚未设置APIv3密钥，请前往商户平台-API安全设置")
    if algorithm == "SM2":
        return Reply(body={"data": []})
    begin, end = sealing.validity(merchant["platform_certificate_pem"])
    nonce, pem = shapes.letters(12), merchant["platform_certificate_pem"].encode()
    sealed = {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": "certificate",
        "ciphertext": sealing.seal(merchant["apiv3_key"], pem, nonce=nonce, associated_data="certificate"),
    }
    entry = {"serial_no": merchant["platform_serial"], "encrypt_certificate": sealed}
    entry |= {"effective_time": rfc3339(begin), "expire_time": rfc3339(end)}
    return Reply(body={"data": [entry]})
