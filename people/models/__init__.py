from .user import User, UserManager  # isort: skip - first: Wagtail's models, which the log needs, ask for the user model
from .attempts import SignInAttempt
from .cards import AccountCard
from .identity import Identity
from .log import PersonLogEntry

__all__ = ["AccountCard", "Identity", "PersonLogEntry", "SignInAttempt", "User", "UserManager"]
