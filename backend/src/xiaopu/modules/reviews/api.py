"""What others may ask of reviews."""

from xiaopu.modules.reviews.queries import count_unanswered, summary_of
from xiaopu.modules.reviews.schemas import ReviewSummary
from xiaopu.modules.reviews.usecases.bring_review import BringReview, bring_review
from xiaopu.modules.reviews.usecases.leave_members import forget_member, move_reviews

__all__ = [
    "BringReview",
    "ReviewSummary",
    "bring_review",
    "count_unanswered",
    "forget_member",
    "move_reviews",
    "summary_of",
]
