"""Telling people: mail and subscribe messages, and telling WeChat what was shipped."""
