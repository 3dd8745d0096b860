"""What it costs to send goods, who carries them, and what WeChat was told of it."""
