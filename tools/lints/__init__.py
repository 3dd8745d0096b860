"""The house rules that ruff, mypy and import-linter cannot say. `python -m tools.lints` checks the checkout.

A rule is a function from the sources to its findings. What a rule lets through stands in a table beside it,
with the reason; tests/house shows of each rule a bad sample that it catches and a good one that it passes.
"""
