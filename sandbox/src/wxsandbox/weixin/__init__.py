"""The server APIs of mini programs and service accounts: what https://api.weixin.qq.com answers."""
