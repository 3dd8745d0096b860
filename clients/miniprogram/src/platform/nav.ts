/** Going from page to page. `url` is a path of pages.json with a leading slash; a tab page is reached with `toTab` only. */
export function go(url: string): void {
  uni.navigateTo({ url, fail: () => uni.redirectTo({ url }) });
}

export function replace(url: string): void {
  uni.redirectTo({ url });
}

export function toTab(url: string): void {
  uni.switchTab({ url });
}

/** Back, or to the home tab when the page was opened directly. */
export function back(): void {
  if (getCurrentPages().length > 1) uni.navigateBack({ delta: 1 });
  else uni.switchTab({ url: "/pages/home/index" });
}

/** Path and query of the page on top, as `go` takes it. */
export function here(): string {
  const top = getCurrentPages().slice(-1)[0] as { route?: string; options?: { [name: string]: string }; $page?: { fullPath?: string } } | undefined;
  if (!top) return "/pages/home/index";
  if (top.$page?.fullPath) return top.$page.fullPath;
  const query = Object.entries(top.options ?? {}).map(([name, value]) => `${name}=${value}`);
  return `/${top.route ?? "pages/home/index"}${query.length ? `?${query.join("&")}` : ""}`;
}

export function setTitle(title: string): void {
  uni.setNavigationBarTitle({ title });
}

export function leaveTo(address: string): void {
  location.href = address;
}

export function stopRefresh(): void {
  uni.stopPullDownRefresh();
}

/** Fails silently off a tab page, where there is no bar to draw on. */
export function setBadge(index: number, count: number): void {
  if (count > 0) uni.setTabBarBadge({ index, text: count > 99 ? "99+" : String(count), fail: () => undefined });
  else uni.removeTabBarBadge({ index, fail: () => undefined });
}

export function setTabText(index: number, text: string): void {
  uni.setTabBarItem({ index, text, fail: () => undefined });
}
