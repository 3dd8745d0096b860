import { reactive } from "vue";

import type { Address, AddressIn, ParsedAddress } from "@/api/types";
import type { TextKey } from "@/i18n";

export interface AddressDraft {
  name: string;
  phone: string;
  region_code: string;
  region_text: string;
  detail: string;
  is_default: boolean;
}

export function useAddressDraft() {
  const draft = reactive<AddressDraft>({ name: "", phone: "", region_code: "", region_text: "", detail: "", is_default: false });
  const take = (from: Address) => Object.assign(draft, from);
  /** Only what was recognised is put in; what the person typed elsewhere stays. */
  const fill = (parsed: ParsedAddress): boolean => {
    const known = Object.entries(parsed).filter(([, value]) => Boolean(value));
    Object.assign(draft, Object.fromEntries(known));
    return known.length > 0;
  };
  return { draft, take, fill };
}

/** What is wrong first, or null; the server looks again. */
export function draftFault(draft: AddressDraft): TextKey | null {
  const name = draft.name.trim();
  if (!name || name.length > 30) return "address.badName";
  if (!/^(\+?\d{1,4}[- ]?)?[\d-]{7,20}$/.test(phoneOf(draft))) return "address.badPhone";
  if (!draft.region_code) return "address.badRegion";
  return draft.detail.trim() ? null : "address.badDetail";
}

/** Full-width digits and blanks come from keyboards and copied texts. */
export function phoneOf(draft: Pick<AddressDraft, "phone">): string {
  return draft.phone.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[\s　]/g, "");
}

export function toAddressIn(draft: AddressDraft): AddressIn {
  return { name: draft.name.trim(), phone: phoneOf(draft), region_code: draft.region_code, detail: draft.detail.trim(), is_default: draft.is_default };
}
