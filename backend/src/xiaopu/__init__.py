"""小铺 Xiaopu: a WeChat Mini Program mall, from registration to live."""
