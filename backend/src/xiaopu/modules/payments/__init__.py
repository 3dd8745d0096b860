"""Money in and out over WeChat Pay. Knows no order: it pays a *payable* (kind, id, amount) of a shop."""
