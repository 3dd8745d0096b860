import { browse } from "@/i18n/en/browse";
import { member } from "@/i18n/en/member";
import { share } from "@/i18n/en/share";
import { trade } from "@/i18n/en/trade";

export const en = { ...browse, ...trade, ...member, ...share };
