import { browse } from "@/i18n/zh-Hans/browse";
import { member } from "@/i18n/zh-Hans/member";
import { share } from "@/i18n/zh-Hans/share";
import { trade } from "@/i18n/zh-Hans/trade";

/** Every text of the mall, in the words of a shopper in China; its keys are the type that `t` takes. */
export const zhHans = { ...browse, ...trade, ...member, ...share };
