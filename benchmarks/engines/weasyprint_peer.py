"""WeasyPrint: a page of HTML in columns; fonts and stylesheet are read once, hyphens come from its own pyphen."""

from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.engines import design as d
from benchmarks.sample import Article, Bulletin

_STYLES = {"serif_italic": "font-style: italic", "serif_bold": "font-weight: 700", "sans_bold": "font-weight: 700"}
_FACES = "".join(
    f"@font-face {{ font-family: '{role.split('_')[0]}-bench'; src: url('{path.as_uri()}'); {_STYLES.get(role, '')} }}"
    for role, path in d.FONTS.items()
)


def drawer(kind: str) -> Callable[..., bytes]:
    fonts = FontConfiguration()
    style = Path(__file__).with_name("bulletin.css" if kind == "bulletin" else "poster.css").read_text()
    sheet = CSS(string=_FACES + Template(style).safe_substitute(_sizes(kind)), font_config=fonts)
    page = _bulletin if kind == "bulletin" else _page
    return lambda content: HTML(string=page(content), base_url="/").write_pdf(stylesheets=[sheet], font_config=fonts)


def _sizes(kind: str) -> dict[str, str]:
    """What the stylesheet names with a dollar sign."""
    if kind == "bulletin":
        return {}
    sheet = d.SHEETS[kind]
    points = {name: f"{getattr(sheet, name)}pt" for name in ("body_pt", "leading_pt", "masthead_pt", "headline_pt", "lead_pt", "quote_pt")}
    lengths = {name: f"{getattr(sheet, name)}mm" for name in ("masthead_mm", "strip_mm", "qr_mm")}
    more = {"question_pt": f"{sheet.question_pt}pt", "later_top": f"{22 + sheet.strip_mm}mm", "box_inner_mm": f"{sheet.box_mm - 8}mm"}
    return {**points, **lengths, **more, "align": "justify" if sheet.justified else "left"}


def _svg(address: str) -> str:
    svg = BytesIO()
    d.qr_code(address).save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()


def _head(title: str) -> str:
    return f'<!doctype html><html lang="id"><title>{title}</title><meta name="author" content="{d.ISSUER}">'


def _escaped(article: Article) -> dict[str, str]:
    return {name: escape(value) for name, value in article.items() if isinstance(value, str)}


def _paragraphs(article: Article) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article["paragraphs"])


def _items(texts: list[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def _page(article: Article) -> str:
    text = _escaped(article)
    return f"""{_head(text["headline"])}
<div class="masthead"><b>{d.MASTHEAD}</b><i>{d.CITY}</i></div><div class="strip"><b>{d.MASTHEAD}</b></div>
<h1>{text["headline"]}</h1><p class="lead">{text["standfirst"]}</p>
<div class="row"><figure><img src="file://{article["photo"]}" alt=""><figcaption>{text["caption"]}</figcaption></figure>
<blockquote>{text["quote"]}</blockquote></div>
<main>{_paragraphs(article)}</main>
<div class="row foot"><div class="questions"><h2>{d.QUESTIONS_TITLE}</h2><ol>{_items(article["questions"])}</ol></div>
<div class="scan">{d.SCAN}{_svg(article["address"])}{text["typed_address"]}</div></div></html>"""


def _bulletin(bulletin: Bulletin) -> str:
    lead, *others = bulletin["articles"]
    text = _escaped(lead)
    questions = [article["questions"][0] for article in bulletin["articles"][:3]]
    rows = "".join(f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in bulletin["rights"])
    question, answer, source = map(escape, bulletin["answer"])
    return f"""{_head(text["headline"])}
<div class="masthead"><b>{d.MASTHEAD}</b><i>{d.CITY}</i></div>
<h1>{text["headline"]}</h1><p class="lead">{text["standfirst"]}</p>
<div class="row">{_figure(lead)}<div><div class="text">{_paragraphs(lead)}</div>{_code(lead)}</div></div>
<main>{"".join(map(_article, others))}</main>
<div class="row boxes"><div><h3>{d.QUESTIONS_TITLE}</h3><ol>{_items(questions)}</ol></div>
<div><h3>{d.WALL_TITLE}</h3><p>{question}</p><p><i>{answer}</i></p><p>{source}</p></div>
<div><h3>{escape(bulletin["rights_title"])}</h3><table>{rows}</table></div></div></html>"""


def _article(article: Article) -> str:
    figure = _figure(article) if article["photo"] else ""
    text = f'<div class="text">{_paragraphs(article)}</div>'
    return f"<article><h2>{escape(article['headline'])}</h2>{figure}{text}{_code(article)}</article>"


def _figure(article: Article) -> str:
    return f'<figure><img src="file://{article["photo"]}" alt=""><figcaption>{escape(article["caption"])}</figcaption></figure>'


def _code(article: Article) -> str:
    return f'<div class="code">{_svg(article["address"])}<div><b>{d.SCAN}</b><br>{escape(article["typed_address"])}</div></div>'
