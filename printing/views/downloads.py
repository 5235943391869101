"""A finished file as an answer."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import quote_etag

from printing import files
from printing.models import RenderedFile


def download(row: RenderedFile, name: str) -> HttpResponse:
    """Always asked for anew (ETag), so that it vanishes from phones and proxies within seconds of a withdrawal."""
    try:
        file = files.open_file(row.file)
    except FileNotFoundError:
        raise Http404 from None  # the sweep has it made anew
    response = FileResponse(file, as_attachment=True, filename=f"{name}-{row.format.file_name}", content_type="application/pdf")
    response.headers["Content-Length"] = str(row.size_bytes)
    response.headers["ETag"] = quote_etag(row.sha256)
    response.headers["Content-Encoding"] = "identity"  # a PDF is deflated already; compressed once more it would lose its length
    response.headers["X-Robots-Tag"] = "noindex"
    return response
