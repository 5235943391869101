"""Questions about rights in tests: the shipped texts without a table, and one in the table."""

from rights.models import RightsQuestion
from rights.questions.shipping import ShippedText, filled, shipped_texts

SHIPPED: dict[str, ShippedText] = {text.name: text for text in shipped_texts()}


def unsaved(name: str) -> RightsQuestion:
    return filled(RightsQuestion(shipped_name=name), SHIPPED[name], {})


def rights_question(name: str) -> RightsQuestion:
    """One shipped text as if an editor had published it; it stands alone, so that a test pays for one."""
    question = unsaved(name)
    question.shipped_name = None
    question.save()
    question.save_revision().publish()
    question.refresh_from_db()
    return question
