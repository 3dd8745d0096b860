import type { share as words } from "@/i18n/zh-Hans/share";

export const share: { [key in keyof typeof words]: string } = {
  "share.friend": "Send to a friend",
  "share.copy": "Copy the link",
  "share.make": "Make a poster",
  "share.poster": "Poster",
  "share.making": "Drawing the poster…",
  "share.save": "Save to album",
  "share.saving": "Saving…",
  "share.saved": "Saved to your album",
  "share.saveFailed": "It could not be saved; try again",
  "share.longPress": "Press and hold the picture to save it",
  "share.albumRefused": "Saving needs permission to add to your album; switch it on in settings",
  "share.toSettings": "Settings",
};
