import { defineStore } from "pinia";
import { computed, ref } from "vue";

import type { Member, Session } from "@/api/types";
import { instant } from "@/features/time";
import { drop, keep, kept } from "@/platform/storage";

/** Who is shopping. Keeps the token on the device; knows nothing of how one signs in. */
export const useSession = defineStore("session", () => {
  const session = ref<Session | null>(fresh(kept<Session | null>("session", null)));
  const signedIn = computed(() => session.value !== null);
  const member = computed<Member | null>(() => session.value?.member ?? null);

  function adopt(next: Session): void {
    session.value = next;
    keep("session", next);
  }

  function setMember(next: Member): void {
    if (session.value) adopt({ ...session.value, member: next });
  }

  function forget(): void {
    session.value = null;
    drop("session");
  }

  return { session, signedIn, member, adopt, setMember, forget };
});

function fresh(saved: Session | null): Session | null {
  return saved && instant(saved.expires_at) > Date.now() ? saved : null;
}
