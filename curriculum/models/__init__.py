from .assignments import AnswerState, Assignment, AssignmentKind, ChannelAnswer, CompletionRule
from .certificates import Certificate, CertificateBatch, CertificateState, NameChoice
from .cohorts import Cohort, CohortStatus, Membership, Sector, Sex
from .lessons import Lesson, LessonReading, Module, Programme
from .rosters import RosterUpload
from .sign_ups import SignUp, SignUpRefusal, SignUpState
from .workshops import NOT_COMING, Attendance, AttendanceChange, Batch, Presence, Roll, Seat, SeatState, Workshop, WorkshopStatus

__all__ = [
    "NOT_COMING",
    "AnswerState",
    "Assignment",
    "AssignmentKind",
    "Attendance",
    "AttendanceChange",
    "Batch",
    "Certificate",
    "CertificateBatch",
    "CertificateState",
    "ChannelAnswer",
    "Cohort",
    "CohortStatus",
    "CompletionRule",
    "Lesson",
    "LessonReading",
    "Membership",
    "Module",
    "NameChoice",
    "Presence",
    "Programme",
    "Roll",
    "RosterUpload",
    "Seat",
    "SeatState",
    "Sector",
    "Sex",
    "SignUp",
    "SignUpRefusal",
    "SignUpState",
    "Workshop",
    "WorkshopStatus",
]
