"""Rules of releases: packages, audit of code, review, coach. Pure."""
