from .questions import RightsQuestion, Situation

__all__ = ["RightsQuestion", "Situation"]
