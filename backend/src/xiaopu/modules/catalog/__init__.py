"""Categories, goods and their SKUs, pictures, and imports of whole catalogues."""
