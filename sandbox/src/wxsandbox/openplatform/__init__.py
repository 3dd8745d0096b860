"""The open platform: third-party platforms that register, set up, submit and release mini programs for
shops.
"""
