/** What is stamped into a built package for one shop; in a build this file stays a file of its own, so no Node is needed to replace it. */
export interface Stamp {
  appid: string;
  /** Origin of the mall's server, "https://mall.example.com", without a slash at its end; empty in H5, where it is the page's own. */
  api_base: string;
  slug: string;
  theme: { accent: string };
  /** "demo", "trial" or "live": shown on the about page, never a switch for behaviour. */
  profile: string;
}

export const stamp: Stamp = JSON.parse(
  '{"appid":"","api_base":"","slug":"","theme":{"accent":""},"profile":"demo"}',
) as Stamp;
