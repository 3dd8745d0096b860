"""The table of the storefront: how each operation is asked rightly."""

from collections.abc import Mapping
from typing import Any

from proofs.matrix.recipe import Given, Row, Thing, Who

_SHOP_FACE = "what the shop shows to everybody who passes"
_LOG_IN = "the way in: nobody is signed in yet"
_FILTER = "a filter: a category that is not the shop's holds nothing"
_ADDRESS = {"name": "韩梅梅", "phone": "13900139000", "region_code": "330106", "detail": "古墩路 7 号"}
_REASON = {"reason": "不想要了"}


def _mine(path: Mapping[str, Thing] | None = None, body: Any = None, **more: Any) -> Row:
    return Row(who=Who.SHOPPER, path=path or {}, body=body, **more)


def _face(path: Mapping[str, Any] | None = None, **more: Any) -> Row:
    return Row(who=Who.PUBLIC, path=path or {}, public=_SHOP_FACE, **more)


def _door(body: Any, **more: Any) -> Row:
    return Row(who=Who.PUBLIC, body=body, public=_LOG_IN, **more)


def _order(name: str) -> dict[str, Thing]:
    return {"order_id": Thing(f"order.{name}")}


ROWS: dict[str, Row] = {
    "ApiStorefrontV1RegionsGetRegions": Row(
        who=Who.PUBLIC, public="the nation's districts, the same for all"
    ),
    "ApiStorefrontV1SlugAddressesListAddresses": _mine(),
    "ApiStorefrontV1SlugAddressesPostAddress": _mine(body=_ADDRESS),
    "ApiStorefrontV1SlugAddressesParseReadAddress": _mine(
        body={"text": "韩梅梅 13900139000 浙江省杭州市西湖区古墩路 7 号"}
    ),
    "ApiStorefrontV1SlugAddressesAddressIdPutAddress": _mine(
        {"address_id": Thing("address.to_change")}, _ADDRESS
    ),
    "ApiStorefrontV1SlugAddressesAddressIdDeleteAddress": _mine({"address_id": Thing("address.to_drop")}),
    "ApiStorefrontV1SlugAftersalesAftersaleIdCancelPostCancel": _mine(
        {"aftersale_id": Thing("aftersale.to_cancel")}
    ),
    "ApiStorefrontV1SlugAuthEmailEnterEmail": _door(
        {"email": "nobody@proofs.example", "code": "000000"}, answer=401
    ),
    "ApiStorefrontV1SlugAuthEmailCodeSendCode": _door({"email": "nobody@proofs.example"}),
    "ApiStorefrontV1SlugAuthH5WechatStartStartH5Wechat": _door({"redirect_uri": Given("given.h5_page")}),
    "ApiStorefrontV1SlugAuthH5WechatEnterH5Wechat": _door({"code": "0" * 32, "state": "s" * 40}, answer=401),
    "ApiStorefrontV1SlugAuthWeappEnterWeapp": _door({"code": Given("given.login_code")}),
    "ApiStorefrontV1SlugAuthLogoutLeave": _mine(by="leaver"),
    "ApiStorefrontV1SlugCartGetCart": _mine(),
    "ApiStorefrontV1SlugCartLinesPostLine": _mine(body={"sku_id": Thing("sku.plain"), "quantity": 1}),
    "ApiStorefrontV1SlugCartLinesLineIdPatchLine": _mine(
        {"line_id": Thing("line.to_change")}, {"quantity": 2, "checked": False}
    ),
    "ApiStorefrontV1SlugCartLinesLineIdDeleteLine": _mine({"line_id": Thing("line.to_drop")}),
    "ApiStorefrontV1SlugCartCheckAllPostCheckAll": _mine(body={"checked": False}),
    "ApiStorefrontV1SlugCartMergePostMerge": _mine(
        body={"lines": [{"sku_id": Thing("sku.plain"), "quantity": 1}]},
        tolerates={"body.lines.sku_id": "what cannot be bought here is left out without a word"},
    ),
    "ApiStorefrontV1SlugCategoriesGetCategories": _face(),
    "ApiStorefrontV1SlugCheckoutPreviewPreview": _mine(
        body={
            "source": "now",
            "sku_id": Thing("sku.plain"),
            "quantity": 1,
            "address_id": Thing("address.home"),
        }
    ),
    "ApiStorefrontV1SlugFavouritesGetFavourites": _mine(),
    "ApiStorefrontV1SlugFavouritesGoodsIdPutFavourite": _mine(
        {"goods_id": Thing("goods.plain")},
        tolerates={
            "path.goods_id": "members lie below the catalogue: an id is kept, and only own goods show"
        },
    ),
    "ApiStorefrontV1SlugFavouritesGoodsIdDeleteFavourite": _mine(
        {"goods_id": Thing("goods.plain")},
        tolerates={"path.goods_id": "what is not kept is already let go"},
    ),
    "ApiStorefrontV1SlugGoodsGetGoodsList": _face(
        query={"category": Thing("category.parent")}, tolerates={"query.category": _FILTER}
    ),
    "ApiStorefrontV1SlugGoodsGoodsIdGetGoods": _face({"goods_id": Thing("goods.plain")}),
    "ApiStorefrontV1SlugGoodsGoodsIdReviewsGetReviews": _face(
        {"goods_id": Thing("goods.plain")},
        tolerates={"path.goods_id": "goods that are not the shop's have no reviews"},
    ),
    "ApiStorefrontV1SlugHomeGetHome": _face(),
    "ApiStorefrontV1SlugLiveGetLive": Row(
        who=Who.VISITOR,
        query={"ids": Thing("goods.plain")},
        public="stock for everybody, with one's own hearts when a token comes along",
        tolerates={"query.ids": "goods that are not the shop's are left out"},
    ),
    "ApiStorefrontV1SlugMeGetMe": _mine(),
    "ApiStorefrontV1SlugMePatchMe": _mine(body={"nickname": "小李"}),
    "ApiStorefrontV1SlugMeEraseMe": _mine(by="goer"),
    "ApiStorefrontV1SlugMeCountsCountMine": _mine(),
    "ApiStorefrontV1SlugMePhoneSetMyPhone": _mine(body={"code": Given("given.phone_code")}),
    "ApiStorefrontV1SlugOrdersListMine": _mine(),
    "ApiStorefrontV1SlugOrdersPlace": _mine(
        body={
            "source": "now",
            "sku_id": Thing("sku.plain"),
            "quantity": 1,
            "address_id": Thing("address.home"),
            "quote": Given("given.quote"),
        }
    ),
    "ApiStorefrontV1SlugOrdersOrderIdShow": _mine(_order("to_ship")),
    "ApiStorefrontV1SlugOrdersOrderIdAftersalesPostAftersale": _mine(_order("to_ask"), _REASON),
    "ApiStorefrontV1SlugOrdersOrderIdBuyAgainBuyAgain": _mine(_order("to_review")),
    "ApiStorefrontV1SlugOrdersOrderIdCancelCancel": _mine(_order("to_cancel"), _REASON),
    "ApiStorefrontV1SlugOrdersOrderIdConfirmConfirm": _mine(_order("to_confirm")),
    "ApiStorefrontV1SlugOrdersOrderIdPayPay": _mine(_order("to_pay"), {"channel": "weapp"}),
    "ApiStorefrontV1SlugOrdersOrderIdPayCheckCheck": _mine(_order("to_pay")),
    "ApiStorefrontV1SlugPaymentProofsPayProof": _mine(None, {"token": "xt_" + "0" * 40}, answer=409),
    "ApiStorefrontV1SlugOrdersOrderIdReviewsPostReviews": _mine(
        _order("to_review"),
        {"items": [{"line_id": Thing("bought.to_review"), "stars": 5, "text": "很好看"}]},
    ),
    "ApiStorefrontV1SlugPagesNameGetPage": _face({"name": "privacy"}),
    "ApiStorefrontV1SlugSearchHotGetHot": _face(),
    "ApiStorefrontV1SlugSearchSuggestGetSuggestions": _face(query={"q": "茶"}),
    "ApiStorefrontV1SlugShopGetShop": _face(),
    "ApiStorefrontV1SlugSubscriptionsPostSubscriptions": _mine(body={"results": {"tmpl-1": "accept"}}),
    "MediaKeyGetMedia": Row(
        who=Who.PUBLIC,
        path={"key": Given("media.own")},
        public="pictures are for everybody; 128 random bits name each",
    ),
}
