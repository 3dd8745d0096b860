"""An SMTP listener that keeps every mail, so that a person can read it on a page."""
