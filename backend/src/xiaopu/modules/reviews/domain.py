"""Stars, masked names, shares of good reviews. Pure."""

LEAST_STARS, MOST_STARS = 1, 5
GOOD_FROM = 4
MOST_TEXT = 500
MOST_REPLY = 300
NOBODY = "匿名用户"


def masked(nickname: str) -> str:
    """`小明同学` → `小***学`, `阿` → `阿***`; nothing is left of an empty name but `匿名用户`."""
    name = nickname.strip()
    if not name:
        return NOBODY
    return f"{name[0]}***{name[-1] if len(name) > 2 else ''}"


def good_percent(good: int, count: int) -> int:
    """Whole percent of reviews with four stars or five, rounded down; 100 where there is none yet."""
    return good * 100 // count if count else 100
