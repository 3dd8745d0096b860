"""Reliability runs that yield figures: `python -m proofs`, one line a run. See docs/reference/proofs.md."""
