"""Typed, asynchronous clients for the WeChat services; no word of the mall in here.

Nothing in this package reads the environment, the clock or a database. What changes from call to call is
handed in: an ``httpx.AsyncClient`` (the caller owns its life), a clock, a source of nonces, a store for
tokens. Every service takes ``base_url``, so that a local WeChat is a setting and not a branch.

- ``xiaopu.wechat.pay``: WeChat Pay API v3 (prepay, query, close, refunds, certificates, notices, bills).
- ``xiaopu.wechat.miniprogram``: the server side of mini programs (tokens, log-in, codes, messages, shipping).
- ``xiaopu.wechat.oauth``: web authorisation of a service account.
- ``xiaopu.wechat.push``: message pushes, plain and encrypted.
- ``xiaopu.wechat.errors``: the one tree of exceptions.
"""
