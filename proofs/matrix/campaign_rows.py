"""The table of promotion: the console's campaigns, and what shoppers send and get."""

from proofs.matrix.recipe import Row, Thing, Who

_DAYS = {"since": "2026-01-01", "until": "2026-01-31"}
_NAMED = {"name": "门店海报", "kind": "store"}
_SHOWN = "what is for sale, as a picture to pass on"


def _of(name: str) -> dict[str, Thing]:
    return {"campaign_id": Thing(f"campaign.{name}")}


_DESK: dict[str, Row] = {
    "CampaignsListCampaigns": Row(who=Who.STAFF),
    "CampaignsPostCampaign": Row(who=Who.STAFF, body=_NAMED),
    "CampaignsReportGetReport": Row(who=Who.STAFF, query=_DAYS),
    "CampaignsReportCsvGetReportCsv": Row(who=Who.STAFF, query=_DAYS),
    "CampaignsReportXlsxGetReportXlsx": Row(who=Who.STAFF, query=_DAYS),
    "CampaignsCampaignIdGetCampaign": Row(who=Who.STAFF, path=_of("own")),
    "CampaignsCampaignIdPutCampaign": Row(who=Who.STAFF, path=_of("own"), body=_NAMED),
    "CampaignsCampaignIdCodesPostCode": Row(
        who=Who.STAFF, path=_of("own"), body={"medium": "h5", "target": "home"}
    ),
    "CampaignsCampaignIdCostsPostCost": Row(
        who=Who.STAFF, path=_of("own"), body={"day": "2026-01-02", "amount_fen": 100}
    ),
    "CampaignsCampaignIdCostsCostIdDeleteCost": Row(
        who=Who.STAFF, path=_of("own") | {"cost_id": Thing("cost.own")}
    ),
    # The provisioned mini program has not been released: WeChat's refusal is passed on, in words.
    "GoodsGoodsIdWeappCodePostWeappCode": Row(who=Who.STAFF, path={"goods_id": Thing("goods.plain")}),
}

ROWS: dict[str, Row] = {f"ApiConsoleV1ShopsShopId{name}": row for name, row in _DESK.items()} | {
    "ApiStorefrontV1SlugGoodsGoodsIdCardJpgGetCard": Row(
        who=Who.PUBLIC, path={"goods_id": Thing("goods.plain")}, public=_SHOWN
    ),
    "ApiStorefrontV1SlugGoodsGoodsIdPosterPostPoster": Row(
        who=Who.PUBLIC, path={"goods_id": Thing("goods.plain")}, body={"code": "h5"}, public=_SHOWN
    ),
    "ApiStorefrontV1SlugTouchesPostTouch": Row(
        who=Who.VISITOR,
        body={"visitor": "v" * 22, "campaign": "000000"},
        public="that somebody came by; a sign that is none is passed over",
    ),
}
