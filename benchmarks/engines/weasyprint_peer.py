"""WeasyPrint: a page of HTML in three columns; fonts and stylesheet are read once, hyphens come from its own pyphen."""

from html import escape
from io import BytesIO
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.engines import design as d
from benchmarks.sample import Article

_STYLES = {"serif_italic": "font-style: italic", "serif_bold": "font-weight: 700", "sans_bold": "font-weight: 700"}
_FACES = "".join(
    f"@font-face {{ font-family: '{role.split('_')[0]}-bench'; src: url('{path.as_uri()}'); {_STYLES.get(role, '')} }}"
    for role, path in d.FONTS.items()
)
_fonts = FontConfiguration()
_sheet = CSS(string=_FACES + Path(__file__).with_name("poster.css").read_text(), font_config=_fonts)


def draw(article: Article) -> bytes:
    html = HTML(string=_page(article), base_url="/")
    return html.write_pdf(stylesheets=[_sheet], font_config=_fonts)


def _page(article: Article) -> str:
    svg = BytesIO()
    d.qr_code(article["address"]).save(svg, kind="svg", border=0, xmldecl=False)
    text = {name: escape(value) for name, value in article.items() if isinstance(value, str)}
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article["paragraphs"])
    questions = "".join(f"<li>{escape(question)}</li>" for question in article["questions"])
    return f"""<!doctype html><html lang="id"><title>{text["headline"]}</title><meta name="author" content="{d.ISSUER}">
<div class="masthead"><b>{d.MASTHEAD}</b><i>{d.CITY}</i></div><div class="strip"><b>{d.MASTHEAD}</b></div>
<h1>{text["headline"]}</h1><p class="lead">{text["standfirst"]}</p>
<div class="row"><figure><img src="file://{article["photo"]}" alt=""><figcaption>{text["caption"]}</figcaption></figure>
<blockquote>{text["quote"]}</blockquote></div>
<main>{body}</main>
<div class="row foot"><div class="questions"><h2>{d.QUESTIONS_TITLE}</h2><ol>{questions}</ol></div>
<div class="scan">{d.SCAN}{svg.getvalue().decode()}{text["typed_address"]}</div></div></html>"""
