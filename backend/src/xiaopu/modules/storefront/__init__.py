"""What shoppers see of a shop: read models, search and the response cache."""
