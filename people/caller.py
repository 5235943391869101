"""Where a request comes from and on which device: kept in memory for counting wrong tries, never stored in the clear."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from .models import User
from .vault import keyed_hash

DEVICE_SALT = "people.device"
RETURN_SALT = "people.device.return"
DEVICE_AGE_SECONDS = 400 * 24 * 3600
RETURN_AGE_SECONDS = 120
MARKS_KEPT = 8


def caller_address(request: HttpRequest) -> str:
    """The caller's address as the outermost of our own proxies saw it; what stands left of that in the header can be invented."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        address = chain[-min(settings.PROXY_COUNT, len(chain))] if chain else address
    return _neighbourhood(address)


def _neighbourhood(address: str) -> str:
    """An IPv6 customer owns a whole /64, so that is one address; anything unreadable is one address too."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


@dataclass(frozen=True)
class Device:
    """A browser that carries our signed cookie, and marks of those who signed in with it. A mark names nobody without the key."""

    token: str
    marks: tuple[str, ...] = ()

    def mark(self, user: User) -> str:
        return keyed_hash("device", f"{self.token}|{user.pk}")[:16]

    def knows(self, user: User | None) -> bool:
        return user is not None and self.mark(user) in self.marks

    def remembering(self, user: User) -> "Device":
        marks = [mark for mark in self.marks if mark != self.mark(user)]
        return Device(self.token, (*marks, self.mark(user))[-MARKS_KEPT:])


def _cookie_name() -> str:
    return "__Host-hp" if settings.SESSION_COOKIE_SECURE else "hp"


def _device_from(data: dict[str, str | Iterable[str]]) -> Device:
    return Device(str(data["t"]), tuple(data["m"]))


def read_device(request: HttpRequest) -> Device:
    """The device of the cookie, or a new one that knows nobody."""
    return _device_of_cookie(request) or Device(secrets.token_hex(16))


def has_device(request: HttpRequest) -> bool:
    """Whether the browser says by its own cookie which device it is."""
    return _device_of_cookie(request) is not None


def _device_of_cookie(request: HttpRequest) -> Device | None:
    try:
        return _device_from(signing.loads(request.COOKIES.get(_cookie_name(), ""), salt=DEVICE_SALT))
    except (signing.BadSignature, KeyError, TypeError):
        return None


def write_device(response: HttpResponse, device: Device) -> None:
    value = signing.dumps({"t": device.token, "m": device.marks}, salt=DEVICE_SALT)
    response.set_cookie(
        _cookie_name(), value, max_age=DEVICE_AGE_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def forget_device(response: HttpResponse) -> None:
    response.delete_cookie(_cookie_name(), samesite="Lax")


def return_ticket(device: Device) -> str:
    """Carries the device over a sign-out, which wipes every cookie; good for two minutes."""
    return signing.dumps({"t": device.token, "m": device.marks}, salt=RETURN_SALT)


def device_of_ticket(ticket: str) -> Device | None:
    try:
        return _device_from(signing.loads(ticket, salt=RETURN_SALT, max_age=RETURN_AGE_SECONDS))
    except (signing.BadSignature, KeyError, TypeError):
        return None


@dataclass(frozen=True)
class Caller:
    address: str
    device: Device

    @classmethod
    def of(cls, request: HttpRequest) -> "Caller":
        return cls(caller_address(request), read_device(request))
