"""Traps of Wagtail's admin around texts: each test first shows the trap on stock views, then that ours hold (G and T numbers)."""

from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.generic.mixins import CreateEditViewOptionalFeaturesMixin
from wagtail.models import LockableMixin, ReferenceIndex, Task, TaskState
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from cms.models import Image
from cms.photos.services import public_collection
from people.services import create_person
from submissions.admin.decisions import OfThisTextMixin
from submissions.admin.editing import SubmissionEditView
from submissions.models import ReviewTask, Submission
from submissions.states import State, standing_of
from tests.cast import sign_in
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts
from tests.submissions.admin.desk import TICKED, XHR, Desk, form_of
from tests.submissions.admin.test_canary import hidden
from tests.submissions.texts import fresh

STOCK_URLS = "tests.submissions.admin.stock_urls"


@pytest.fixture
def maya(cast) -> Desk:
    return Desk(cast.client("maya"))


@pytest.fixture
def root(cast) -> Client:
    """A superuser: Wagtail refuses her nothing."""
    person = create_person(display_name="Root")
    person.is_superuser = True
    person.save()
    client = Client()
    sign_in(client, person, staff=True)
    return client


def state(text):
    return standing_of(fresh(text)).state


def stock(*names: str):
    """The edit view with these methods as Wagtail has them."""
    patches = [mock.patch.object(SubmissionEditView, name, getattr(EditView, name)) for name in names]
    return _Together(patches)


class _Together:
    def __init__(self, patches):
        self.patches = patches

    def __enter__(self):
        for patch in self.patches:
            patch.start()

    def __exit__(self, *exc):
        for patch in self.patches:
            patch.stop()


def mixed(maya: Desk, own, other, action: str) -> int:
    """Decide the step of one text through the address of another."""
    step = own.current_workflow_task_state
    return maya.client.post(maya.url("workflow_action", other, action, step.pk), {"comment": "x"} | TICKED, headers=XHR).status_code


def test_G5_T6_stock_decides_a_text_through_the_address_of_another(cast, maya):
    one, other = texts.with_editors(cast, "budi"), texts.claimed_by_editor(cast, "siti")
    with (
        mock.patch.object(ReviewTask, "on_action", lambda self, step, user, name, **kwargs: Task.on_action(self, step, user, name)),
        mock.patch.object(OfThisTextMixin, "get_task_state", lambda view: super(OfThisTextMixin, view).get_task_state()),
    ):
        mixed(maya, one, other, "reject")
    assert state(one) == State.NEEDS_CHANGES


def test_G5_T6_the_step_must_belong_to_the_text(cast, maya):
    one, other = texts.with_editors(cast, "budi"), texts.claimed_by_editor(cast, "siti")
    assert mixed(maya, one, other, "reject") == 404
    assert state(one) == State.WITH_EDITORS


def test_G5_T6_the_service_itself_looks_at_the_step_and_not_at_the_address(cast, maya):
    one, other = texts.with_editors(cast, "budi"), texts.claimed_by_editor(cast, "siti")
    with mock.patch.object(OfThisTextMixin, "get_task_state", lambda view: super(OfThisTextMixin, view).get_task_state()):
        assert mixed(maya, one, other, "reject") in (302, 403)
    assert state(one) == State.WITH_EDITORS


def test_T8_stock_autosave_writes_versions_while_the_step_names_an_older_one(cast, maya):
    text = texts.claimed_by_editor(cast)
    step = text.current_workflow_task_state
    maya.save(text, standfirst="Kata baru.")
    assert TaskState.objects.get(pk=step.pk).revision_id != fresh(text).latest_revision_id


def test_T8_the_page_does_not_autosave_and_the_judged_version_is_the_newest(cast, maya):
    text = texts.claimed_by_editor(cast)
    assert "data-w-autosave-interval-value" not in maya.page("edit", text)
    maya.approve(text, standfirst="Kata baru.")
    judged = text.review_states.get(stage="editor").judged_revision
    assert judged.content["standfirst"] == "Kata baru."
    assert judged.pk == fresh(text).latest_revision_id


def stale_form(cast, text):
    """A form that was opened before somebody saved a newer version."""
    form = form_of(text) | {"standfirst": "Kata dari jendela lama."}
    texts.edited(text, cast.maya, standfirst="Kata yang lebih baru.")
    return form


def test_T9_stock_form_from_an_old_window_overwrites_newer_words(cast, maya):
    text = texts.claimed_by_editor(cast)
    form = stale_form(cast, text)
    with stock("is_valid", "save_instance"):
        maya.client.post(maya.url("edit", text), form)
    assert fresh(text).latest_revision.content["standfirst"] == "Kata dari jendela lama."


@pytest.mark.parametrize("without", [(), ("loaded_revision_id", "loaded_revision_created_at")])
def test_T9_form_from_an_old_window_is_refused_and_keeps_its_words(cast, maya, without):
    text = texts.claimed_by_editor(cast)
    form = {name: value for name, value in stale_form(cast, text).items() if name not in without}
    page = maya.client.post(maya.url("edit", text), form).content.decode()
    assert fresh(text).latest_revision.content["standfirst"] == "Kata yang lebih baru."
    assert "Kata dari jendela lama." in page


def test_T9_a_second_press_saves_nothing_either(cast, maya):
    text = texts.claimed_by_editor(cast)
    form = stale_form(cast, text)
    answer = maya.client.post(maya.url("edit", text), form)
    assert answer.context["loaded_revision_created_at"] == form["loaded_revision_created_at"]


def test_T10_stock_makes_a_version_of_an_unchanged_form(cast, maya):
    text = texts.claimed_by_editor(cast)
    before = text.revisions.count()
    with stock("save_instance"):
        maya.save(text)
    assert text.revisions.count() == before + 1


def test_T10_an_unchanged_form_makes_no_version(cast, maya):
    text = texts.claimed_by_editor(cast)
    before = text.revisions.count()
    maya.save(text)
    maya.approve(text)
    assert text.revisions.count() == before
    assert state(text) == State.PUBLISHED


def test_T11_stock_lock_lets_an_editor_write_while_the_author_has_the_text(cast, maya):
    text = texts.judge(texts.claimed_by_editor(cast), cast.maya, "reject", comment="Lengkapi.")
    with (
        mock.patch.object(Submission, "get_lock", LockableMixin.get_lock),
        mock.patch.object(SubmissionEditView, "save_instance", EditView.save_instance),
    ):
        maya.save(text, standfirst="Kata redaksi.")
    assert fresh(text).latest_revision.user == cast.maya


@pytest.mark.parametrize("how", ["with_editors", "confirming", "published", "withdrawn", "scheduled"])
def test_T11_nobody_writes_out_of_turn(cast, maya, how):
    text = getattr(texts, how)(cast)
    before = text.latest_revision_id
    maya.save(text, standfirst="Kata di luar giliran.")
    assert fresh(text).latest_revision_id == before


def actions_offered(maya: Desk, text) -> list[str]:
    offered = []
    plain = CreateEditViewOptionalFeaturesMixin.get_available_actions

    def remember(view):
        offered.extend(plain(view))
        return plain(view)

    with mock.patch.object(CreateEditViewOptionalFeaturesMixin, "get_available_actions", remember):
        maya.save(text)
    return offered


def test_T12_stock_offers_to_submit_and_the_page_takes_only_save_and_decide(cast, maya):
    text = texts.claimed_by_editor(cast)
    assert "submit" in actions_offered(maya, text)
    for action in ("submit", "publish", "cancel-workflow", "restart-workflow"):
        assert maya.save(text, **{f"action-{action}": "1"}).status_code == 200
    assert state(text) == State.WITH_EDITORS
    page = maya.page("edit", text)
    assert not [name for name in ("action-publish", "action-submit", "action-cancel", "action-restart", "action-unpublish") if name in page]


def test_T16_stock_reports_show_hidden_texts(cast, root, settings):
    texts.submit(hidden(cast, "siti"))
    settings.ROOT_URLCONF = STOCK_URLS
    assert "RAHASIA" in root.get("/redaksi/reports/workflow/").content.decode()


def test_T16_reports_show_what_came_to_the_editors(cast, maya, root):
    texts.submit(hidden(cast, "siti"))
    texts.with_editors(cast, "budi", title="Terlihat redaksi")
    texts.approve(texts.claimed_by_editor(cast, "budi", title="Sudah terbit"), cast.maya)
    for address in ("/redaksi/reports/workflow/", "/redaksi/reports/workflow_tasks/", "/redaksi/reports/site-history/"):
        assert "RAHASIA" not in maya.client.get(address).content.decode()
        assert "RAHASIA" not in root.get(address).content.decode()
    assert "Terlihat redaksi" in maya.client.get("/redaksi/reports/workflow/").content.decode()
    assert "Sudah terbit" in maya.client.get("/redaksi/reports/workflow_tasks/").content.decode()


def test_G3_G8_stock_pages_that_switch_steps_off_are_closed_for_everyone(cast, root, maya, settings):
    step = ReviewTask.objects.get(stage="author")
    for client in (root, maya.client):
        assert client.post(f"/redaksi/workflows/tasks/disable/{step.pk}/").status_code == 404
        assert client.get("/redaksi/workflows/list/").status_code == 404
    assert ReviewTask.objects.get(stage="author").active
    settings.ROOT_URLCONF = STOCK_URLS
    assert root.get("/redaksi/workflows/list/").status_code == 200


def test_T19_stock_photo_named_only_in_a_version_counts_as_unused(cast):
    text = texts.draft(cast)
    image = hidden(cast, "budi").get_latest_revision_as_object().lead_photo
    version = text.get_latest_revision_as_object()
    version.lead_photo = image
    Submission.objects.exclude(pk=text.pk).update(lead_photo=None)
    version.save_revision(user=cast.siti)
    ReferenceIndex.create_or_update_for_object(fresh(text))
    assert not ReferenceIndex.get_references_to(image).filter(object_id=str(text.pk)).exists()


def test_T19_photo_of_a_draft_cannot_be_deleted(cast):
    image = hidden(cast, "siti").get_latest_revision_as_object().lead_photo
    with pytest.raises(ProtectedError):
        Image.objects.get(pk=image.pk).delete()


def test_T20_stock_writes_the_account_of_whoever_uploads(root):
    upload = SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"), "image/jpeg")
    root.post(reverse("wagtailimages:add"), {"title": "Kipas", "file": upload, "collection": public_collection().pk})
    assert Image.objects.get().uploaded_by_user.display_name == "Root"


def test_T20_photo_of_a_text_names_no_account(cast):
    assert hidden(cast, "siti").get_latest_revision_as_object().lead_photo.uploaded_by_user is None


def test_T21_stock_shows_the_name_of_the_account(cast):
    with mock.patch.object(type(cast.siti), "get_full_name", lambda user: ""):
        assert user_display_name(cast.siti) == cast.siti.username
    assert user_display_name(cast.siti) == "Siti"


def test_T21_editors_read_the_pen_name_and_never_the_legal_one(cast, maya):
    text = texts.published(cast)
    assert "Siti" in maya.page("life", text)
    assert "NAMA-RAHASIA" not in maya.page("life", text) + maya.page("edit", text)


def test_a_stock_chooser_and_bulk_deletion_would_be_there_and_ours_are_not(cast, maya, root):
    text = texts.with_editors(cast)
    assert SnippetViewSet.register_chooser_viewset is not type(Submission.snippet_viewset).register_chooser_viewset
    assert Submission in get_snippet_models()
    for client in (maya.client, root):
        assert client.get("/redaksi/snippets/choose/submissions/submission/").status_code == 404
        address = reverse("wagtail_bulk_action", args=["submissions", "submission", "delete"])
        assert client.post(f"{address}?id={text.pk}").status_code == 404
    assert Submission.objects.filter(pk=text.pk).exists()


@pytest.mark.parametrize("name", ["delete", "usage", "unpublish", "lock", "unlock", "history", "workflow_history", "add"])
def test_stock_addresses_are_closed_for_everyone(cast, maya, root, name):
    text = texts.published(cast)
    address = reverse(f"editors:{name}", args=[] if name == "add" else [text.pk])
    for client in (maya.client, root):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert fresh(text).live


def test_superuser_cannot_change_an_article_past_its_text(cast, root):
    article = texts.published(cast).page
    for name in ("edit", "copy"):
        assert root.get(reverse(f"wagtailadmin_pages:{name}", args=[article.pk])).status_code in (302, 403)
    home = article.get_parent().get_parent().pk
    assert root.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, home])).status_code in (302, 403)
    root.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    root.post(reverse("wagtailadmin_pages:unpublish", args=[article.get_parent().pk]), {"include_descendants": "on"})
    article.refresh_from_db()
    assert article.live
    assert article.get_parent().pk != home


def test_a_decision_names_the_version_on_the_screen(cast, maya):
    """The window that decides at once: what was seen is what is judged."""
    text = texts.claimed_by_editor(cast)
    step = text.current_workflow_task_state
    window = maya.client.get(maya.url("workflow_action", text, "approve", step.pk), headers=XHR).json()["html"]
    assert f'value="{text.latest_revision_id}"' in window
    seen = text.latest_revision_id
    texts.edited(text, cast.maya)
    answer = maya.client.post(maya.url("workflow_action", text, "approve", step.pk), TICKED | {"revision_id": seen}, headers=XHR)
    assert answer.json()["step"] == "action"
    assert state(text) == State.WITH_EDITORS
