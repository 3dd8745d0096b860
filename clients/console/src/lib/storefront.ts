/** Addresses inside the H5 mall (a hash router under /s/<slug>/). */

const absolute = (url: string) => new URL(url, window.location.origin)

/** The storefront as a phone can open it: absolute, whatever the server sent. */
export function storefrontHome(storefrontUrl: string): string {
  return absolute(storefrontUrl).href
}

export function goodsPage(storefrontUrl: string, goodsId: string): string {
  const url = absolute(storefrontUrl)
  url.hash = `/pages/goods/index?id=${encodeURIComponent(goodsId)}`
  return url.href
}
