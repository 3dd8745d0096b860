import { onUnmounted, ref } from "vue";

import { loginEmail, mailCode } from "@/api/member";
import { faultText } from "@/features/faults";
import { welcome } from "@/features/identity";
import { t } from "@/i18n";
import { say } from "@/platform/ui";

const PAUSE_S = 60;

/** Sign-in with a code by e-mail, for an ordinary browser. */
export function useEmailLogin() {
  const email = ref("");
  const code = ref("");
  const wait = ref(0);
  const sending = ref(false);
  let timer: ReturnType<typeof setInterval> | undefined;

  async function send(): Promise<void> {
    if (wait.value > 0) return;
    if (!/^\S+@\S+\.\S+$/.test(email.value.trim())) {
      say(t("login.badEmail"));
      return;
    }
    try {
      await mailCode(email.value.trim());
      say(t("login.sent"));
      pause();
    } catch (fault) {
      say(faultText(fault));
    }
  }

  function pause(): void {
    wait.value = PAUSE_S;
    clearInterval(timer);
    timer = setInterval(() => {
      wait.value -= 1;
      if (wait.value <= 0) clearInterval(timer);
    }, 1000);
  }

  async function signIn(): Promise<boolean> {
    if (!code.value.trim()) {
      say(t("login.badCode"));
      return false;
    }
    sending.value = true;
    try {
      await welcome(await loginEmail(email.value.trim(), code.value.trim()));
      return true;
    } catch (fault) {
      say(faultText(fault));
      return false;
    } finally {
      sending.value = false;
    }
  }

  onUnmounted(() => clearInterval(timer));
  return { email, code, wait, sending, send, signIn };
}
