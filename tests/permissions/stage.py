"""The stage on which the table is played: texts of Siti in every state, a photo, a late copy, an article, a poster address."""

import io
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Revision

from cms.discussion.services import submit_answer
from cms.models import ArticlePage, City
from cms.services import add_correction_notice
from curriculum.models import SignUp
from curriculum.workshops.services.planning import Plan, plan_workshop
from curriculum.workshops.services.seats import seat_everybody
from curriculum.workshops.services.sheets import print_roll
from jobs import services as jobs
from printing.models import Bulletin
from printing.services import boards, bulletins, walls
from submissions.models import Submission
from submissions.services import claims, photos, publication, sending, writing
from tests.cast import NOBODY, PARTS, Cast
from tests.permissions.assigned import answered_assignment
from tests.permissions.certified import issued_certificate
from tests.rights.questions import rights_question
from tests.submissions import texts

ACTORS = (NOBODY, *PARTS)
LESSON_ROUTES = [f"curriculum:{name}" for name in ("lesson", "mark_read", "handout", "notes", "pack")]


@dataclass
class Stage:
    cast: Cast
    texts: dict[str, Submission]
    arguments: dict[str, dict[str, Any]]
    cookies: dict[str, str]  # of each actor's session, made once: signing in costs more than most answers

    def answer(self, actor: str, method: str, route: str, at: str) -> str:
        """Status as the table writes it: "in" for a way to the sign-in page, else the number."""
        client = Client()
        client.cookies.load(self.cookies[actor])
        path = reverse(route, kwargs=self.kwargs(route, at))
        response = getattr(client, method.lower())(path, **({"data": {}} if method == "POST" else {}))
        return told(response)

    def kwargs(self, route: str, at: str) -> dict[str, Any]:
        known = dict(self.arguments.get(route, {}))
        if at in self.texts and "public_id" not in known and needs_text(route):
            known["public_id"] = self.texts[at].public_id
        return known


def needs_text(route: str) -> bool:
    return route.startswith("submissions:") and route not in {
        "submissions:my_texts",
        "submissions:new",
        "submissions:download",
        "submissions:read_inbox",
        "submissions:photo_file",
        "submissions:queue",
        "submissions:appeals",
    }


def told(response: HttpResponseBase) -> str:
    if response.status_code in (301, 302, 303) and response.headers["Location"].startswith("/masuk/"):
        return "in"
    return str(response.status_code)


def bulletins_with(page: ArticlePage, cast: Cast) -> tuple[dict[str, str], dict[str, str]]:
    """A published bulletin of Semarang and the draft of the next week's, as their addresses name them."""
    city, today = City.objects.get(slug="semarang"), timezone.localdate()
    drafts = [bulletins.start_bulletin(city=city, week=today + timedelta(weeks=weeks), by=cast.dewi) for weeks in (0, 1)]
    for draft in drafts:
        bulletins.add_article(bulletin=draft, article=page, by=cast.dewi)
    bulletins.publish_bulletin(bulletin=drafts[0], by=cast.dewi, at=timezone.now())
    first, second = (draft.week_starts_on.isoformat() for draft in drafts)
    return {"city": city.slug, "week": first}, {"slug": city.slug, "week": second}


def versions_of(text: Submission) -> list[int]:
    return list(Revision.objects.for_instance(text).order_by("pk").values_list("pk", flat=True))


def jpeg() -> SimpleUploadedFile:
    data = io.BytesIO()
    Picture.new("RGB", (900, 600), (120, 90, 60)).save(data, "JPEG")
    return SimpleUploadedFile("foto.jpg", data.getvalue(), "image/jpeg")


def set_stage(cast: Cast) -> Stage:
    with_photo = texts.draft(cast)
    photo = photos.add_photo(submission=with_photo, author=cast.siti, client_id=uuid.uuid4(), upload=jpeg())
    late = texts.sent(cast, author="siti")
    copy = writing.save_draft(
        submission=late,
        author=cast.siti,
        client_id=uuid.uuid4(),
        base_id=late.latest_revision_id,
        fields=texts.fields(title="Kiriman lambat"),
    ).side_draft
    sending.take_back(submission=late, author=cast.siti)  # at most three texts of one author are under review
    made = {"draft": with_photo, "late": late}
    made["published"] = texts.published(cast, city_id=cast.semarang.city_id)
    made["withdrawn"] = texts.published(cast)
    publication.withdraw(submission=made["withdrawn"], by=cast.maya, reason="Satu orang mudah ditebak.")
    made["confirming"] = texts.confirming(cast)
    made["needs_changes"] = texts.needs_changes(cast)
    made["with_editors"] = texts.with_editors(cast)
    made["claimed"] = texts.claimed_by_mentor(cast)
    made["sent"] = texts.sent(cast)
    release_to_queue(made["sent"], cast)
    page = Submission.objects.get(pk=made["published"].pk).page
    code = page.short_code.lower()
    facts = {"question_number": 1, "words": "Lewat grup WA.", "source": "web", "client_id": uuid.uuid4()}
    answer = {"client_id": submit_answer(article=page, **facts).client_id}
    week, draft = bulletins_with(page, cast)
    arguments = {
        "article": {"slug": page.slug},
        "city": {"slug": "semarang"},
        "topic": {"slug": "upah"},
        "short_address": {"code": code},
        "answers": {"slug": page.slug},
        "answer_form": {"code": code},
        "answer_sent": {"code": code},
        **dict.fromkeys(("discussion:answer", "discussion:decide", "discussion:hide", "discussion:erase"), answer),
        "media": {"path": "photos/tidak-ada.jpg"},
        "people:card_code": {"code": "ABCDE-FGHJK"},
        "curriculum:card": {"username": cast.siti.username},
        **roster_of_semarang(cast),
        **dict.fromkeys(LESSON_ROUTES, {"slug": "apa-itu-berita"}),
        "submissions:photo_file": {"name": photo.image.file.name},
        "submissions:remove_photo": {"public_id": with_photo.public_id, "photo_id": photo.image.public_id},
        "submissions:version": {"public_id": with_photo.public_id, "revision_id": versions_of(with_photo)[0]},
        **dict.fromkeys(("curriculum:cohort", "curriculum:class_pack", "curriculum:pack_file"), {"slug": cast.semarang.slug}),
        "submissions:take_proposal": {"public_id": with_photo.public_id, "comment_id": 1},
        "submissions:answer_appeal": {"public_id": uuid.uuid4()},
        "submissions:side_draft": {"public_id": late.public_id, "copy_id": copy.public_id},
        "printing:article": {"code": code},
        "printing:file": {"code": code, "file_name": "a3.pdf"},
        "rights:choose": {"slug": "phk"},
        "rights:calculator": {"slug": "upah-lembur"},
        "rights:embedded": {"slug": "upah-lembur"},
        "rights:question": {"slug": rights_question("umk-karawang").slug},
        "printing:bulletin": week,
        "printing:bulletin_file": week | {"file_name": "a3.pdf"},
        "printing:arrange": draft,
        "printing:bulletin_preview": draft,
    }
    arguments |= dict.fromkeys(("jobs:retry", "jobs:drop"), {"job_id": quarantined_job()})
    arguments |= sheet_on_wall(page, cast) | answered_assignment(cast) | issued_certificate(cast) | workshop_of_today(cast)
    cookies = {actor: cast.client(actor).cookies.output(header="", sep=";") for actor in ACTORS}
    return Stage(cast, {name: texts.fresh(text) for name, text in made.items()}, arguments, cookies)


def quarantined_job() -> uuid.UUID:
    job = jobs.claim(jobs.enqueue("cms.sweep_photos", key="stage", payload={}).pk)
    jobs.quarantine(job, "OSError")
    return job.pk


def workshop_of_today(cast: Cast) -> dict[str, dict[str, Any]]:
    """A workshop of Siti's class that has begun, and its sheet to sign."""
    began = timezone.now() - timedelta(hours=1)
    plan = Plan("Memotret", began, began + timedelta(hours=3), "Aula")
    workshop = plan_workshop(cohort=cast.semarang, plan=plan, client_id=uuid.uuid4(), by=cast.tono)
    seat_everybody(workshop=workshop, by=cast.tono, now=timezone.now())
    roll = print_roll(workshop=workshop, by=cast.tono, today=timezone.localdate())
    names = ("workshop", "workshop_ics", "workshop_seats", "workshop_edit", "workshop_move", "workshop_cancel")
    names += ("invitation", "sign_up_sheet", "attendance", "scan", "roll_new")
    found = {f"curriculum:{name}": {"public_id": workshop.public_id} for name in names}
    found |= {f"curriculum:{name}": {"public_id": roll.public_id} for name in ("roll", "roll_sheet")}
    return found | {"curriculum:workshop_new": {"slug": cast.semarang.slug}}


def sheet_on_wall(page: ArticlePage, cast: Cast) -> dict[str, dict[str, Any]]:
    """Dewi's board with a sheet of the first edition, its photo, and the task that the correction of today has made."""
    code, today = page.short_code.lower(), timezone.localdate()
    board = boards.add_board(workplace=boards.add_workplace(city=page.city, name="Pabrik", by=cast.dewi), place="Kantin", by=cast.dewi)
    add_correction_notice(article=page, corrected_on=today, was_wrong="Tertulis 68.", is_right="Yang benar 86.")
    facts = {"hung_on": today, "copies": 1, "readers": None, "client_id": uuid.uuid4(), "by": cast.dewi, "today": today}
    report = walls.record_report(board=board, article=page, edition=1, **facts)
    walls.add_photo(report=report, upload=jpeg(), by=cast.dewi)
    task = report.tasks.get()
    return {
        "printing:desk_poster": {"code": code},
        "printing:desk_bulletin": {"city": page.city.slug, "week": Bulletin.objects.current().get().week_starts_on.isoformat()},
        "printing:test_sheet": {"paper": "a4"},
        "printing:board": {"public_id": board.public_id},
        "printing:workplace": {"public_id": board.workplace.public_id},
        **dict.fromkeys(("printing:report", "printing:report_photo", "printing:report_photo_file"), {"public_id": report.public_id}),
        "printing:task": {"public_id": task.public_id},
        "printing:tasks": {"key": f"betulkan-{code}"},
        "printing:strip": {"public_id": task.public_id, "edition": 2},
        "printing:said": {"code": code},
    }


def roster_of_semarang(cast: Cast) -> dict[str, dict[str, Any]]:
    """Siti among the people of her class, a worker of her city who has signed up, and a list that is gone."""
    facts = {"city": cast.semarang.city, "name": "Nama", "phone": "0860 0000 4000", "received_on": timezone.localdate()}
    sign_up = SignUp.objects.create(client_id=uuid.uuid4(), **facts)
    of_class = {"slug": cast.semarang.slug}
    return {
        **dict.fromkeys((f"curriculum:{name}" for name in ("roster", "roster_csv", "roster_xlsx", "trainee_new")), of_class),
        "curriculum:trainee": of_class | {"username": cast.siti.username},
        "curriculum:import_preview": {"public_id": uuid.uuid4()},
        "curriculum:sign_up": {"client_id": sign_up.client_id},
    }


def release_to_queue(text: Submission, cast: Cast) -> None:
    step = text.review_states.filter(waiting_since__isnull=False).first()
    if step is not None and step.claimed_by_id:
        claims.release(submission=text, user=cast.ratna)
