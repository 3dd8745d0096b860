"""Every call of the open platform that this sandbox answers, and the table over all of api.weixin.qq.com."""

from wxsandbox.openplatform import (
    code,
    component,
    domains,
    filing,
    joined,
    privacy,
    profile,
    registration,
    releasing,
)
from wxsandbox.weixin import operations as weixin
from wxsandbox.weixin.calls import Handler
from wxsandbox.weixin.operations import Access, Known


def _own(method: str, path: str, title: str, run: Handler) -> Known:
    return Known(method, path, title, run, Access.COMPONENT)


def _for_app(method: str, path: str, title: str, run: Handler) -> Known:
    return Known(method, path, title, run, Access.BEHALF)


_COMPONENT = "/cgi-bin/component"
OPERATIONS = (
    Known(
        "POST",
        f"{_COMPONENT}/api_start_push_ticket",
        "启动票据推送",
        component.start_push_ticket,
        Access.OPEN,
    ),
    Known("POST", f"{_COMPONENT}/api_component_token", "平台令牌", component.component_token, Access.OPEN),
    _own("POST", f"{_COMPONENT}/api_create_preauthcode", "预授权码", component.create_preauthcode),
    _own("POST", f"{_COMPONENT}/api_query_auth", "授权信息", component.query_auth),
    _own("POST", f"{_COMPONENT}/api_authorizer_token", "刷新授权方令牌", component.refresh_authorizer_token),
    _own("POST", f"{_COMPONENT}/api_get_authorizer_info", "授权方信息", component.authorizer_info),
    _own("POST", f"{_COMPONENT}/api_get_authorizer_list", "授权方列表", component.authorizer_list),
    _own("POST", f"{_COMPONENT}/fastregisterweapp", "快速注册企业小程序", registration.fast_register),
    _own("GET", "/sns/component/jscode2session", "平台代登录", component.component_session),
    _own("GET", "/wxa/gettemplatedraftlist", "草稿箱", code.drafts),
    _own("POST", "/wxa/addtotemplate", "加入模板库", code.add_template),
    _own("GET", "/wxa/gettemplatelist", "模板列表", code.templates),
    _own("POST", "/wxa/deletetemplate", "删除模板", code.delete_template),
    _own("POST", "/wxa/security/applysetorderpathinfo", "设置订单页路径", privacy.set_order_path),
    _own("POST", f"{_COMPONENT}/modify_wxa_server_domain", "平台服务器域名", domains.modify_platform_domain),
    _for_app("GET", "/cgi-bin/account/getaccountbasicinfo", "账号基本信息", profile.basic_info),
    _for_app("POST", "/cgi-bin/wxverify/checkwxverifynickname", "名称检测", profile.check_name),
    _for_app("POST", "/wxa/setnickname", "设置名称", profile.set_name),
    _for_app("POST", "/wxa/api_wxa_querynickname", "名称审核状态", profile.query_name),
    _for_app("POST", "/cgi-bin/account/modifyheadimage", "修改头像", profile.set_picture),
    _for_app("POST", "/cgi-bin/account/modifysignature", "修改简介", profile.set_signature),
    _for_app("GET", "/wxa/getwxasearchstatus", "搜索状态", profile.search_status),
    _for_app("POST", "/wxa/changewxasearchstatus", "设置搜索状态", profile.set_search_status),
    _for_app("GET", "/cgi-bin/wxopen/getallcategories", "可设类目", profile.all_categories),
    _for_app("GET", "/cgi-bin/wxopen/getcategory", "已设类目", profile.own_categories),
    _for_app("POST", "/cgi-bin/wxopen/addcategory", "添加类目", profile.add_category),
    _for_app("POST", "/cgi-bin/wxopen/modifycategory", "修改类目", profile.modify_category),
    _for_app("POST", "/cgi-bin/wxopen/deletecategory", "删除类目", profile.delete_category),
    _for_app("GET", "/wxa/get_category", "提审可用类目", profile.categories_for_audit),
    _for_app("POST", "/wxa/modify_domain", "服务器域名", domains.modify_domain),
    _for_app("POST", "/wxa/setwebviewdomain", "业务域名", domains.modify_webview_domain),
    _for_app("POST", "/wxa/get_webviewdomain_confirmfile", "业务域名校验文件", domains.webview_file),
    _for_app("POST", "/wxa/bind_tester", "绑定体验者", domains.bind_tester),
    _for_app("POST", "/wxa/unbind_tester", "解绑体验者", domains.unbind_tester),
    _for_app("POST", "/wxa/memberauth", "体验者列表", domains.testers),
    _for_app("POST", "/wxa/commit", "上传代码", code.commit),
    _for_app("GET", "/wxa/get_page", "代码页面", code.pages),
    _for_app("GET", "/wxa/get_qrcode", "体验版二维码", code.trial_code),
    _for_app("GET", "/wxa/security/get_code_privacy_info", "隐私接口检测", code.privacy_check),
    _for_app("POST", "/wxa/uploadmedia", "上传提审素材", code.upload_media),
    _for_app("POST", "/wxa/submit_audit", "提交审核", code.submit_audit),
    _for_app("POST", "/wxa/get_auditstatus", "审核状态", code.audit_status),
    _for_app("GET", "/wxa/get_latest_auditstatus", "最新审核状态", code.latest_audit_status),
    _for_app("GET", "/wxa/undocodeaudit", "撤回审核", code.withdraw_audit),
    _for_app("POST", "/wxa/speedupaudit", "加急审核", code.speed_up),
    _for_app("GET", "/wxa/queryquota", "提审额度", code.quota),
    _for_app("POST", "/wxa/release", "发布", code.release),
    _for_app("POST", "/wxa/getversioninfo", "版本信息", code.picture_of_versions),
    _for_app("POST", "/wxa/grayrelease", "分阶段发布", releasing.gray_release),
    _for_app("GET", "/wxa/getgrayreleaseplan", "分阶段发布详情", releasing.gray_plan),
    _for_app("GET", "/wxa/revertgrayrelease", "取消分阶段发布", releasing.revert_gray),
    _for_app("GET", "/wxa/revertcoderelease", "版本回退", releasing.revert),
    _for_app("POST", "/wxa/getvisitstatus", "服务状态", releasing.visit_status),
    _for_app("POST", "/wxa/change_visitstatus", "设置服务状态", releasing.set_visit_status),
    _for_app("POST", f"{_COMPONENT}/getprivacysetting", "隐私设置", privacy.get_settings),
    _for_app("POST", f"{_COMPONENT}/setprivacysetting", "设置隐私", privacy.set_settings),
    _for_app("POST", f"{_COMPONENT}/uploadprivacyextfile", "上传隐私文件", privacy.upload_file),
    _for_app("GET", "/wxa/security/get_privacy_interface", "隐私接口列表", privacy.interfaces),
    _for_app("POST", "/wxa/security/apply_privacy_interface", "申请隐私接口", privacy.apply_interface),
    _for_app("GET", "/wxa/security/getorderpathinfo", "订单页路径", privacy.order_path),
    _for_app("POST", "/wxa/sec/wxaauth", "微信认证", filing.verify),
    _for_app("POST", "/wxa/sec/reauth", "重新提交认证", filing.verify_again),
    _for_app("POST", "/wxa/sec/queryauth", "认证进度", filing.verification),
    _for_app("POST", "/wxa/sec/submit_auth_and_icp", "认证及备案", joined.submit),
    _for_app("POST", "/wxa/sec/query_auth_and_icp", "认证及备案进度", joined.progress),
    _for_app("POST", "/wxa/icp/upload_icp_media", "上传备案材料", filing.upload_media),
    _for_app("POST", "/wxa/icp/create_icp_verifytask", "备案人脸核身", filing.create_face_task),
    _for_app("POST", "/wxa/icp/query_icp_verifytask", "人脸核身结果", filing.face_task),
    _for_app("POST", "/wxa/icp/apply_icp_filing", "申请备案", filing.apply_filing),
    _for_app("POST", "/wxa/icp/cancel_apply_icp_filing", "撤回备案", filing.cancel_filing),
    _for_app("POST", "/wxa/icp/cancel_icp_filing", "注销备案", filing.give_up_filing),
    _for_app("GET", "/wxa/icp/get_icp_entrance_info", "备案状态", filing.filing),
    _for_app("GET", "/wxa/icp/get_online_icp_order", "已备案信息", filing.filed),
    _for_app("GET", "/wxa/icp/query_icp_subject_types", "单位性质", filing.subject_types),
    _for_app("GET", "/wxa/icp/query_icp_certificate_types", "证件类型", filing.certificate_types),
    _for_app("GET", "/wxa/icp/query_icp_district_code", "区域信息", filing.districts),
    _for_app("GET", "/wxa/icp/query_icp_service_content_types", "服务内容类型", filing.service_types),
)
BY_PATH = {known.path: known for known in (*weixin.OPERATIONS, *OPERATIONS)}
