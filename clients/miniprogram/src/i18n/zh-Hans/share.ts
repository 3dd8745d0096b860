export const share = {
  "share.friend": "发给朋友",
  "share.copy": "复制链接",
  "share.make": "生成海报",
  "share.poster": "分享海报",
  "share.making": "正在画海报…",
  "share.save": "保存到相册",
  "share.saving": "正在保存…",
  "share.saved": "已保存到相册，去发朋友圈吧",
  "share.saveFailed": "没有保存成功，请再试一次",
  "share.longPress": "长按图片保存",
  "share.albumRefused": "保存图片需要“添加到相册”的权限，请在设置里打开",
  "share.toSettings": "去设置",
} as const;
