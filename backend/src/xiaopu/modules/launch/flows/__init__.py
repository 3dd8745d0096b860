"""Flows of the launch: what waits on WeChat, one file for each step that is read."""
