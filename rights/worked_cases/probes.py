"""Cases beside the worked examples, so that a change of any rule is seen: every region, every reason, every kind of pay."""

from collections.abc import Iterator
from typing import Any

from rights.calculators import REGIONS, Law
from rights.calculators.severance import REASON

DAY = "2026-06-15"
MONTH_WAGE = {"pay_type": "monthly", "basic": 4_000_000}
PIECE = {"pay_type": "piece", "piece_total_12m": 90_000_000, "region": "karawang"}
LOW_PIECE = {"pay_type": "piece", "piece_total_12m": 30_000_000, "region": "karawang"}
LEFT = {"start_date": "2019-01-10", "end_date": DAY, "week": 5, "leave_days_left": 4, "uph_other": 250_000}
FEW: tuple[tuple[str, dict[str, Any]], ...] = (
    ("overtime", {"date": DAY, "day_type": "rest_or_holiday", "week": 6, "minutes": 900, **MONTH_WAGE}),
    ("overtime", {"date": DAY, "day_type": "workday", "week": 5, "minutes": 300, **PIECE}),
    ("overtime", {"date": DAY, "day_type": "workday", "week": 5, "minutes": 300, **LOW_PIECE}),
    ("overtime", {"date": DAY, "day_type": "workday", "week": 5, "minutes": 60, "pay_type": "daily", "daily_wage": 150_000}),
    ("overtime", {"date": DAY, "day_type": "workday", "week": 5, "minutes": 60, "basic": 3_000_000, "nonfixed_allowance": 2_000_000,
                  "pay_type": "monthly"}),
    ("minimum_wage", {"date": DAY, "region": "jakarta", "pay_type": "daily", "week": 5, "daily_wage": 100_000}),
    ("minimum_wage", {"date": DAY, "region": "jakarta", "pay_type": "daily", "week": 6, "daily_wage": 100_000}),
    ("minimum_wage", {"date": DAY, **PIECE}),
    ("severance", {"reason": "death", **LEFT, **PIECE}),
    ("severance", {"reason": "death", **LEFT, **LOW_PIECE}),
    ("severance", {"reason": "death", **LEFT, "pay_type": "daily", "daily_wage": 150_000}),
    ("thr", {"start_date": "2020-01-01", "holiday_date": DAY, **PIECE}),
    ("thr", {"start_date": "2026-05-25", "holiday_date": DAY, **MONTH_WAGE}),
    ("pkwt_compensation", {"start_date": "2025-01-01", "end_date": DAY, "basic": 4_000_000, "ended_early_by": "employer",
                           "planned_end_date": "2026-12-20"}),
    ("pkwt_compensation", {"start_date": "2026-06-01", "end_date": DAY, "basic": 4_000_000}),
    ("jkp", {"phk_date": DAY, "reported_wage": 9_000_000}),
    *(("bpjs", {"date": DAY, "wage": 20_000_000, "risk_class": number, "extra_family": 1}) for number in range(1, 6)),
    *(("pph21_ter", {"gross": gross, "ptkp": status, "date": DAY})
      for status in ("TK/0", "K/1", "K/3") for gross in (7_000_000, 60_000_000)),
    *(("late_wage_fine", {"wage": 4_000_000, "days_late": days}) for days in (3, 4, 9, 60)),
    *(("severance_tax", {"amount": amount}) for amount in (90_000_000, 700_000_000)),
    ("working_hours", {"week": 5, "workday_minutes": [600, 600, 600, 720, 480]}),
    ("working_hours", {"week": 6, "workday_minutes": [420] * 6}),
)  # fmt: skip


def probes(law: Law) -> Iterator[dict[str, Any]]:
    """Each with id, calculator, inputs."""
    cases = [*FEW]
    for region in REGIONS:
        cases.append(("minimum_wage", {"date": DAY, "region": region, **MONTH_WAGE}))
        cases.append(("bpjs", {"date": DAY, "region": region, "wage": 1_000_000, "risk_class": 3}))
    for reason in law.starting_with(REASON):
        cases.append(("severance", {"reason": reason, **LEFT, **MONTH_WAGE}))
    for number, (calculator, inputs) in enumerate(cases, start=1):
        yield {"id": f"probe-{number}", "calculator": calculator, "inputs": inputs}
