"""Shoppers: one member over several identities, their sessions, addresses and favourites."""
