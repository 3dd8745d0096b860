"""Promotion: where shoppers are brought from, codes and links that lead there, what each brought, cards and
posters."""
