import type { AftersaleBrief } from "@/api/types";
import type { TextKey } from "@/i18n";

export const AFTERSALE_TEXT: { [status in AftersaleBrief["status"]]: TextKey } = {
  requested: "aftersale.requested",
  refunding: "aftersale.refunding",
  refunded: "aftersale.refunded",
  refused: "aftersale.refused",
  cancelled: "aftersale.cancelled",
};

/** The server refuses a withdrawal that comes too late; this only decides whether the button is drawn. */
export const canWithdraw = (aftersale: AftersaleBrief): boolean => aftersale.status === "requested";

export const REFUND_REASONS: TextKey[] = ["refund.why1", "refund.why2", "refund.why3", "refund.why4", "refund.why5"];
