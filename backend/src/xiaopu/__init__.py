"""小铺 Xiaopu: a WeChat Mini Program mall, from registration to live."""

__version__ = "0.1.0"
