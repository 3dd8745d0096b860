"""Implementations of the ports: here alone is WeChat spoken."""
