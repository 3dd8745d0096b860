"""The operator's third-party platform at WeChat, what WeChat pushes, and how each shop is reached."""
