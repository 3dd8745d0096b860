"""The table of the console: how each operation is asked rightly."""

from collections.abc import Mapping
from typing import Any

from proofs.matrix.recipe import File, Given, Row, Thing, Who
from xiaopu.modules.catalog.flows.read_sheet import template_file

_DOOR = "the way in: nobody is signed in yet"
_TEMPLATE = {"name": "同城", "first_count": 1, "first_fen": 600, "next_count": 1, "next_fen": 100}
_SETTINGS = {
    "name": "矩阵店",
    "logo": Thing("media.own"),
    "licence": {"subject_name": "甲", "picture": Thing("media.own")},
}
_GOODS = {
    "name": "改过的茶壶",
    "on_sale": True,
    "version": 1,
    "category_id": Thing("category.parent"),
    "freight_template_id": Thing("freight.own"),
    "pictures": [Thing("media.own")],
    "specs": [{"name": "颜色", "values": [{"value": "红", "picture": Thing("media.own")}]}],
    "skus": [
        {
            "id": Thing("sku.to_edit"),
            "spec_values": ["红"],
            "price_fen": 1990,
            "stock": 5,
            "picture": Thing("media.own"),
        }
    ],
}
_NEW_SKU = {"spec_values": ["红"], "price_fen": 1990, "stock": 5, "picture": Thing("media.own")}
_HOME = {
    "banners": [{"picture": Thing("media.own"), "link": Thing("goods.plain", "goods:{}")}],
    "icons": [
        {"picture": Thing("media.own"), "label": "茶", "link": Thing("category.parent", "category:{}")}
    ],
}
_LINK = "a link leads to a page of the same shop, where another shop's goods are not found"
# The village's operator is no service provider: whoever may ask is told so (409).
_APPLYMENT = {
    "subject_type": "individual",
    "license_copy": "m" * 20,
    "license_number": "92330106MA2ABCDE0X",
    "merchant_name": "秋山茶器店",
    "legal_person": "李秋山",
    "id_card_copy": "m" * 20,
    "id_card_national": "m" * 20,
    "id_card_name": "李秋山",
    "id_card_number": "330106199001011234",
    "card_period_begin": "2020-01-01",
    "card_period_end": "长期",
    "mobile_phone": "13800138000",
    "contact_email": "li@shops.example",
    "merchant_shortname": "秋山茶器",
    "service_phone": "0571-88888888",
    "settlement_id": "719",
    "qualification_type": "零售",
    "account_type": "personal",
    "account_name": "李秋山",
    "account_bank": "招商银行",
    "bank_address_code": "330100",
    "account_number": "6225880000000001",
}
_OWN_PREFIX = {"body.banners.link": _LINK, "body.icons.link": _LINK}


def _desk(path: Mapping[str, Thing] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.STAFF, path=path or {}, body=body, **more)


def _door(body: Any, **more: Any) -> Row:
    return Row(who=Who.PUBLIC, body=body, public=_DOOR, **more)


def _order(name: str) -> dict[str, Thing]:
    return {"order_id": Thing(f"order.{name}")}


def _goods(name: str) -> dict[str, Thing]:
    return {"goods_id": Thing(f"goods.{name}")}


_ACCOUNTS: dict[str, Row] = {
    "ApiConsoleV1AuthForgotForgot": _door({"email": "nobody@proofs.example"}),
    "ApiConsoleV1AuthLoginLogin": _door(
        {"email": "nobody@proofs.example", "password": "wrong-horse-7"}, answer=401
    ),
    "ApiConsoleV1AuthInvitationsAcceptAccept": Row(
        who=Who.ACCOUNT, body={"token": "xi_" + "0" * 85}, answer=409
    ),
    "ApiConsoleV1AuthLogoutLogout": Row(who=Who.ACCOUNT, by="quitter"),
    "ApiConsoleV1AuthResendResend": _door({"email": "nobody@proofs.example"}),
    "ApiConsoleV1AuthResetReset": _door({"token": "xr_" + "0" * 40, "password": "wrong-horse-7"}, answer=409),
    "ApiConsoleV1AuthSignUpSignUp": _door({"email": "new@proofs.example", "password": "a-Long-horse-7"}),
    "ApiConsoleV1AuthVerifyVerify": _door({"token": "xv_" + "0" * 40}, answer=409),
    "ApiConsoleV1MeMe": Row(who=Who.ACCOUNT),
    "ApiConsoleV1ShopsOpenAShop": Row(who=Who.ACCOUNT, body={"name": "第二家"}),
}

_SALES: dict[str, Row] = {
    "AftersalesListAftersales": _desk(),
    "AftersalesAftersaleIdAgreePostAgree": _desk({"aftersale_id": Thing("aftersale.to_agree")}),
    "AftersalesAftersaleIdRefusePostRefuse": _desk(
        {"aftersale_id": Thing("aftersale.to_refuse")}, {"answer": "已经寄出了"}
    ),
    "CarriersListCarriers": _desk(),
    "CarriersRecogniseRecogniseCarrier": _desk(query={"tracking_no": "SF1234567890123"}),
    "FreightTemplatesListTemplates": _desk(),
    "FreightTemplatesPostTemplate": _desk(body=_TEMPLATE),
    "FreightTemplatesTemplateIdPutTemplate": _desk(
        {"template_id": Thing("freight.to_change")}, _TEMPLATE | {"name": "远方"}
    ),
    "FreightTemplatesTemplateIdDeleteTemplate": _desk({"template_id": Thing("freight.to_drop")}),
    "MembersListMembers": _desk(),
    "OrdersListOrders": _desk(),
    "OrdersCountsCountOrders": _desk(),
    "OrdersOrderIdShowOrder": _desk(_order("to_ship")),
    "OrdersOrderIdCloseClose": _desk(_order("to_close"), {"reason": "没货了"}),
    "OrdersOrderIdAcceptAccept": _desk(_order("to_accept")),
    "OrdersOrderIdCollectCollect": _desk(_order("to_collect"), {"amount_fen": 1990}),
    "OrdersOrderIdHandOverHandOverGoods": _desk(_order("to_hand_over")),
    "OrdersOrderIdCallOffCallOffOrder": _desk(_order("to_call_off"), {"reason": "没来取"}),
    "OrdersOrderIdNoteNote": _desk(_order("to_ship"), {"flag": 2, "text": "老客户"}),
    "OrdersOrderIdShipShip": _desk(
        _order("to_ship"), {"carrier_code": "SF", "tracking_no": "SF1234567890123"}
    ),
    "OverviewGetOverview": _desk(),
    "PaymentsListPayments": _desk(),
    "PaymentsSummaryGetSummary": _desk(),
    "ReviewsListReviews": _desk(),
    "ReviewsReviewIdReplyPostReply": _desk({"review_id": Thing("review.own")}, {"text": "谢谢"}),
}

_GOODS_DESK: dict[str, Row] = {
    "CategoriesGetCategories": _desk(),
    "CategoriesPostCategory": _desk(
        body={"name": "新类", "parent_id": Thing("category.parent"), "picture": Thing("media.own")}
    ),
    "CategoriesCategoryIdDeleteCategory": _desk({"category_id": Thing("category.to_drop")}),
    "CategoriesCategoryIdPutCategory": _desk(
        {"category_id": Thing("category.to_change")},
        {"name": "改名", "parent_id": Thing("category.parent"), "picture": Thing("media.own")},
    ),
    "GoodsGetGoodsList": _desk(
        query={"category_id": Thing("category.parent")},
        tolerates={"query.category_id": "a filter: a category that is not the shop's holds nothing"},
    ),
    "GoodsPostGoods": _desk(body=_GOODS | {"skus": [_NEW_SKU]}),
    "GoodsBatchPostBatch": _desk(
        body={"ids": [Thing("goods.to_batch")], "action": "unlist"},
        tolerates={"body.ids": "each that cannot be done is named with its reason, the rest is done"},
    ),
    "GoodsCountsGetGoodsCounts": _desk(),
    "GoodsGoodsIdGetOneGoods": _desk(_goods("plain")),
    "GoodsGoodsIdPutGoods": _desk(_goods("to_edit"), _GOODS),
    "GoodsGoodsIdStockPostStock": _desk(
        _goods("to_stock"), {"reason": "盘点", "changes": [{"sku_id": Thing("sku.to_stock"), "delta": 3}]}
    ),
    "GoodsGoodsIdStockJournalGetJournal": _desk(_goods("to_stock")),
    "HomeGetHome": _desk(),
    "HomePutHome": _desk(body=_HOME, tolerates=_OWN_PREFIX),
    "ImportsGetImports": _desk(),
    "ImportsPostImport": _desk(upload=File("goods.csv", template_file())),
    "ImportsTemplateCsvGetTemplate": _desk(),
    "ImportsImportIdGetImport": _desk({"import_id": Thing("import.own")}),
    "ImportsImportIdFaultsCsvGetFaults": _desk({"import_id": Thing("import.own")}),
    "MediaGetLibrary": _desk(),
    "MediaPostMedia": _desk(upload=File("red.png", b"")),
}

_HOUSE: dict[str, Row] = {
    "AuditGetAudit": _desk(),
    "ChannelsGetChannels": _desk(),
    "ChannelsH5WechatPutH5Wechat": _desk(
        body={"appid": Given("given.h5_appid"), "secret": Given("given.h5_secret")}
    ),
    "ChannelsPaymentGetAccount": _desk(),
    "ChannelsPaymentPutAccount": _desk(
        body={
            "mchid": Given("given.mchid"),
            "serial_no": Given("given.serial_no"),
            "public_key_id": Given("given.public_key_id"),
            "public_key_pem": Given("given.public_key_pem"),
        }
    ),
    "ChannelsPaymentCheckCheckAccount": _desk(),
    "ChannelsPaymentExamineExamineAccount": _desk(body={"mchid": "1", "serial_no": "x"}),
    "ChannelsPaymentProofsPostProof": _desk(),
    "ChannelsPaymentProofLinksPostProofLink": _desk(),
    "ChannelsPaymentProofsListProofs": _desk(),
    "ChannelsPaymentProofsProofIdGetProof": _desk({"proof_id": Thing("proof.own")}),
    "ChannelsPaymentProofsProofIdCheckCheckProof": _desk({"proof_id": Thing("proof.own")}),
    "ChannelsPaymentApplymentGetApplyment": _desk(),
    "ChannelsPaymentApplymentPutApplyment": _desk(body=_APPLYMENT, answer=409),
    "ChannelsPaymentApplymentCheckCheckApplyment": _desk(answer=404),
    "ChannelsPaymentApplymentPicturesPostPaper": _desk(upload=File("paper.png", b""), answer=409),
    "ChannelsWeappPutWeapp": _desk(body={"appid": Given("given.weapp_appid")}),
    "ChannelsWeappCheckCheckWeapp": _desk(),
    "ChannelsWeappTemplatesPutTemplates": _desk(body={"order_paid": "tmpl-1"}),
    "JobsGetJobs": _desk(),
    "JobsJobIdRetryPostRetry": _desk({"job_id": Thing("job.dead")}),
    "SettingsGetSettings": _desk(),
    "SettingsPutSettings": _desk(body=_SETTINGS),
    "StaffGetStaff": _desk(),
    "StaffInvitationsPostInvitation": _desk(body={"email": "new.hand@proofs.example", "role": "developer"}),
    "StaffInvitationsInvitationIdDeleteInvitation": _desk({"invitation_id": Thing("invitation.own")}),
    "StaffMerchantIdPutRole": _desk({"merchant_id": Thing("staff.to_change")}, {"role": "finance"}),
    "StaffMerchantIdDeleteStaff": _desk({"merchant_id": Thing("staff.to_drop")}),
}

_IN_SHOP = "ApiConsoleV1ShopsShopId"
ROWS: dict[str, Row] = _ACCOUNTS | {
    f"{_IN_SHOP}{name}": row for name, row in (_SALES | _GOODS_DESK | _HOUSE).items()
}
