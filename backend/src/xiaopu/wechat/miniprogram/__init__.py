"""The server side of a mini program; start at ``xiaopu.wechat.miniprogram.client.MiniProgramClient``."""
