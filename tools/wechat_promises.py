"""What was promised about WeChat, both sides of the wire, and the files that prove each of it."""

from typing import Final

Promise = tuple[str, tuple[str, ...]]

CLIENTS: Final[tuple[Promise, ...]] = (
    (
        "Pay v3: JSAPI, H5, Native, query, close, refunds, abnormal refunds, bills, complaints, 特约商户进件,"
        " service-provider variants",
        ("tests/wechat/test_every_call.py", "tests/wechat/test_pay_calls.py", "tests/wechat/test_bills.py"),
    ),
    (
        "Payment, refund, complaint and transfer notices; public-key and certificate mode at once; SIGNTEST"
        " refused; five-minute window",
        ("tests/wechat/test_notices.py", "tests/wechat/test_sandbox_faults.py"),
    ),
    (
        "Certificates: download, rotation, and the change from certificates to the public key in the mall",
        ("tests/wechat/test_certificates.py", "tests/journeys/test_key_change.py"),
    ),
    ("OAEP fields", ("tests/wechat/test_ciphers.py", "tests/wechat/test_provider_calls.py")),
    (
        "Bills with rows: download, hash, four sections, back-ticks, by our client against the sandbox",
        ("tests/wechat/test_bills.py", "tests/wechat/drives/paying.py"),
    ),
    (
        "Mini program server: every call",
        ("tests/wechat/test_every_call.py", "tests/wechat/test_miniprogram_calls.py"),
    ),
    ("Stable token shared by processes", ("tests/wechat/test_tokens.py",)),
    (
        "Open platform: every call, and from registration to release with pushes",
        ("tests/wechat/test_every_call.py", "tests/wechat/test_platform_journey.py"),
    ),
    (
        "Message push: URL check, plain and AES, JSON and XML, DTD refused, duplicates",
        (
            "tests/wechat/test_push.py",
            "tests/wechat/test_push_events.py",
            "tests/journeys/test_pushes.py",
            "tests/journeys/test_over_http.py",
        ),
    ),
    (
        "Typed errors with cause and mend in two languages; retry only what heals; time limits",
        ("tests/wechat/test_errors.py", "tests/wechat/test_transport.py"),
    ),
    (
        "No secret in a log or an exception",
        ("tests/wechat/test_secrecy.py", "tests/wechat/test_provider_secrecy.py"),
    ),
    ("Public test vectors", ("tests/wechat/test_vectors.py", "tests/wechat/test_ciphers.py")),
)
SANDBOX: Final[tuple[Promise, ...]] = (
    (
        "Signatures, field checks, limits, state machines",
        ("tests/sandbox/test_pay_authorization.py", "tests/sandbox/test_pay_orders.py"),
    ),
    (
        "48001 for component-only calls, 86369 before the filing, payment only for verified accounts",
        ("tests/sandbox/test_openplatform.py",),
    ),
    ("Notice and push retry schedules on a movable clock", ("tests/sandbox/test_notices.py",)),
    ("Pushes: plain and safe, JSON and XML", ("tests/sandbox/test_pushes.py",)),
    ("Daily bills whose sums match the journal", ("tests/sandbox/test_bills.py",)),
    (
        "Append-only journal; state survives a restart; reset; runs alone",
        ("tests/sandbox/test_command.py",),
    ),
    (
        "Faults on demand, by page, by API and by scenario file",
        ("tests/wechat/test_sandbox_faults.py", "tests/sandbox/test_command.py"),
    ),
    ("Odd input never crashes it", ("tests/sandbox/test_fuzz.py",)),
    (
        "The journal is the outside witness for the mall's books",
        ("tests/journeys/test_main_job.py", "proofs/f04_notice_chaos.py"),
    ),
)
LATER: Final = (
    "Combined payments and their shipping (合单), transfers to people (商家转账) beyond their notice",
    "Registration of persons and of trial mini programs (个人、试用小程序)",
)
SHOWN: Final[tuple[Promise, ...]] = (
    (
        "Our client against the sandbox for every call: happy, refused, faulty",
        ("tests/wechat/test_every_call.py",),
    ),
    (
        "Independent SDKs, unmodified but for the address: wechatpayv3, wechatpy, wechatpay-axios-plugin",
        (
            "tests/sandbox/test_wechatpayv3.py",
            "tests/sandbox/test_wechatpy.py",
            "tests/sandbox/test_wechatpay_axios_plugin.py",
        ),
    ),
    ("This page, made from the code", ("tests/wechat/test_reference_table.py",)),
    (
        "20,000 mutated notices in process, 500 over HTTP against the mall: none accepted, none in 5xx",
        ("tests/wechat/test_notices.py", "tests/journeys/test_over_http.py"),
    ),
    (
        "2,000 mutated upstream answers: no crash, no wrong state, in the clients and in the mall",
        ("tests/wechat/test_upstream_fuzz.py", "tests/modules/payments/test_upstream_fuzz.py"),
    ),
)
PROMISES: Final = (*CLIENTS, *SANDBOX, *SHOWN)
