"""The reader's form, and the moderators' two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.cleaning import clean_text
from cms.suspects import find_warnings

from . import rules
from .states import RefusalReason

if TYPE_CHECKING:
    from django.http import QueryDict

    from cms.models import ArticlePage

    from .models import Answer

OWN_QUESTION = _("I have a question or remark of my own")
TRAP = "url"  # a field that people do not see; programs that fill in everything fill it in too


class AnswerForm(forms.Form):
    """One answer to one of the article's questions. Words come back as they were typed, without what no page can show."""

    use_required_attribute = False
    question = forms.TypedChoiceField(
        label=_("The question that you answer"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the questions."), "invalid_choice": _("Choose one of the questions.")},
    )
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("At most 500 letters. No names, telephone numbers or companies: write the job instead."),
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
        error_messages={"required": _("Write your answer. One sentence is enough.")},
    )

    def __init__(self, article: ArticlePage, typed: QueryDict | None = None, *, asked: str = "") -> None:
        data = {name: clean_text(typed.get(name, "")) for name in ("question", "words")} if typed is not None else None
        super().__init__(data, auto_id="%s", initial={"question": asked})
        self.fields["question"].choices = [
            *((number, f"{number}. {words}") for number, words in rules.numbered_questions(article)),
            (0, OWN_QUESTION),
        ]
        self.is_confirmed = typed is not None and "confirmed" in typed
        self.is_trapped = typed is not None and bool(typed.get(TRAP))

    def clean_words(self) -> str:
        words = rules.clean_answer(self.cleaned_data["words"])
        if problem := rules.problem_with_words(words):
            raise forms.ValidationError(problem)
        return words

    @property
    def warnings(self) -> list[Any]:
        """What may point to a person, in words that are otherwise right."""
        return find_warnings(self.cleaned_data["words"])


class RefusalForm(forms.Form):
    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Reason for not showing it"),
        choices=RefusalReason,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a reason; only moderators see it."),
            "invalid_choice": _("Choose a reason; only moderators see it."),
        },
    )


class HidingForm(forms.Form):
    """Words to be replaced by "…": what we found ourselves, to be ticked, and what a moderator types."""

    use_required_attribute = False
    found = forms.MultipleChoiceField(label=_("Seems to point to a person"), widget=forms.CheckboxSelectMultiple, required=False)
    phrases = forms.CharField(
        label=_("Words to hide"),
        help_text=_("As they stand in the answer; a comma between two of them."),
        required=False,
        max_length=rules.WORDS_MAX,
    )

    def __init__(self, answer: Answer, typed: QueryDict | None = None) -> None:
        data = None
        if typed is not None:
            data = {"found": typed.getlist("found"), "phrases": clean_text(typed.get("phrases", ""))}
        super().__init__(data, auto_id="%s")
        suspects = [warning.found for warning in find_warnings(answer.words)]
        self.fields["found"].choices = [(words, words) for words in suspects]
        if not suspects:
            del self.fields["found"]

    def wanted(self) -> list[str]:
        return [*self.cleaned_data.get("found", []), *rules.phrases_of(self.cleaned_data["phrases"])]
