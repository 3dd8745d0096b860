/** Short words, questions and pictures over the page. */
export function say(text: string): void {
  uni.showToast({ title: text, icon: "none", duration: 2000 });
}

export interface Question {
  title?: string;
  text: string;
  yes: string;
  no: string;
}

/** True when the person agreed; closing the question is a no. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    uni.showModal({
      title: question.title ?? "",
      content: question.text,
      confirmText: question.yes,
      cancelText: question.no,
      confirmColor: "#D92B3A",
      success: (answer) => resolve(answer.confirm),
      fail: () => resolve(false),
    });
  });
}

/** Index of the chosen line, or -1. */
export function choose(lines: string[]): Promise<number> {
  return new Promise((resolve) => {
    uni.showActionSheet({ itemList: lines, success: (answer) => resolve(answer.tapIndex), fail: () => resolve(-1) });
  });
}

export async function during<T>(text: string, work: () => Promise<T>): Promise<T> {
  uni.showLoading({ title: text, mask: true });
  try {
    return await work();
  } finally {
    uni.hideLoading();
  }
}

export function preview(urls: string[], current: number): void {
  uni.previewImage({ urls, current });
}

export function copy(text: string, done: string): void {
  uni.setClipboardData({ data: text, showToast: false, success: () => say(done) });
}

export function dial(phone: string): void {
  uni.makePhoneCall({ phoneNumber: phone, fail: () => undefined });
}

export interface Insets {
  /** Height of the system's status bar above a page without a navigation bar, px. */
  top: number;
  /** Width that WeChat's capsule takes from the right edge, px. */
  right: number;
}

/** Room that a page with its own head must leave free; zero in H5. */
export function insets(): Insets {
  if (process.env.UNI_PLATFORM !== "mp-weixin") return { top: 0, right: 0 };
  const screen = uni.getSystemInfoSync();
  const capsule = uni.getMenuButtonBoundingClientRect();
  return { top: screen.statusBarHeight ?? 20, right: capsule.left > 0 ? screen.windowWidth - capsule.left : 96 };
}
