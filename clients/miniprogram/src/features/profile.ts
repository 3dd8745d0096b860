import { stamp } from "@/platform/stamp";

/**
 * A showcase sells nothing: 个人主体 may not. Works, introduction and 联系客服 stay; prices, cart, orders and whatever needs a member go.
 * The pages themselves are taken out of the package by the server (`profiles.json`); this is for what the remaining ones share.
 */
export const isShowcase = stamp.profile === "showcase";
