"""The pages on which a person plays WeChat."""
