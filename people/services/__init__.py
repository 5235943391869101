"""Every change to a person's account, by the one door: it checks, writes, logs."""

from .accounts import (
    change_display_name,
    change_language,
    create_person,
    deactivate_person,
    end_sessions,
    reactivate_person,
    set_password,
    set_pin,
)
from .cards import IssuedCard, choose_pin_after_card, issue_account_card, issue_account_cards, redeem_account_card
from .erasure import erase_person, is_erased
from .identities import OpenedIdentity, identity_openings, open_identity, rotate_identities, rotate_other_rooms, update_identity
from .retention import sweep
from .rosters import (
    NewPerson,
    create_people,
    differing,
    fold_name,
    has_name,
    identities_by_name,
    identities_known_by,
    seal,
)
from .staff import confirm_totp, create_totp, forget_pending_totp, is_staff_person, pending_totp, reset_totp, verify_totp

__all__ = [
    "IssuedCard",
    "NewPerson",
    "OpenedIdentity",
    "change_display_name",
    "change_language",
    "choose_pin_after_card",
    "confirm_totp",
    "create_people",
    "create_person",
    "create_totp",
    "deactivate_person",
    "differing",
    "end_sessions",
    "erase_person",
    "fold_name",
    "forget_pending_totp",
    "has_name",
    "identities_by_name",
    "identities_known_by",
    "identity_openings",
    "is_erased",
    "is_staff_person",
    "issue_account_card",
    "issue_account_cards",
    "open_identity",
    "pending_totp",
    "reactivate_person",
    "redeem_account_card",
    "reset_totp",
    "rotate_identities",
    "rotate_other_rooms",
    "seal",
    "set_password",
    "set_pin",
    "sweep",
    "update_identity",
    "verify_totp",
]
