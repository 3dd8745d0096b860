"""Addresses of pictures. Storage keys are addresses: `<shop>/26/11/<32 hex>.webp` lies at `/media/<key>`."""

# Shown where goods have no picture of their own; drawn once, part of the program.
NEUTRAL_KEY = "neutral.webp"


def media_url(key: str | None) -> str:
    """The address of a picture; the neutral one for None."""
    return f"/media/{key or NEUTRAL_KEY}"
