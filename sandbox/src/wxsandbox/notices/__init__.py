"""Notices from WeChat Pay to merchants: writing, sealing, sending, repeating."""
