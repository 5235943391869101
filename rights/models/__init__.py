from .aid_offices import AidOffice
from .parameters import ChangeState, LawChange, LawCheck, LawEdition, ParameterRecord
from .questions import RightsQuestion, Situation

__all__ = [
    "AidOffice",
    "ChangeState",
    "LawChange",
    "LawCheck",
    "LawEdition",
    "ParameterRecord",
    "RightsQuestion",
    "Situation",
]
