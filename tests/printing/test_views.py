import pytest
from django.urls import reverse
from django.utils import translation

from cms.middleware import GONE_CACHE_CONTROL
from jobs.models import Job, JobState
from printing import files
from printing.formats import COMMON_SET, Format, poster_formats
from printing.refreshing import MOST_TIMES
from tests.printing.publishing import correct, poster, printed, publish, withdraw

pytestmark = pytest.mark.django_db


def page_url(article) -> str:
    return reverse("printing:article", args=[article.code.code.lower()])


def file_url(article, name: str = "a3.pdf") -> str:
    return reverse("printing:file", args=[article.code.code.lower(), name])


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_addresses_are_the_published_ones():
    assert reverse("printing:posters") == "/cetak/"
    assert reverse("printing:article", args=["7k3mpj"]) == "/cetak/7k3mpj/"
    assert reverse("printing:file", args=["7k3mpj", "a3-hemat.pdf"]) == "/cetak/7k3mpj/a3-hemat.pdf"


@pytest.mark.parametrize("wanted", [*poster_formats(), *poster_formats(7), Format("a3", "a4", True, 6)])
def test_file_name_says_the_format(wanted):
    assert Format.from_file_name(wanted.file_name) == wanted


@pytest.mark.parametrize(
    "name",
    [
        "a5.pdf",
        "a4-f4.pdf",
        "a4s-a4.pdf",
        "a3-tepi7.pdf",
        "a3-a4-tepi5.pdf",
        "a3.PDF",
        "a3-.pdf",
        "a3-hemat",
        "a3-hemat-a4.pdf",
        "../a3.pdf",
        "a3.pdf\n",
    ],
)
def test_other_file_names_are_none(name):
    assert Format.from_file_name(name) is None


def test_list_offers_the_posters_with_their_sizes(client):
    article = printed()
    text = text_of(client.get("/cetak/"))
    assert article.title in text
    kilobytes = round(poster(article).size_bytes / 1024)
    assert f"A3 (PDF, {kilobytes} KB)" in text
    assert file_url(article) in text
    assert "2 × A4 (PDF, " in text
    assert page_url(article) in text


def test_list_of_a_city_shows_only_its_posters(client):
    publish(title="Dari Semarang")
    publish(title="Dari Karawang", city="karawang")
    text = text_of(client.get("/cetak/?kota=karawang"))
    assert "Dari Karawang" in text
    assert "Dari Semarang" not in text
    assert client.get("/cetak/?kota=bukan").status_code == 404


def test_list_leaves_withdrawn_articles_out(client):
    article = printed()
    withdraw(article)
    assert article.title not in text_of(client.get("/cetak/"))


def test_list_says_when_there_is_nothing(client):
    assert "Belum ada poster." in text_of(client.get("/cetak/"))


def test_page_of_an_article_offers_every_format(client):
    article = printed()
    text = text_of(client.get(page_url(article)))
    for words in (
        "A3, satu lembar",
        "A3 dari 2 lembar A4 + 1 petunjuk",
        "A3 dari 2 lembar F4 + 1 petunjuk",
        "A3, satu lembar, hemat tinta",
    ):
        assert f">{words}<" in text
    assert all(file_url(article, wanted.file_name) in text for wanted in COMMON_SET)


def test_article_page_links_to_the_posters_with_their_sizes(client):
    article = printed()
    text = text_of(client.get(article.get_absolute_url()))
    assert file_url(article) in text
    assert f"PDF, {round(poster(article).size_bytes / 1024)} KB" in text


def test_article_page_says_that_the_poster_is_being_made(client):
    article = publish()
    text = text_of(client.get(article.get_absolute_url()))
    assert "Poster sedang dibuat" in text
    assert page_url(article) in text


def test_page_loads_itself_again_only_while_it_waits(client):
    article = publish()
    waiting = text_of(client.get(page_url(article)))
    assert '<meta http-equiv="refresh" content="3;url=?muat=1">' in waiting
    assert "Poster sedang dibuat." in waiting
    Job.objects.update(state=JobState.CANCELLED)
    assert "http-equiv" not in text_of(client.get(page_url(article)))
    assert "http-equiv" not in text_of(client.get(page_url(printed(title="Lain"))))


@pytest.mark.parametrize(("typed", "seconds"), [("1", 4), ("7", 10), (str(MOST_TIMES - 1), 10), ("x", 3), ("-4", 3), ("99999", 3)])
def test_page_waits_ever_longer(client, typed, seconds):
    assert f'content="{seconds};url=' in text_of(client.get(page_url(publish()), {"muat": typed}))


def test_page_gives_up_loading_itself_after_a_while(client):
    text = text_of(client.get(page_url(publish()), {"muat": str(MOST_TIMES)}))
    assert "http-equiv" not in text
    assert "Buka lagi halaman ini nanti" in text


def test_page_says_that_the_editors_know_of_a_failure(client):
    article = printed(body=[("paragraph", "Huruf 𐎀 ini.")])
    text = text_of(client.get(page_url(article)))
    assert "Redaksi sudah tahu" in text
    assert "http-equiv" not in text
    assert "U+" not in text


def test_file_is_the_pdf_under_a_neutral_name(client):
    article = printed()
    response = client.get(file_url(article, "a3-hemat.pdf"), headers={"accept-encoding": "gzip"})
    body = b"".join(response.streaming_content)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert files.sha256_of(body) == poster(article, mono=True).sha256
    assert response["Content-Disposition"] == f'attachment; filename="warta-buruh-{article.code.code.lower()}-a3-hemat.pdf"'
    assert int(response["Content-Length"]) == len(body)
    assert "max-age=0" in response["Cache-Control"]
    assert "private" not in response["Cache-Control"]


def test_file_that_is_known_already_is_not_sent_again(client):
    article = printed()
    etag = client.get(file_url(article))["ETag"]
    assert etag == f'"{poster(article).sha256}"'
    assert client.get(file_url(article), headers={"if-none-match": etag}).status_code == 304


def test_head_of_a_file_costs_no_body(client):
    response = client.head(file_url(printed()))
    assert response.status_code == 200
    assert b"".join(response) == b""


def test_code_may_be_typed_in_capitals(client):
    article = printed()
    assert client.get(f"/cetak/{article.code.code}/").status_code == 200


def test_file_that_is_being_made_sends_to_the_waiting_page(client):
    article = publish()
    response = client.get(file_url(article))
    assert (response.status_code, response["Location"]) == (303, f"{page_url(article)}?bentuk=a3.pdf")


def test_withdrawn_article_is_gone_at_once(client):
    article = printed()
    withdraw(article)
    for address in (page_url(article), file_url(article), file_url(article, "a3-hemat.pdf")):
        response = client.get(address)
        assert response.status_code == 410
        assert article.title not in text_of(response)
        assert response["Cache-Control"] == GONE_CACHE_CONTROL


def test_unknown_codes_and_formats_are_not_found(client):
    article = printed()
    wrong = article.code.code[:-1] + ("2" if article.code.code[-1] != "2" else "3")
    wrong = f"/cetak/{wrong.lower()}/"
    addresses = ["/cetak/meja2/", wrong, f"{wrong}a3.pdf", file_url(article, "a5.pdf"), file_url(article, "x")]
    assert {client.get(address).status_code for address in addresses} == {404}


def test_article_that_is_no_longer_live_is_not_found(client):
    article = printed()
    article.live = False
    article.save()
    assert client.get(page_url(article)).status_code == 404
    assert client.get(file_url(article)).status_code == 404


def test_file_that_is_lost_is_not_found_until_it_is_made_anew(client):
    article = printed()
    files.delete([poster(article).file])
    assert client.get(file_url(article)).status_code == 404


def test_corrected_article_offers_only_its_new_edition(client):
    article = printed()
    old = poster(article).sha256
    article = correct(article, standfirst="Yang benar 86.")
    assert client.get(file_url(article)).status_code == 303
    text = text_of(client.get(page_url(article)))
    assert "Edisi 2" in text
    assert "tempel ulang" in text
    assert old not in text


def test_pages_are_public_and_set_no_cookie(client):
    article = printed()
    for address in ("/cetak/", page_url(article), file_url(article)):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
    assert {client.post(address).status_code for address in ("/cetak/", file_url(article))} == {405}


def test_pages_are_indonesian_whoever_asks(client):
    with translation.override("en"):
        assert "Cetak dan tempel" in text_of(client.get("/cetak/"))


def test_page_of_an_article_costs_the_same_with_any_number_of_posters(client, django_assert_num_queries):
    article = printed()
    addresses = [page_url(article), file_url(article)]
    for address in addresses:
        with django_assert_num_queries(3):
            assert client.get(address).status_code == 200


def test_list_costs_the_same_with_three_rows_and_with_ten(client, django_assert_num_queries):
    for number in range(3):
        publish(title=f"Berita {number}")
    with django_assert_num_queries(4):
        client.get("/cetak/")
    for number in range(7):
        publish(title=f"Kabar {number}")
    with django_assert_num_queries(4):
        client.get("/cetak/")


def test_article_page_pays_one_query_for_its_posters(django_assert_num_queries):
    from cms.models import ArticlePage
    from printing.hooks import article_footer_links

    slug = printed().slug
    article = ArticlePage.objects.for_reading().get(slug=slug)
    with django_assert_num_queries(1):
        assert len(article_footer_links(article)) == len(COMMON_SET) + 1  # and the way to the other forms
