"""What the WeChat app on a phone does for its owner: codes, payments, grants, messages."""
