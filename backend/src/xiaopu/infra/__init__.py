"""What the product stands on: database, outbox, crypto, storage, mail, settings. Knows no shop words."""
