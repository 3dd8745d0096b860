"""Cases of an open platform, second part: domains, testers, privacy, filing, verification."""

import msgspec

from tests.wechat.miniprogram_cases import JPEG
from tests.wechat.platform_cases import PlatformCase
from xiaopu.wechat.openplatform.domains import DomainAction, DomainChange
from xiaopu.wechat.openplatform.filing import IcpMediaRef
from xiaopu.wechat.openplatform.filing_fields import (
    IcpApplet,
    IcpAppletInfo,
    IcpApplication,
    IcpOrganization,
    IcpOwner,
    IcpPrincipal,
    IcpSubject,
)
from xiaopu.wechat.openplatform.privacy import InterfaceApplication, PrivacyOwner, PrivacyUse
from xiaopu.wechat.openplatform.verification import VerificationContact, VerificationData


def principal() -> IcpPrincipal:
    return IcpPrincipal(
        name="张三",
        mobile="13800138000",
        email="a@b.test",
        emergency_contact="13900139000",
        certificate_type=2,
        certificate_number="11010519491231002X",
        certificate_validity_date_start="20200101",
        certificate_validity_date_end="长期",
        certificate_photo_front="M1",
        certificate_photo_back="M2",
        verify_task_id="T1",
    )


def filing() -> IcpApplication:
    owner = IcpOwner(
        type=4, name="张三的店", province="440000", city="440300", district="440305", address="科技园"
    )
    licence = IcpOrganization(
        certificate_type=1, certificate_number="92440300MA5EUMXL0X", certificate_address="科技园"
    )
    return IcpApplication(
        icp_subject=IcpSubject(base_info=owner, organize_info=licence, principal_info=principal()),
        icp_applets=IcpApplet(base_info=IcpAppletInfo(service_content_types=[3]), principal_info=principal()),
    )


PRINCIPAL = msgspec.to_builtins(principal())
PRINCIPAL = {name: value for name, value in PRINCIPAL.items() if value is not None}
FILING = {
    "icp_subject": {
        "base_info": {
            "type": 4,
            "name": "张三的店",
            "province": "440000",
            "city": "440300",
            "district": "440305",
            "address": "科技园",
        },
        "organize_info": {
            "certificate_type": 1,
            "certificate_number": "92440300MA5EUMXL0X",
            "certificate_address": "科技园",
        },
        "principal_info": PRINCIPAL,
    },
    "icp_applets": {"base_info": {"service_content_types": [3]}, "principal_info": PRINCIPAL},
}
VERIFICATION = VerificationData(
    customer_type=12,
    contact_info=VerificationContact(name="张三", email="a@b.test"),
    account_name="张三的店",
    account_name_type=1,
    pay_type=2,
    qualification="M1",
)
VERIFICATION_SENT = {
    "customer_type": 12,
    "contact_info": {"name": "张三", "email": "a@b.test"},
    "account_name": "张三的店",
    "account_name_type": 1,
    "pay_type": 2,
    "qualification": "M1",
}


COMPLIANCE_CASES = [
    PlatformCase(
        path="/wxa/modify_domain",
        sent={"action": "set", "requestdomain": ["https://m.test"], "uploaddomain": ["https://m.test"]},
        as_shop=lambda shop: shop.web.server(
            DomainChange(
                action=DomainAction.SET, requestdomain=["https://m.test"], uploaddomain=["https://m.test"]
            )
        ),
        result={"requestdomain": ["https://m.test"]},
        check=lambda answer: answer.requestdomain == ("https://m.test",),
    ),
    PlatformCase(
        path="/wxa/setwebviewdomain",
        sent={"action": "get"},
        as_shop=lambda shop: shop.web.webview(DomainAction.GET),
        result={"webviewdomain": ["https://m.test"]},
        check=lambda answer: answer == ("https://m.test",),
    ),
    PlatformCase(
        path="/wxa/get_webviewdomain_confirmfile",
        sent={},
        as_shop=lambda shop: shop.web.confirm_file(),
        result={"file_name": "x.txt", "file_content": "y"},
        check=lambda answer: (answer.file_name, answer.file_content) == ("x.txt", "y"),
    ),
    PlatformCase(
        path="/wxa/bind_tester",
        sent={"wechatid": "zhangsan"},
        as_shop=lambda shop: shop.web.bind_tester("zhangsan"),
        result={"userstr": "u1"},
        check=lambda answer: answer == "u1",
    ),
    PlatformCase(
        path="/wxa/unbind_tester", sent={"userstr": "u1"}, as_shop=lambda shop: shop.web.unbind_tester("u1")
    ),
    PlatformCase(
        path="/wxa/memberauth",
        sent={"action": "get_experiencer"},
        as_shop=lambda shop: shop.web.testers(),
        result={"members": [{"userstr": "u1"}]},
        check=lambda answer: answer == ("u1",),
    ),
    PlatformCase(
        path="/cgi-bin/component/getprivacysetting",
        sent={"privacy_ver": 2},
        as_shop=lambda shop: shop.privacy.setting(),
        result={
            "code_exist": 1,
            "privacy_list": ["PhoneNumber"],
            "setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "联系"}],
        },
        check=lambda answer: (answer.code_exist, answer.privacy_list) == (True, ("PhoneNumber",)),
    ),
    PlatformCase(
        path="/cgi-bin/component/setprivacysetting",
        sent={
            "privacy_ver": 2,
            "owner_setting": {"notice_method": "通过弹窗", "contact_email": "a@b.test"},
            "setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "联系收货人"}],
        },
        as_shop=lambda shop: shop.privacy.set(
            PrivacyOwner(notice_method="通过弹窗", contact_email="a@b.test"),
            [PrivacyUse(privacy_key="PhoneNumber", privacy_text="联系收货人")],
        ),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/security/get_code_privacy_info",
        sent={},
        as_shop=lambda shop: shop.privacy.code_check(),
        result={"without_auth_list": [], "without_conf_list": ["chooseAddress"]},
        check=lambda answer: answer.without_conf_list == ("chooseAddress",),
    ),
    PlatformCase(
        path="/cgi-bin/component/uploadprivacyextfile",
        sent={},
        as_shop=lambda shop: shop.privacy.upload_file("privacy.txt", "隐私".encode()),
        result={"ext_file_media_id": "F1"},
        check=lambda answer: answer == "F1",
    ),
    PlatformCase(
        method="GET",
        path="/wxa/security/get_privacy_interface",
        sent={},
        as_shop=lambda shop: shop.privacy.interfaces(),
        result={"interface_list": [{"api_name": "wx.chooseLocation", "status": 3}]},
        check=lambda answer: (answer[0].api_name, answer[0].status) == ("wx.chooseLocation", 3),
    ),
    PlatformCase(
        path="/wxa/security/apply_privacy_interface",
        sent={"api_name": "wx.chooseLocation", "content": "选择自提点"},
        as_shop=lambda shop: shop.privacy.apply_interface(
            InterfaceApplication(api_name="wx.chooseLocation", content="选择自提点")
        ),
        result={"audit_id": 99},
        check=lambda answer: answer == 99,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/security/getorderpathinfo",
        sent={"info_type": "1"},
        as_shop=lambda shop: shop.privacy.order_path(in_audit=True),
        result={"msg": {"path": "pages/orders", "status": 2}},
        check=lambda answer: (answer.path, answer.status) == ("pages/orders", 2),
    ),
    PlatformCase(
        path="/wxa/icp/create_icp_verifytask",
        sent={"along_with_auth": False},
        as_shop=lambda shop: shop.filing.start_face_check(with_verification=False),
        result={"task_id": "T1"},
        check=lambda answer: answer == "T1",
    ),
    PlatformCase(
        path="/wxa/icp/query_icp_verifytask",
        sent={"task_id": "T1"},
        as_shop=lambda shop: shop.filing.face_check("T1"),
        result={"is_finish": True, "face_status": 1},
        check=lambda answer: (answer.is_finish, answer.face_status) == (True, 1),
    ),
    PlatformCase(
        path="/wxa/icp/upload_icp_media",
        sent={"type": "image", "icp_order_field": "x", "certificate_type": "1"},
        as_shop=lambda shop: shop.filing.upload(
            IcpMediaRef(type="image", icp_order_field="x", certificate_type=1), "a.jpg", JPEG, "image/jpeg"
        ),
        result={"type": "image", "media_id": "M1"},
        check=lambda answer: answer == "M1",
    ),
    PlatformCase(
        path="/wxa/icp/apply_icp_filing",
        sent=FILING,
        as_shop=lambda shop: shop.filing.apply(filing()),
        result={"hints": [{"err_field": "icp_subject.base_info.name", "errmsg": "不一致"}]},
        check=lambda answer: answer.hints[0].errmsg == "不一致",
    ),
    PlatformCase(
        method="GET",
        path="/wxa/icp/get_icp_entrance_info",
        sent={},
        as_shop=lambda shop: shop.filing.entrance(),
        result={"info": {"status": 5, "audit_data": [{"key_name": "主体名称", "error": "不一致"}]}},
        check=lambda answer: (answer.status, answer.audit_data[0].key_name) == (5, "主体名称"),
    ),
    PlatformCase(
        path="/wxa/icp/cancel_apply_icp_filing",
        sent={},
        as_shop=lambda shop: shop.filing.cancel_application(),
    ),
    PlatformCase(
        path="/wxa/icp/cancel_icp_filing", sent={"cancel_type": 2}, as_shop=lambda shop: shop.filing.cancel(2)
    ),
    PlatformCase(
        method="GET",
        path="/wxa/icp/query_icp_subject_types",
        sent={},
        as_shop=lambda shop: shop.filing.subject_types(),
        result={"items": [{"type": 4, "name": "企业"}]},
        check=lambda answer: answer[0].name == "企业",
    ),
    PlatformCase(
        method="GET",
        path="/wxa/icp/query_icp_certificate_types",
        sent={},
        as_shop=lambda shop: shop.filing.certificate_types(),
        result={"items": [{"type": 1, "subject_type": 4, "name": "营业执照"}]},
        check=lambda answer: answer[0].subject_type == 4,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/icp/query_icp_service_content_types",
        sent={},
        as_shop=lambda shop: shop.filing.content_types(),
        result={"items": [{"type": 3, "parent_type": 1, "name": "零售"}]},
        check=lambda answer: answer[0].parent_type == 1,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/icp/query_icp_district_code",
        sent={},
        as_shop=lambda shop: shop.filing.districts(),
        result={
            "items": [{"code": "440000", "name": "广东", "sub_list": [{"code": "440300", "name": "深圳"}]}]
        },
        check=lambda answer: answer[0].sub_list[0].name == "深圳",
    ),
    PlatformCase(
        path="/wxa/sec/wxaauth",
        sent={"auth_data": VERIFICATION_SENT},
        as_shop=lambda shop: shop.verification.submit(VERIFICATION),
        result={"taskid": "V1", "auth_url": "https://x.test"},
        check=lambda answer: answer.taskid == "V1",
    ),
    PlatformCase(
        path="/wxa/sec/reauth",
        sent={"auth_data": VERIFICATION_SENT, "taskid": "V1"},
        as_shop=lambda shop: shop.verification.submit_again("V1", VERIFICATION),
        result={"taskid": "V1"},
        check=lambda answer: answer.taskid == "V1",
    ),
    PlatformCase(
        path="/wxa/sec/queryauth",
        sent={"taskid": "V1"},
        as_shop=lambda shop: shop.verification.state("V1"),
        result={"task_status": 12, "apply_status": 4},
        check=lambda answer: (answer.task_status, answer.apply_status) == (12, 4),
    ),
    PlatformCase(
        path="/wxa/sec/submit_auth_and_icp",
        sent={"auth_data": VERIFICATION_SENT, **FILING, "icp_materials": {}},
        as_shop=lambda shop: shop.verification.submit_with_filing(VERIFICATION, filing()),
        result={"procedure_id": "P1", "pay_url": "https://x.test"},
        check=lambda answer: (answer.procedure_id, answer.pay_url) == ("P1", "https://x.test"),
    ),
    PlatformCase(
        path="/wxa/sec/query_auth_and_icp",
        sent={"procedure_id": "P1"},
        as_shop=lambda shop: shop.verification.procedure("P1"),
        result={"procedure_status": 24, "icp_audit": {"sms_verify_status": 2}},
        check=lambda answer: (answer.procedure_status, answer.icp_audit.sms_verify_status) == (24, 2),
    ),
]
