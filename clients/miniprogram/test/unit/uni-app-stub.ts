type Hook = (...args: unknown[]) => unknown;

const ignore = (_hook: Hook): void => undefined;

export const onLaunch = ignore;
export const onLoad = ignore;
export const onShow = ignore;
export const onReachBottom = ignore;
export const onPullDownRefresh = ignore;
export const onShareAppMessage = ignore;
