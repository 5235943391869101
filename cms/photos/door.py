"""The photo door: a stranger's file goes in, upright sRGB pixels in a new JPEG come out. The sent bytes are thrown away."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from cms.photos.bare import NotBarePixels, check_bare
from cms.photos.child import DecodingRefused, decode_in_child

UPLOAD_BYTES = 10 * 1024 * 1024
EXTENSIONS = {"JPEG": {"jpg", "jpeg", "jpe", "jfif"}, "PNG": {"png"}, "WEBP": {"webp"}}

SENTENCES = {
    "empty": _("The file is empty. Choose the photo again and wait until it is sent."),
    "too_large": _("This photo is larger than 10 MB. Make it smaller on your phone, for example by sending it to yourself on WhatsApp."),
    "truncated": _("The photo arrived incomplete. Send it once more where the signal is better; your text is safe."),
    "wrong_type": _("This file is not a photo that we can use. Choose a photo in JPEG, PNG or WebP format."),
    "other_name": _("The file's name and its content do not match. Open the photo on your phone, take a screenshot of it and send that."),
    "gif": _("GIF pictures cannot be used. Take a screenshot of the picture and send that."),
    "heic": _("Your phone saved this photo as HEIC. Set the camera to “Most compatible” (JPEG), or take a screenshot and send that."),
    "animated": _("Moving pictures cannot be used. Take a screenshot of the moment you want to show and send that."),
    "bomb": _("This picture has more pixels than we can open. Take a screenshot of it, or choose a smaller size in your camera."),
    "too_small": _("This picture is too small to be seen. Send the original photo, at least 16 pixels on each side."),
    "too_thin": _("This picture is too long and thin. Cut out the part that matters and send that."),
    "broken": _("This photo cannot be opened. Open it on your phone: if you see it there, take a screenshot and send that."),
    "timeout": _("Opening this photo took too long. Take a screenshot of it and send that."),
    "busy": _("Many photos are arriving just now. Send yours once more in a minute; your text is safe."),
}


class PhotoRefused(Exception):
    """`code` is a key of SENTENCES; `message` says in the reader's language what to do."""

    def __init__(self, code: str) -> None:
        self.code = code if code in SENTENCES else "broken"
        self.message = SENTENCES[self.code]
        super().__init__(self.code)


@dataclass(frozen=True)
class AdmittedPhoto:
    jpeg: bytes
    width: int
    height: int
    sha256: str


def admit_photo(uploaded_file: File) -> AdmittedPhoto:
    """Raises PhotoRefused, and nothing else, for whatever a stranger can send.

    The web process copies the file in pieces and never decodes it; it holds the new JPEG (a few MB at most).
    """
    with tempfile.TemporaryFile() as copy:  # has no name: nothing is left behind when the process dies
        _copy(uploaded_file, copy)
        try:
            decoded = decode_in_child(copy)
            check_bare("photo.jpg", decoded.jpeg)
        except DecodingRefused as refusal:
            raise PhotoRefused(str(refusal)) from None
        except NotBarePixels:
            raise PhotoRefused("broken") from None
    if _extension(uploaded_file.name) not in EXTENSIONS.get(decoded.format, set()) | {""}:
        raise PhotoRefused("other_name")
    return AdmittedPhoto(decoded.jpeg, decoded.width, decoded.height, hashlib.sha256(decoded.jpeg).hexdigest())


def _copy(uploaded_file: File, copy: BinaryIO) -> None:
    """Counts as it copies: the size that the request claims is not believed."""
    size = 0
    for chunk in uploaded_file.chunks():
        size += len(chunk)
        if size > UPLOAD_BYTES:
            raise PhotoRefused("too_large")
        copy.write(chunk)
    if not size:
        raise PhotoRefused("empty")
    copy.flush()


def _extension(name: str | None) -> str:
    """Lower case, without the dot; "" for a name that has none, as scripts send (`blob`)."""
    return os.path.splitext(name or "")[1].lower().removeprefix(".")
