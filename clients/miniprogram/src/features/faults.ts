import { Fault } from "@/api/http";
import { locale, t } from "@/i18n";

/** What to tell a person. Ours for what never reached the server, the server's own words for the rest. */
export function faultText(fault: unknown): string {
  if (!(fault instanceof Fault)) return t("fault.unknown");
  switch (fault.code) {
    case "network":
      return t("fault.network");
    case "bad_answer":
      return t("fault.server");
    case "not_signed_in":
      return t("fault.signIn");
    case "too_fast":
      return t("fault.tooFast");
    case "busy":
      return t("fault.busy");
    default:
      return spoken(fault);
  }
}

function spoken(fault: Fault): string {
  const first = fault.fields[0]?.message;
  if (locale.value === "en") return fault.detailEn || fault.message;
  return first || (fault.message === fault.code ? t("fault.unknown") : fault.message);
}

export const isFault = (fault: unknown, code: string): fault is Fault => fault instanceof Fault && fault.code === code;
