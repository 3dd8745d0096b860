"""Cases of an open platform, first part: the platform itself, a shop's account and its code."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import msgspec

from tests.wechat.miniprogram_cases import JPEG
from tests.wechat.platform_desk import PLATFORM, SHOP
from xiaopu.wechat.openplatform.account import NewCategory, NewName, Paper
from xiaopu.wechat.openplatform.client import AuthorizedShop, OpenPlatform
from xiaopu.wechat.openplatform.code import (
    AuditPage,
    AuditRequest,
    AuditStatus,
    Commit,
    Preview,
    UgcDeclaration,
)
from xiaopu.wechat.openplatform.domains import DomainAction
from xiaopu.wechat.openplatform.privacy import OrderPathApplication
from xiaopu.wechat.openplatform.registration import CodeType, FastRegister


class PlatformCase(msgspec.Struct, frozen=True, kw_only=True):
    """``sent`` is the exact body or query (without token).

    Exactly one of ``as_platform`` and ``as_shop`` is set.
    """

    path: str
    sent: Any
    as_platform: Callable[[OpenPlatform], Awaitable[Any]] | None = None
    as_shop: Callable[[AuthorizedShop], Awaitable[Any]] | None = None
    method: str = "POST"
    result: Any = None
    check: Callable[[Any], bool] = lambda answer: answer is None
    query: dict[str, str] = {}


def picture() -> httpx.Response:
    return httpx.Response(200, headers={"Content-Type": "image/jpeg"}, content=JPEG)


def action(path: str, name: str, call: Callable[[AuthorizedShop], Awaitable[Any]]) -> PlatformCase:
    return PlatformCase(path=path, sent={"action": name}, as_shop=call)


PLATFORM_CASES = [
    PlatformCase(
        path="/cgi-bin/component/api_create_preauthcode",
        sent={"component_appid": PLATFORM},
        as_platform=lambda platform: platform.component.pre_auth_code(),
        result={"pre_auth_code": "preauthcode@@@x", "expires_in": 1800},
        check=lambda answer: answer == "preauthcode@@@x",
    ),
    PlatformCase(
        path="/cgi-bin/component/api_get_authorizer_info",
        sent={"component_appid": PLATFORM, "authorizer_appid": SHOP},
        as_platform=lambda platform: platform.component.authorizer(SHOP),
        result={
            "authorizer_info": {
                "user_name": "gh_1",
                "nick_name": "张三的店",
                "verify_type_info": {"id": -1},
                "MiniProgramInfo": {
                    "categories": [{"first": "商家自营", "second": "家居"}],
                    "visit_status": 0,
                },
            },
            "authorization_info": {
                "authorizer_appid": SHOP,
                "func_info": [{"funcscope_category": {"id": 18}}, {"funcscope_category": {"id": 142}}],
            },
        },
        check=lambda answer: (
            (answer.authorizer_info.weapp.categories[0].second, answer.authorization_info.rights())
            == ("家居", {18, 142})
        ),
    ),
    PlatformCase(
        path="/cgi-bin/component/api_get_authorizer_list",
        sent={"component_appid": PLATFORM, "offset": 0, "count": 100},
        as_platform=lambda platform: platform.component.authorizers(),
        result={"total_count": 1, "list": [{"authorizer_appid": SHOP, "refresh_token": "r", "auth_time": 1}]},
        check=lambda answer: (answer.total_count, answer.list[0].authorizer_appid) == (1, SHOP),
    ),
    PlatformCase(
        method="GET",
        path="/sns/component/jscode2session",
        sent={
            "appid": SHOP,
            "js_code": "c0de",
            "grant_type": "authorization_code",
            "component_appid": PLATFORM,
        },
        as_platform=lambda platform: platform.component.code_to_session(SHOP, "c0de"),
        result={"openid": "o1", "session_key": "tiihtNczf5v6AKRyjwEUhQ=="},
        check=lambda answer: answer.openid == "o1",
    ),
    PlatformCase(
        path="/cgi-bin/component/fastregisterweapp",
        query={"action": "create"},
        sent={
            "name": "张三的店",
            "code": "92440300MA5EUMXL0X",
            "code_type": 1,
            "legal_persona_wechat": "zhangsan",
            "legal_persona_name": "张三",
        },
        as_platform=lambda platform: platform.registration.create(
            FastRegister(
                name="张三的店",
                code="92440300MA5EUMXL0X",
                code_type=CodeType.CREDIT_CODE,
                legal_persona_wechat="zhangsan",
                legal_persona_name="张三",
            )
        ),
    ),
    PlatformCase(
        path="/cgi-bin/component/fastregisterweapp",
        query={"action": "search"},
        sent={"name": "张三的店", "legal_persona_wechat": "zhangsan", "legal_persona_name": "张三"},
        as_platform=lambda platform: platform.registration.search("张三的店", "zhangsan", "张三"),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/gettemplatedraftlist",
        sent={},
        as_platform=lambda platform: platform.templates.drafts(),
        result={"draft_list": [{"draft_id": 3, "user_version": "1.0.0"}]},
        check=lambda answer: answer[0].draft_id == 3,
    ),
    PlatformCase(
        path="/wxa/addtotemplate",
        sent={"draft_id": 3, "template_type": 0},
        as_platform=lambda platform: platform.templates.add(3),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/gettemplatelist",
        sent={},
        as_platform=lambda platform: platform.templates.all(),
        result={"template_list": [{"template_id": 7, "user_version": "1.0.0"}]},
        check=lambda answer: answer[0].template_id == 7,
    ),
    PlatformCase(
        path="/wxa/deletetemplate",
        sent={"template_id": 7},
        as_platform=lambda platform: platform.templates.delete(7),
    ),
    PlatformCase(
        path="/cgi-bin/component/modify_wxa_server_domain",
        sent={"action": "add", "wxa_server_domain": "a.test;b.test", "is_modify_published_together": True},
        as_platform=lambda platform: platform.domains.change(
            DomainAction.ADD, ["a.test", "b.test"], published_too=True
        ),
        result={"published_wxa_server_domain": "a.test;b.test"},
        check=lambda answer: answer.published_wxa_server_domain == "a.test;b.test",
    ),
    PlatformCase(
        path="/wxa/security/applysetorderpathinfo",
        sent={
            "batch_req": {"path": "pages/orders", "appid_list": [SHOP], "test_account": "a", "test_pwd": "b"}
        },
        as_platform=lambda platform: platform.order_paths.apply(
            OrderPathApplication(path="pages/orders", appid_list=[SHOP], test_account="a", test_pwd="b")
        ),
    ),
    PlatformCase(
        path="/cgi-bin/account/getaccountbasicinfo",
        sent={},
        as_shop=lambda shop: shop.account.basic_info(),
        result={
            "appid": SHOP,
            "account_type": 3,
            "principal_type": 1,
            "wx_verify_info": {"qualification_verify": True, "naming_verify": False},
            "nickname_info": {"modify_used_count": 1, "modify_quota": 2},
        },
        check=lambda answer: (answer.account_type, answer.nickname_info.modify_quota) == (3, 2),
    ),
    PlatformCase(
        path="/cgi-bin/wxverify/checkwxverifynickname",
        sent={"nick_name": "张三的店"},
        as_shop=lambda shop: shop.account.check_name("张三的店"),
        result={"hit_condition": True, "wording": "需要材料"},
        check=lambda answer: (answer.hit_condition, answer.wording) == (True, "需要材料"),
    ),
    PlatformCase(
        path="/wxa/setnickname",
        sent={"nick_name": "张三的店", "license": "M1"},
        as_shop=lambda shop: shop.account.set_name(NewName(nick_name="张三的店", license="M1")),
        result={"audit_id": 12345},
        check=lambda answer: answer.audit_id == 12345,
    ),
    PlatformCase(
        path="/wxa/api_wxa_querynickname",
        sent={"audit_id": 12345},
        as_shop=lambda shop: shop.account.name_audit(12345),
        result={"nickname": "张三的店", "audit_stat": 3},
        check=lambda answer: answer.audit_stat == 3,
    ),
    PlatformCase(
        path="/cgi-bin/account/modifyheadimage",
        sent={"head_img_media_id": "M1", "x1": 0, "y1": 0, "x2": 1, "y2": 1},
        as_shop=lambda shop: shop.account.set_picture("M1"),
    ),
    PlatformCase(
        path="/cgi-bin/account/modifysignature",
        sent={"signature": "卖抱枕的小店"},
        as_shop=lambda shop: shop.account.set_description("卖抱枕的小店"),
    ),
    PlatformCase(
        method="GET",
        path="/cgi-bin/wxopen/getallcategories",
        sent={},
        as_shop=lambda shop: shop.account.all_categories(),
        result={"categories_list": {"categories": [{"id": 304, "name": "商家自营", "children": [321]}]}},
        check=lambda answer: answer[0].children == (321,),
    ),
    PlatformCase(
        method="GET",
        path="/cgi-bin/wxopen/getcategory",
        sent={},
        as_shop=lambda shop: shop.account.categories(),
        result={"categories": [{"first": 304, "second": 321, "audit_status": 3}], "quota": 5, "limit": 5},
        check=lambda answer: (answer.categories[0].second, answer.quota) == (321, 5),
    ),
    PlatformCase(
        path="/cgi-bin/wxopen/addcategory",
        sent={
            "categories": [{"first": 304, "second": 321, "certicates": [{"key": "营业执照", "value": "M1"}]}]
        },
        as_shop=lambda shop: shop.account.add_categories(
            [NewCategory(first=304, second=321, certicates=[Paper(key="营业执照", value="M1")])]
        ),
    ),
    PlatformCase(
        path="/cgi-bin/wxopen/modifycategory",
        sent={"first": 304, "second": 321, "certicates": [{"key": "营业执照", "value": "M2"}]},
        as_shop=lambda shop: shop.account.modify_category(
            NewCategory(first=304, second=321, certicates=[Paper(key="营业执照", value="M2")])
        ),
    ),
    PlatformCase(
        path="/cgi-bin/wxopen/deletecategory",
        sent={"first": 304, "second": 321},
        as_shop=lambda shop: shop.account.delete_category(304, 321),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/get_category",
        sent={},
        as_shop=lambda shop: shop.account.audit_categories(),
        result={
            "category_list": [
                {"first_class": "商家自营", "second_class": "家居", "first_id": 304, "second_id": 321}
            ]
        },
        check=lambda answer: answer[0].second_id == 321,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/getwxasearchstatus",
        sent={},
        as_shop=lambda shop: shop.account.is_searchable(),
        result={"status": 1},
        check=lambda answer: answer is False,
    ),
    PlatformCase(
        path="/wxa/changewxasearchstatus",
        sent={"status": 0},
        as_shop=lambda shop: shop.account.show_in_search(),
    ),
    PlatformCase(
        path="/wxa/changewxasearchstatus",
        sent={"status": 1},
        as_shop=lambda shop: shop.account.hide_from_search(),
    ),
    PlatformCase(
        path="/wxa/commit",
        sent={"template_id": "7", "ext_json": '{"extAppid":"x"}', "user_version": "1.0", "user_desc": "首版"},
        as_shop=lambda shop: shop.code.put_template(
            Commit(template_id="7", ext_json='{"extAppid":"x"}', user_version="1.0", user_desc="首版")
        ),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/get_page",
        sent={},
        as_shop=lambda shop: shop.code.pages(),
        result={"page_list": ["pages/index"]},
        check=lambda answer: answer == ("pages/index",),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/get_qrcode",
        sent={"path": "pages/index?a=1"},
        as_shop=lambda shop: shop.code.trial_code(path="pages/index?a=1"),
        result=picture(),
        check=lambda answer: answer.content == JPEG,
    ),
    PlatformCase(
        path="/wxa/uploadmedia",
        sent={},
        as_shop=lambda shop: shop.code.upload_media("a.jpg", JPEG, "image/jpeg"),
        result={"type": "image", "mediaid": "M1"},
        check=lambda answer: answer == "M1",
    ),
    PlatformCase(
        path="/wxa/submit_audit",
        sent={
            "item_list": [
                {"first_class": "商家自营", "second_class": "家居", "address": "pages/index", "tag": "抱枕"}
            ],
            "version_desc": "首版",
            "preview_info": {"pic_id_list": ["M1"]},
            "ugc_declare": {"scene": [1], "method": [2], "has_audit_team": 1, "audit_desc": "人工"},
            "order_path": "pages/orders",
        },
        as_shop=lambda shop: shop.code.submit(
            AuditRequest(
                item_list=[
                    AuditPage(first_class="商家自营", second_class="家居", address="pages/index", tag="抱枕")
                ],
                version_desc="首版",
                preview_info=Preview(pic_id_list=["M1"]),
                ugc_declare=UgcDeclaration(scene=[1], method=[2], has_audit_team=1, audit_desc="人工"),
                order_path="pages/orders",
            )
        ),
        result={"auditid": 1234567},
        check=lambda answer: answer == 1234567,
    ),
    PlatformCase(
        path="/wxa/get_auditstatus",
        sent={"auditid": 1234567},
        as_shop=lambda shop: shop.code.audit(1234567),
        result={"status": 1, "reason": "1:类目<br>", "screenshot": "M1|M2"},
        check=lambda answer: (answer.status, answer.screenshot) == (AuditStatus.REJECTED, "M1|M2"),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/get_latest_auditstatus",
        sent={},
        as_shop=lambda shop: shop.code.latest_audit(),
        result={"auditid": "1234567", "status": 2, "ScreenShot": "M1"},
        check=lambda answer: (
            (answer.status, answer.auditid, answer.screenshot) == (AuditStatus.WAITING, 1234567, "M1")
        ),
    ),
    PlatformCase(
        method="GET", path="/wxa/undocodeaudit", sent={}, as_shop=lambda shop: shop.code.undo_audit()
    ),
    PlatformCase(
        path="/wxa/speedupaudit", sent={"auditid": 1234567}, as_shop=lambda shop: shop.code.speed_up(1234567)
    ),
    PlatformCase(
        method="GET",
        path="/wxa/queryquota",
        sent={},
        as_shop=lambda shop: shop.code.quota(),
        result={"rest": 9, "limit": 10, "speedup_rest": 1, "speedup_limit": 1},
        check=lambda answer: (answer.rest, answer.speedup_rest) == (9, 1),
    ),
    PlatformCase(path="/wxa/release", sent={}, as_shop=lambda shop: shop.code.release()),
    PlatformCase(
        method="GET",
        path="/wxa/revertcoderelease",
        sent={"action": "get_history_version"},
        as_shop=lambda shop: shop.code.history(),
        result={"version_list": [{"app_version": 6, "user_version": "0.9"}]},
        check=lambda answer: answer[0].app_version == 6,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/revertcoderelease",
        sent={"app_version": "6"},
        as_shop=lambda shop: shop.code.revert(app_version=6),
    ),
    PlatformCase(
        path="/wxa/grayrelease",
        sent={"gray_percentage": 10, "support_experiencer_first": True},
        as_shop=lambda shop: shop.code.gray_release(10, testers_first=True),
    ),
    PlatformCase(
        method="GET",
        path="/wxa/getgrayreleaseplan",
        sent={},
        as_shop=lambda shop: shop.code.gray_plan(),
        result={"gray_release_plan": {"status": 1, "gray_percentage": 10}},
        check=lambda answer: answer.gray_percentage == 10,
    ),
    PlatformCase(
        method="GET",
        path="/wxa/revertgrayrelease",
        sent={},
        as_shop=lambda shop: shop.code.revert_gray_release(),
    ),
    PlatformCase(
        path="/wxa/getversioninfo",
        sent={},
        as_shop=lambda shop: shop.code.versions(),
        result={"exp_info": {"exp_version": "1.1"}, "release_info": {"release_version": "1.0"}},
        check=lambda answer: (
            (answer.exp_info.exp_version, answer.release_info.release_version) == ("1.1", "1.0")
        ),
    ),
    action("/wxa/change_visitstatus", "open", lambda shop: shop.code.open_to_visitors()),
    action("/wxa/change_visitstatus", "close", lambda shop: shop.code.close_to_visitors()),
]
