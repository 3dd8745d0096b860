"""Benchmarks: CPU per request of the real server, beside anchors that run in the same minutes."""
