"""The server behind miniprogram-ci: takes packages, checks who sent them, reads what is in them."""
