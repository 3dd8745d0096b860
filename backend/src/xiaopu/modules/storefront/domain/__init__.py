"""Words and rules of the storefront: search terms, and the texts of its pages. Pure."""
