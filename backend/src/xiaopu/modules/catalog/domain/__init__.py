"""Words and rules of the catalogue: goods, prices as people type them, and the sheet of 13 columns. Pure."""
