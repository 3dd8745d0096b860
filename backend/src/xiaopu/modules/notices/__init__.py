"""Telling people: mails, subscribe messages, and WeChat's shipping desk."""
