"""Development: works with an empty environment; keys are made once under var/."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env
from .keys import fernet_key, key_file, random_key

DEBUG = env.bool("DEBUG", default=False)
PAGE_CACHE = not DEBUG  # with DEBUG a changed template is seen at once
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECRET_KEY = env.str("SECRET_KEY", default="") or key_file(VAR_DIR / "keys" / "secret_key", random_key)
IDENTITY_KEYS = env.list("IDENTITY_KEYS", default=[]) or [key_file(VAR_DIR / "keys" / "identity_key", fernet_key)]
IDENTITY_HASH_KEY = env.str("IDENTITY_HASH_KEY", default="") or key_file(VAR_DIR / "keys" / "identity_hash_key", random_key)
WHITENOISE_USE_FINDERS = True
DEMO_ALLOWED = True
WHITENOISE_AUTOREFRESH = False
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise serves from the apps here, and asks for the folder all the same
