"""Every address under /redaksi/, read from the resolver, and how its parts are filled in for one text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize

ADMIN = "redaksi/"
# Patterns without names for their parts: an address that they answer.
UNNAMED = {
    r"^workflows/": "workflows/list/",
    r"^bulk/submissions/": "bulk/submissions/submission/delete/",
    r"^api/main/images/": "api/main/images/1/",
    r"^snippets/choose/\w+/\w+/create/$": "snippets/choose/cms/topic/create/",
    r"^.*/$": "nothing/",
}
# What a form of Wagtail's must hold, lest it breaks of itself.
SENT = {
    "/redaksi/choose-external-link/": {"external-link-chooser-url": "https://contoh.example/"},
    "/redaksi/hak/tanya/add/": {"body-count": "0", "laws-count": "0"},
}
# Namespaces about things that no text owns: one filling is enough.
WITHOUT_TEXT = (
    "wagtailsites",
    "wagtailusers_groups",
    "wagtailadmin_",
    "wagtaildocs",
    "wagtailembeds",
    "documents",
    "pages",
    "wagtailsnippets_cms_front",
    "wagtailsnippets_curriculum",
    "wagtailsnippets_rights",
    "wagtailsnippetchoosers_rights",
    "law_office",
    "jobs",
)


class CannotFill(LookupError):
    """A part of an address that the table does not know: a new route. Say in `parts_for` what belongs there."""


@dataclass(frozen=True)
class Route:
    namespace: str
    name: str
    pattern: str

    @property
    def label(self) -> str:
        return f"{self.namespace}:{self.name} {self.pattern}"

    def addresses(self, parts: dict[str, Any]) -> Iterator[str]:
        """The addresses of this route for these parts; usually one. Raises CannotFill."""
        for words, names in normalize(self.pattern):
            if missing := [name for name in names if name not in parts]:
                raise CannotFill(f"{self.label}: {missing}")
            yield f"/{ADMIN}{words % parts}"

    @property
    def differs_by_text(self) -> bool:
        """Whether another text makes another address."""
        return "%" in normalize(self.pattern)[0][0] and not self.namespace.startswith(WITHOUT_TEXT)


def admin_routes() -> list[Route]:
    tops = [top for top in get_resolver().url_patterns if str(top.pattern) == ADMIN]
    return [route for top in tops for route in _walk(top.url_patterns, "", "")]


def _walk(patterns: list[Any], namespace: str, prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from _walk(pattern.url_patterns, pattern.namespace or namespace, prefix + _words(pattern.pattern.regex.pattern))
        elif pattern.pattern.regex.pattern in UNNAMED and not prefix:
            yield Route(namespace, pattern.name or "", UNNAMED[pattern.pattern.regex.pattern])
        else:
            yield Route(namespace, pattern.name or "", prefix + _words(pattern.pattern.regex.pattern))


def _words(regex: str) -> str:
    return regex.removeprefix("^").removesuffix(r"\Z").removesuffix("$")


@dataclass(frozen=True)
class Target:
    """What an address may name: the text, and the things that belong to it."""

    text: int
    revision: int
    image: int
    topic: int
    city: int
    author: int
    page: int
    task: int
    lesson: int
    module: int
    step: int = 1
    workflow_state: int = 1


def parts_for(route: Route, target: Target) -> dict[str, Any]:
    """Each part of an address by its name; `pk` by what the namespace is about."""
    pk_of = {
        "wagtailsnippets_cms_topic": target.topic,
        "wagtailsnippetchoosers_cms_topic": target.topic,
        "wagtailsnippets_cms_city": target.city,
        "wagtailsnippetchoosers_cms_city": target.city,
        "wagtailsnippets_curriculum_lesson": target.lesson,
        "wagtailsnippets_curriculum_module": target.module,
        "wagtailusers_users": target.author,
        "wagtailimages_chooser": target.image,
        "images": target.image,
        "pages": target.page,
        "wagtailadmin_pages": target.page,
    }
    return {
        "pk": pk_of.get(route.namespace, target.text),
        "object_id": target.text,
        "revision_id": target.revision,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": target.step,
        "workflow_state_id": target.workflow_state,
        "task_id": target.task,
        "action_name": "approve",
        "action": "delete",
        "app_label": "submissions",
        "app_name": "submissions",
        "model_name": "submission",
        "content_type_app_name": "submissions",
        "content_type_model_name": "submission",
        "session_id": 1,
        "image_id": target.image,
        "page_id": target.page,
        "page_pk": target.page,
        "parent_page_id": target.page,
        "page_to_move_id": target.page,
        "destination_id": target.page,
        "collection_id": 1,
        "workflow_pk": 1,
        "document_id": 1,
        "doc_id": 1,
        "uploaded_file_id": 1,
        "paper": "a3",
        "parameter": "minimum_wage.karawang",
        "year": 2026,
        "change_id": 1,
        "job_id": "00000000-0000-4000-8000-000000000000",
        "filter_spec": "max-165x165",
        "uidb64": "MQ",
        "token": "a-b",
    }
