/** What is stamped into a built package for one shop; in a build this file stays a file of its own, so no Node is needed to replace it. */
export interface Stamp {
  appid: string;
  /** Origin of the mall's server, "https://mall.example.com", without a slash at its end; empty in H5, where it is the page's own. */
  api_base: string;
  slug: string;
  theme: { accent: string };
  /** Which parts the package has; the server drops the pages of the other profile: `profiles.json`. */
  profile: "mall" | "showcase";
  /** Of the package that was stamped; empty in a build that no shop owns. */
  version: string;
  /** Sent once a start, so that the shop sees its mini program alive on a phone; empty: nothing is sent. */
  beacon: string;
}

export const stamp: Stamp = JSON.parse(
  '{"appid":"","api_base":"","slug":"","theme":{"accent":""},"profile":"mall","version":"","beacon":""}',
) as Stamp;
