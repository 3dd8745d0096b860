import { place } from "@/platform/place";

/** Kept on the device, apart for each shop. A full or forbidden storage loses the value and nothing else. */
export function keep(name: string, value: unknown): void {
  try {
    uni.setStorageSync(keyOf(name), JSON.stringify(value));
  } catch {
    drop(name);
  }
}

export function kept<T>(name: string, otherwise: T): T {
  try {
    const text: unknown = uni.getStorageSync(keyOf(name));
    return typeof text === "string" && text ? (JSON.parse(text) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

export function drop(name: string): void {
  uni.removeStorageSync(keyOf(name));
}

const keyOf = (name: string) => `xiaopu:${place().slug}:${name}`;
