from .desk import Contribution, InboxMessage, SavedWrite, SetAside, SideDraft, SubmissionPhoto
from .log import SubmissionLogEntry
from .publication import Publication, WithdrawalRecord
from .review import ReviewComment, ReviewNote, ReviewTask, ReviewTaskState, Stage
from .submission import BylineChoice, Submission

__all__ = [
    "BylineChoice",
    "Contribution",
    "InboxMessage",
    "Publication",
    "ReviewComment",
    "ReviewNote",
    "ReviewTask",
    "ReviewTaskState",
    "SavedWrite",
    "SetAside",
    "SideDraft",
    "Stage",
    "Submission",
    "SubmissionLogEntry",
    "SubmissionPhoto",
    "WithdrawalRecord",
]
