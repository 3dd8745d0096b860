"""Message push: events and messages that WeChat sends to an app's or a third-party platform's address."""
