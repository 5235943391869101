"""What a check of an offer says."""

OFFER = {
    "offer_implied": "Multiple of severance pay in the offer, with long-service pay at %(multiple)s",
    "unit_multiples": "times",
    "offer_refuse": (
        "You may refuse, in writing and with your reasons, within seven working days after the letter came. Silence may be read as consent."
    ),
    "offer_sign_settlement": (
        "A settlement (perjanjian bersama) binds you like a law once it is signed; registered at the labour court, it can be "
        "enforced at once. Afterwards there is nothing left to claim."
    ),
    "offer_sign_quitclaim": (
        "A statement that you will not claim anything more can close the way to the rest, also if the sum is too small."
    ),
    "offer_sign_resignation": (
        "A letter of resignation turns a dismissal into leaving of your own will: no severance pay and no long-service pay."
    ),
    "offer_ask_first": "Do not sign on the spot. Ask for a copy and for time, and show it to the union or to legal aid.",
}
