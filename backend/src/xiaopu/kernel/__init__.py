"""Pure vocabulary: money, ids, time, pages, refusals, text. Imports nothing but the standard library and
msgspec.
"""
