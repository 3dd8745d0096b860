"""The mini program's code: packages stamped per shop, their audit, upload, review and release."""
