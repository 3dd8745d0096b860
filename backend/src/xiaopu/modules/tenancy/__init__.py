"""Merchants, their sessions, shops, staff, channels (mini program, service account) and the audit log."""
