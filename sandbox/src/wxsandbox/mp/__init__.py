"""公众平台 by hand: what the owner of a mini program does on WeChat's web pages, and nobody by an API."""
