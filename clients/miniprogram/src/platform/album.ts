import { isWeapp } from "@/platform/kind";

/** "refused": the person once said no to the album, and only WeChat's settings can change that. */
export type Saved = "saved" | "cancelled" | "refused" | "failed";

export const hasAlbum = isWeapp;

/** A picture of the server into the phone's album; only in the mini program. */
export async function saveToAlbum(address: string): Promise<Saved> {
  const file = await fetched(address);
  if (!file) return "failed";
  return new Promise((resolve) => {
    uni.saveImageToPhotosAlbum({
      filePath: file,
      success: () => resolve("saved"),
      fail: (reason: { errMsg: string }) => resolve(readRefusal(reason.errMsg)),
    });
  });
}

export function readRefusal(words: string): Saved {
  if (/auth|privacy|scope/i.test(words)) return "refused";
  return /cancel/i.test(words) ? "cancelled" : "failed";
}

/** WeChat's page where permissions are given back; true when the album is allowed now. */
export function openAlbumSetting(): Promise<boolean> {
  return new Promise((resolve) => {
    uni.openSetting({
      success: (answer) => resolve((answer.authSetting as { [scope: string]: boolean })["scope.writePhotosAlbum"] === true),
      fail: () => resolve(false),
    });
  });
}

function fetched(address: string): Promise<string> {
  return new Promise((resolve) => {
    uni.downloadFile({
      url: address,
      success: (answer) => resolve(answer.statusCode === 200 ? answer.tempFilePath : ""),
      fail: () => resolve(""),
    });
  });
}
