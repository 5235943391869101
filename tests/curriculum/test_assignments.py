"""Assignments: given, handed in, judged; who is missing, and what a mentor sees."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from curriculum.assignments import services
from curriculum.assignments.errors import AlreadyAccepted, AnsweredAnew, FeedbackMissing
from curriculum.assignments.works import WorkState, standings, works_of
from curriculum.models import Assignment, ChannelAnswer, Membership
from curriculum.services import end_membership, grant_membership
from curriculum.training_home import visitor_of
from people.models import User
from people.services import identity_openings, update_identity
from tests.cast import add_member
from tests.permissions.assigned import given
from tests.submissions import texts

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def visitor(user):
    return visitor_of(user, timezone.localdate())


def hand_in(cast, assignment, words="Senin: foto rapat.", **facts):
    """From a page that shows what she sent last, unless `seen` says otherwise."""
    last = ChannelAnswer.objects.filter(assignment=assignment, membership__user=cast.siti).order_by("pk").last()
    facts = {"seen": last.sent_at if last else None} | facts
    return services.hand_in(visitor=visitor(cast.siti), assignment=assignment, words=words, now=timezone.now(), **facts)


def judge(cast, answer, *, accept, feedback="", seen=None, by="ratna"):
    moments = {"seen": seen or answer.sent_at, "judged": answer.judged_at, "now": timezone.now()}
    return services.judge(visitor=visitor(getattr(cast, by)), answer=answer, accept=accept, feedback=feedback, **moments)


def state_of(cast, assignment, name="siti"):
    membership = cast.membership(name)
    return {row.membership: row.state for row in standings(assignment, [membership])}[membership]


def test_the_same_form_gives_one_assignment(cast):
    facts = services.AssignmentFacts("Tulis", "Satu berita.", timezone.localdate() + WEEK)
    order = {"visitor": visitor(cast.tono), "cohort": cast.semarang, "kind": "text", "facts": facts, "client_id": uuid.uuid4()}
    assert services.give(**order) == services.give(**order)
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("name", ["siti", "ratna", "joko", "maya", "dewi"])
def test_only_trainers_of_the_class_and_those_who_run_the_programme_give_assignments(cast, name):
    with pytest.raises(PermissionDenied):
        given(cast, by=name)


def test_an_assignment_is_not_due_before_it_is_given(cast):
    facts = services.AssignmentFacts("Tulis", "Satu berita.", timezone.localdate() - WEEK)
    with pytest.raises(ValidationError, match="Batas waktu|due on the day"):
        services.give(visitor=visitor(cast.tono), cohort=cast.semarang, kind="text", facts=facts, client_id=uuid.uuid4())


def test_a_channel_task_goes_from_missing_to_accepted(cast):
    assignment = given(cast)
    assert state_of(cast, assignment) == WorkState.MISSING
    answer = hand_in(cast, assignment)
    assert state_of(cast, assignment) == WorkState.SENT
    judge(cast, answer, accept=False, feedback="Jam berapa tiap unggahan?")
    assert state_of(cast, assignment) == WorkState.REVISE
    judge(cast, hand_in(cast, assignment, "Senin 12.00: foto rapat."), accept=True)
    assert state_of(cast, assignment) == WorkState.ACCEPTED


def test_the_same_answer_twice_changes_nothing_and_an_accepted_one_stays(cast):
    assignment = given(cast)
    first = hand_in(cast, assignment)
    assert hand_in(cast, assignment).sent_at == first.sent_at
    judge(cast, first, accept=True)
    assert hand_in(cast, assignment).state == "accepted"
    with pytest.raises(AlreadyAccepted):
        hand_in(cast, assignment, "Sesuatu yang lain.")
    assert ChannelAnswer.objects.get().words == first.words


def test_a_judgement_on_an_answer_that_was_sent_anew_is_refused(cast):
    assignment = given(cast)
    seen = hand_in(cast, assignment).sent_at
    answer = hand_in(cast, assignment, "Jawaban kedua.")
    with pytest.raises(AnsweredAnew):
        judge(cast, answer, accept=True, seen=seen)


def fields_of(page) -> dict[str, str]:
    """What the form of the page hides, without which no window knows what it showed."""
    return dict(re.findall(r'<input type="hidden" name="(seen|judged)"(?: value="([^"]*)")?', page.content.decode()))


def test_an_older_window_overwrites_no_answer_and_keeps_what_was_typed(cast):
    assignment, client = given(cast), cast.client("siti")
    address = reverse("curriculum:assignment", args=[assignment.client_id])
    old_window = fields_of(client.get(address))
    hand_in(cast, assignment, "Jawaban dari HP.")
    page = client.post(address, {"words": "Jawaban dari warnet."} | old_window)
    assert page.status_code == 400 and ChannelAnswer.objects.get().words == "Jawaban dari HP."
    assert {"Jawaban dari HP.", "Jawaban dari warnet."} <= set(re.findall(r"Jawaban dari \w+\.", page.content.decode()))
    both_read = {"words": "Jawaban dari keduanya."} | fields_of(page)
    assert [client.post(address, both_read).status_code for _time in range(2)] == [303, 303]
    assert ChannelAnswer.objects.get().words == "Jawaban dari keduanya."


def test_a_judgement_overwrites_no_other_that_its_page_did_not_show(cast):
    assignment = given(cast)
    answer = hand_in(cast, assignment)
    address = reverse("curriculum:assignment_answer", args=[assignment.client_id, cast.siti.username])
    client = cast.client("tono")
    old_window = fields_of(client.get(address))
    judge(cast, answer, accept=False, feedback="Jam berapa?")
    page = client.post(address, {"do": "accept", "feedback": "Bagus sekali."} | old_window)
    assert page.status_code == 400 and ChannelAnswer.objects.get().feedback == "Jam berapa?"
    assert "Jam berapa?" in page.content.decode() and "Bagus sekali." in page.content.decode()
    both_read = {"do": "accept", "feedback": "Bagus. Jam berapa?"} | fields_of(page)
    assert [client.post(address, both_read).status_code for _time in range(2)] == [303, 303]
    assert (ChannelAnswer.objects.get().state, ChannelAnswer.objects.get().feedback) == ("accepted", "Bagus. Jam berapa?")


def test_of_two_enrolments_in_one_class_the_last_answer_is_read(cast):
    assignment, today = given(cast), timezone.localdate()
    hand_in(cast, assignment, "Jawaban lama.")
    end_membership(membership=cast.membership("siti"), ends_on=today - timedelta(days=1))
    grant_membership(user=cast.siti, role="trainee", cohort=cast.semarang, starts_on=today)
    hand_in(cast, assignment, "Jawaban baru.")
    page = cast.client("ratna").get(reverse("curriculum:assignment_answer", args=[assignment.client_id, cast.siti.username]))
    assert page.status_code == 200 and "Jawaban baru." in page.content.decode()


def test_asking_for_something_better_says_what(cast):
    answer = hand_in(cast, given(cast))
    with pytest.raises(FeedbackMissing):
        judge(cast, answer, accept=False)


@pytest.mark.parametrize("name", ["siti", "joko", "maya", "rini"])
def test_only_those_who_teach_the_class_judge(cast, name):
    answer = hand_in(cast, given(cast))
    with pytest.raises(PermissionDenied):
        judge(cast, answer, accept=True, by=name)


def test_a_mentor_who_learns_in_the_same_class_does_not_judge_herself(cast):
    add_member(cast.siti, "mentor", "semarang")
    answer = hand_in(cast, given(cast))
    with pytest.raises(PermissionDenied):
        judge(cast, answer, accept=True, by="siti")


def test_a_text_answers_once_it_is_sent_and_counts_once_a_mentor_has_passed_it_on(cast):
    assignment = given(cast, "text")
    made = {"draft": texts.draft(cast), "sent": texts.sent(cast), "changes": texts.needs_changes(cast), "passed": texts.with_editors(cast)}
    found = []
    for text in made.values():
        for other in made.values():
            other.assignment = assignment if other is text else None
            other.save(update_fields=["assignment"])
        found.append(state_of(cast, assignment))
    assert found == [WorkState.MISSING, WorkState.SENT, WorkState.REVISE, WorkState.ACCEPTED]


def test_what_a_writer_has_not_sent_or_has_taken_back_is_nobodys_business(cast):
    texts.draft(cast)
    assert works_of([cast.membership("siti").pk]) == []


def test_the_way_from_the_assignment_to_the_writing_desk_ties_the_new_text_to_it(cast):
    assignment, client = given(cast, "text"), cast.client("siti")
    page = client.get(reverse("curriculum:assignment", args=[assignment.client_id])).content.decode()
    address = re.search(r'href="(/tulis/baru/\?tugas=[^"]+)"', page)[1]
    form = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = client.post("/tulis/baru/", {**hidden, "title": "Kipas menyala", "what": "Kipas menyala lagi.", "do": "save"})
    assert answer.status_code == 303
    assert cast.siti.submissions.get().assignment == assignment


@pytest.mark.parametrize("wanted", ["bukan-alamat", "00000000-0000-4000-8000-000000000000"])
def test_an_assignment_that_does_not_fit_stops_no_new_text(cast, wanted):
    answer = cast.client("siti").post("/tulis/baru/", {"assignment": wanted, "title": "Kipas menyala", "do": "save", "way": "free"})
    assert answer.status_code == 303
    assert cast.siti.submissions.get().assignment is None


def test_a_text_is_tied_and_untied_on_its_own_page_but_never_to_another_classs_assignment(cast):
    assignment, text = given(cast, "text"), texts.draft(cast)
    client, address = cast.client("siti"), reverse("submissions:answer_assignment", args=[text.public_id])
    assert client.post(address, {"assignment": assignment.client_id}).status_code == 303
    assert texts.fresh(text).assignment == assignment
    assert client.post(address, {"assignment": ""}).status_code == 303
    assert texts.fresh(text).assignment is None
    Assignment.objects.filter(pk=assignment.pk).update(cohort=cast.karawang)
    assert client.post(address, {"assignment": assignment.client_id}).status_code == 400


def test_mentors_see_the_assignment_of_a_waiting_text_and_the_waiting_answers_in_their_queue(cast):
    assignment, text = given(cast, "text"), texts.sent(cast)
    text.assignment = assignment
    text.save(update_fields=["assignment"])
    hand_in(cast, given(cast))
    page = cast.client("ratna").get("/periksa/").content.decode()
    assert f"tugas: {assignment.title}" in page
    assert "1 jawaban tugas kanal menunggu" in page
    assert "1 jawaban tugas kanal menunggu" not in cast.client("joko").get("/periksa/").content.decode()


def test_the_page_of_an_assignment_names_who_is_missing_first(cast):
    assignment = given(cast)
    hand_in(cast, assignment)
    add_member(cast.budi, "trainee", "semarang")
    page = cast.client("tono").get(reverse("curriculum:assignment", args=[assignment.client_id])).content.decode()
    assert "1 dari 2 belum mengirim apa pun." in page
    assert page.index("Budi") < page.index("Siti")


def test_the_list_of_calls_opens_the_numbers_of_those_who_are_missing_and_leaves_a_trace(cast):
    assignment = given(cast)
    address = reverse("curriculum:assignment_calls", args=[assignment.client_id])
    client = cast.client("tono")
    assert "0860" not in client.get(address).content.decode()
    assert not identity_openings(cast.siti).exists()
    answer = client.post(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    opening = identity_openings(cast.siti).get()
    assert opening.user == cast.tono
    assert assignment.title in opening.data["reason"]
    assert not identity_openings(cast.budi).exists()


def test_the_list_of_calls_names_whoever_chose_no_pen_name_by_the_legal_one(cast):
    assignment, client = given(cast), cast.client("tono")
    update_identity(user=cast.siti, by=None, legal_name="Sulastri Rahasia")
    address = reverse("curriculum:assignment_calls", args=[assignment.client_id])
    assert "Sulastri" not in sheet_words(client.post(address))
    User.objects.filter(pk=cast.siti.pk).update(display_name="Peserta 4821")
    assert "Sulastri Rahasia" in sheet_words(client.post(address))


def sheet_words(answer) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_lists_ask_the_database_no_more_for_more_people(cast, django_assert_max_num_queries):
    assignments = [given(cast) for _number in range(3)]
    client = cast.client("tono")
    for number in range(12):
        add_trainee(cast, number)
    for address in ("/pelatihan/tugas/", reverse("curriculum:assignment", args=[assignments[0].client_id])):
        with django_assert_max_num_queries(15):
            client.get(address)


def add_trainee(cast, number) -> Membership:
    from people.services import create_person

    return add_member(create_person(display_name=f"Peserta {number}"), "trainee", "semarang")


def test_what_was_typed_comes_back_with_a_sentence(cast):
    address = reverse("curriculum:new_assignment", args=[cast.semarang.slug])
    answer = cast.client("tono").post(
        address, {"title": "Tulis tentang upah", "kind": "text", "due_on_0": "31", "due_on_1": "2", "due_on_2": "2027"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="Tulis tentang upah"' in page
    assert "Tulis hari dengan angka" in page
    assert "Tulis apa yang harus dikerjakan." in page


@pytest.mark.parametrize("name", ["nobody", "budi"])
def test_an_answer_that_is_refused_comes_back_with_its_words(cast, name):
    address = reverse("curriculum:assignment", args=[given(cast).client_id])
    page = cast.client(name).post(address, {"words": "Senin: foto rapat.\nSelasa: undangan."})
    assert page.status_code == (403 if name == "nobody" else 404)
    assert "Selasa: undangan." in page.content.decode() and page["Cache-Control"] == "no-store"
