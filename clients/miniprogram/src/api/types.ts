/**
 * The wire, as the server's OpenAPI document describes it: the generated types, some under the shorter name that the
 * shopper client speaks. Nothing is described by hand here. Ids are strings, `*_fen` integers of 1/100 yuan, times RFC 3339.
 */
import type {
  ApiStorefrontV1SlugOrdersListMineData,
  PageOfGoodsCard,
  PayTicket,
  Problem as WireProblem,
} from "../../../api/src/types.gen";

/** The server names a page of each kind; they differ in their items alone. */
export type Page<T> = Omit<PageOfGoodsCard, "items"> & { items: T[] };
export type OrderTab = NonNullable<NonNullable<ApiStorefrontV1SlugOrdersListMineData["query"]>["tab"]>;
/** What the cashier is handed, as the server signed it. */
export type PayParams = PayTicket["params"];
/** A fault always has its code; what comes from the network itself has no more than that. */
export type Problem = Pick<WireProblem, "code" | "status"> & Partial<WireProblem>;
export type { PayTicket };

// The shop and its goods
export type {
  CategoryNode,
  FieldFault,
  GoodsCard,
  GoodsDetail,
  HomeBanner,
  HomeIcon,
  HomePage,
  Live,
  LiveGoods,
  PageText as TextPage,
  ParamView as NameValue,
  Promise as Service,
  Region,
  Review,
  ReviewPage,
  SkuOffer as Sku,
  Sort as GoodsSort,
  SpecValueView as SpecValue,
  SpecView as Spec,
  Storefront,
  StorefrontSchemasWords as Words,
} from "../../../api/src/types.gen";

// What is shared and by which channel people come
export type { PosterIn, PosterView, TouchIn } from "../../../api/src/types.gen";

// The shopper and the cart
export type {
  AddIn as CartAdd,
  Address,
  AddressIn,
  Cart,
  CartLine,
  Member,
  MyCounts as Counts,
  ParsedAddress,
  Session,
} from "../../../api/src/types.gen";

// Orders and what follows them
export type {
  AftersaleBrief,
  CheckoutIn,
  PayWay,
  OrderCard,
  OrderDetail,
  OrderLine,
  PlaceOrderIn as OrderIn,
  PriceLine,
  Quote,
  QuoteLine,
  QuoteProblem,
  RefundView as RefundBrief,
  ReviewIn,
  ShipmentView as Shipment,
  OrdersSchemasStep as TimelineStep,
} from "../../../api/src/types.gen";
