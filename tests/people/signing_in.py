"""Sessions for tests without typing anything: what sign-in leaves behind, the second factor included."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import sessions
from people.models import User


def force_sign_in(client: Client, user: User, second_factor: bool = False) -> None:
    """Sign the person in on this client; with `second_factor`, as staff who has typed the code of her app."""
    request = HttpRequest()
    request.session = client.session
    sessions.begin(request, user, sessions.Kind.STAFF if second_factor else sessions.Kind.OWN)
    if second_factor:
        device, _made = TOTPDevice.objects.get_or_create(user=user, defaults={"name": "app", "confirmed": True})
        request.user = user
        otp_login(request, device)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
