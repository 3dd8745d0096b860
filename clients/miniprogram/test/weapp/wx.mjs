// WeChat's API for the harness: a plain object with own keys (uni copies them). What a person or WeChat decides stands in `phone.person`.
export function mockWx(phone) {
  const storage = new Map();
  phone.person = { agree: true, chosen: 0, pays: "ok", subscribes: "accept", album: true };
  phone.log = { said: [], asked: [], badge: "", subscribed: [], paid: [], titles: [], saved: [], sent: [] };
  phone.storage = storage;
  const later = (work) => setTimeout(work, 0);
  const quiet = (options) => later(() => options?.success?.({ errMsg: "ok" }));
  const screen = { brand: "phone", model: "phone", deviceId: "d", version: "8.0.50", fontSizeSetting: 16, theme: "light", windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, statusBarHeight: 20, pixelRatio: 2, platform: "ios", system: "iOS 17", SDKVersion: "3.7.0", language: "zh_CN", safeArea: { top: 20, bottom: 667, left: 0, right: 375 } };

  return {
    getSystemInfoSync: () => screen,
    getWindowInfo: () => screen,
    getAppBaseInfo: () => screen,
    getDeviceInfo: () => screen,
    getMenuButtonBoundingClientRect: () => ({ left: 278, right: 365, top: 26, bottom: 58, width: 87, height: 32 }),
    getLaunchOptionsSync: () => ({ path: "", query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: "", query: {}, scene: 1001 }),
    getExtConfigSync: () => structuredClone(phone.ext),
    getAccountInfoSync: () => ({ miniProgram: { appId: "wx0000000000000001", envVersion: "trial", version: "" } }),
    canIUse: () => true,
    nextTick: later,
    getStorageSync: (name) => storage.get(name) ?? "",
    setStorageSync: (name, value) => void storage.set(name, value),
    setStorage: ({ key, data }) => void storage.set(key, data),
    removeStorageSync: (name) => void storage.delete(name),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    onAppShow: () => undefined,
    onAppHide: () => undefined,
    onError: () => undefined,
    onPageNotFound: () => undefined,
    onThemeChange: () => undefined,
    onUnhandledRejection: () => undefined,
    onLocaleChange: () => undefined,
    login: (options) => {
      phone.log.logins = (phone.log.logins ?? 0) + 1;
      Promise.resolve(phone.onLogin?.() ?? `code${phone.log.logins}`).then((code) => options.success({ code, errMsg: "login:ok" }), (fault) => options.fail({ errMsg: `login:fail ${fault.message}` }));
    },
    request: (options) => exchange(phone, options),
    requestPayment: (options) => {
      phone.log.paid.push({ package: options.package, signType: options.signType });
      Promise.resolve(phone.onPay?.(options)).then(() => (phone.person.pays === "ok" ? options.success({ errMsg: "requestPayment:ok" }) : options.fail({ errMsg: "requestPayment:fail cancel" })));
    },
    requestSubscribeMessage: (options) => {
      phone.log.subscribed.push(options.tmplIds);
      later(() => options.success({ errMsg: "ok", ...Object.fromEntries(options.tmplIds.map((id) => [id, phone.person.subscribes])) }));
    },
    showToast: (options) => {
      phone.log.said.push(options.title);
      quiet(options);
    },
    hideToast: quiet,
    showLoading: quiet,
    hideLoading: quiet,
    showModal: (options) => {
      phone.log.asked.push(options.content);
      later(() => options.success({ confirm: phone.person.agree, cancel: !phone.person.agree }));
    },
    showActionSheet: (options) => later(() => options.success({ tapIndex: phone.person.chosen })),
    setClipboardData: quiet,
    previewImage: quiet,
    downloadFile: (options) => later(() => options.success({ statusCode: 200, tempFilePath: `wxfile://tmp/${options.url.split("/").pop()}`, errMsg: "downloadFile:ok" })),
    saveImageToPhotosAlbum: (options) => {
      phone.log.saved.push(options.filePath);
      later(() => (phone.person.album ? options.success({ errMsg: "saveImageToPhotosAlbum:ok" }) : options.fail({ errMsg: "saveImageToPhotosAlbum:fail auth deny" })));
    },
    openSetting: (options) => {
      phone.person.album = true;
      later(() => options.success({ authSetting: { "scope.writePhotosAlbum": true }, errMsg: "openSetting:ok" }));
    },
    makePhoneCall: quiet,
    chooseAddress: (options) => later(() => options.fail({ errMsg: "chooseAddress:fail cancel" })),
    navigateTo: (options) => {
      phone.open(options.url);
      quiet(options);
    },
    redirectTo: (options) => {
      phone.open(options.url, "replace");
      quiet(options);
    },
    switchTab: (options) => {
      phone.open(options.url, "tab");
      quiet(options);
    },
    navigateBack: () => phone.back(),
    stopPullDownRefresh: quiet,
    setNavigationBarTitle: (options) => void phone.log.titles.push(options.title),
    setTabBarBadge: (options) => {
      phone.log.badge = options.text;
      quiet(options);
    },
    removeTabBarBadge: (options) => {
      phone.log.badge = "";
      quiet(options);
    },
    setTabBarItem: quiet,
    createAnimation: () => animation(),
    createSelectorQuery: () => selector(later),
    createIntersectionObserver: () => ({ relativeToViewport: () => ({ observe: () => undefined }), disconnect: () => undefined }),
  };
}

function animation() {
  const steps = { translateX: () => steps, translateY: () => steps, opacity: () => steps, step: () => steps, export: () => ({ actions: [] }) };
  return steps;
}

function selector(later) {
  const query = { in: () => query, select: () => query, selectAll: () => query, selectViewport: () => query, boundingClientRect: () => query, scrollOffset: () => query, fields: () => query, exec: (done) => later(() => done?.([null])) };
  return query;
}

async function exchange(phone, options) {
  phone.log.requests = (phone.log.requests ?? 0) + 1;
  phone.log.sent.push({ url: options.url, body: options.data });
  if (!["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"].includes(options.method)) {
    options.fail({ errMsg: `request:fail method ${options.method} is none of WeChat's` });
    return;
  }
  try {
    const answer = await fetch(options.url, { method: options.method, headers: options.header, body: options.data });
    const text = await answer.text();
    let data = text;
    if (/json/.test(answer.headers.get("content-type") ?? "")) data = text ? JSON.parse(text) : "";
    options.success({ statusCode: answer.status, data, header: Object.fromEntries(answer.headers), errMsg: "request:ok" });
  } catch (fault) {
    options.fail({ errMsg: `request:fail ${fault.message}` });
  }
}
