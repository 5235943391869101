"""Answers as they are typed into the pages of the checks, and what is found on the page that comes back."""

import html
import re

SLIP = {
    "slip_month": "6", "slip_year": "2026", "region": "karawang", "week": "5", "pay_type": "monthly", "basic": "4.000.000",
    "fixed_allowance": "300000", "nonfixed_allowance": "Rp 650.000", "overtime_minutes_hours": "20", "overtime_days": "8",
    "overtime_paid": "400000", "health_taken": "58869", "jht_taken": "60000", "jkk_taken": "10.007", "is_paid_in": "tidak",
    "fine_taken": "50000", "slip_given": "ya", "safety_gear_taken": "75013",
}  # fmt: skip
OFFER = {
    "offered": "44.000.017", "stated_reason": "efficiency_loss", "start_date_day": "1", "start_date_month": "3",
    "start_date_year": "2016", "end_date_day": "30", "end_date_month": "6", "end_date_year": "2026", "region": "karawang",
    "pay_type": "monthly", "basic": "5000000", "fixed_allowance": "500000",
}  # fmt: skip
HIDDEN = re.compile(r'<input type="hidden" name="(calculator|given)" value="([^"]*)"')


def words(response) -> str:
    """The text of a page, blanks folded."""
    text = re.sub(r"<(style|script).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def hidden(response) -> dict[str, str]:
    """What the form of the evidence pack holds."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(response.content.decode())}
