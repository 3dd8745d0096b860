import { stamp as packaged, type Stamp } from "@/config/stamp";
import { isWeapp } from "@/platform/kind";

/**
 * Whose mini program this is. One package is uploaded for a shop with the stamp inside; a template of a third-party platform is one
 * package for many shops, and WeChat hands each its own stamp as ext_json.ext.
 */
export const stamp: Stamp = { ...packaged, ...ofTemplate() };

function ofTemplate(): Partial<Stamp> {
  if (!isWeapp || typeof wx.getExtConfigSync !== "function") return {};
  return wx.getExtConfigSync().stamp ?? {};
}
