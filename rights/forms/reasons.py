"""Reasons of dismissal in plain words: those of today's rules, and those that only the rules before 2 November 2020 knew."""

from django.utils.translation import gettext_lazy as _

REASONS = (
    ("efficiency_loss", _("Efficiency: the company makes losses")),
    ("efficiency_prevent_loss", _("Efficiency: to prevent losses")),
    ("closed_loss", _("Company closed because of losses")),
    ("closed_not_loss", _("Company closed, not because of losses")),
    ("bankrupt", _("Company bankrupt")),
    ("pkpu_loss", _("Debt moratorium (PKPU), with losses")),
    ("pkpu_not_loss", _("Debt moratorium (PKPU), without losses")),
    ("merger", _("Merger, consolidation or split of the company")),
    ("acquisition", _("Company taken over by another owner")),
    ("acquisition_terms_changed_worker_refuses", _("Taken over, conditions changed, and I do not want to go on")),
    ("force_majeure_closed", _("Disaster or force majeure, company closed")),
    ("force_majeure_not_closed", _("Disaster or force majeure, company not closed")),
    ("violation_after_warnings", _("Breach of rules after warnings 1, 2 and 3")),
    ("urgent_violation", _("Grave (urgent) breach")),
    ("absent_5_days", _("Absent 5 working days or more, called twice")),
    ("resignation", _("I resigned by myself")),
    ("employer_misconduct_proven", _("I asked for it because the employer did wrong, and the court agreed")),
    ("employer_misconduct_not_proven", _("I asked for it because the employer did wrong, and the court did not agree")),
    ("prolonged_illness", _("Long illness or disability from work, over 12 months")),
    ("retirement", _("Retirement age")),
    ("death", _("The worker died (for the heirs)")),
    ("detained_company_loss", _("In custody for 6 months, the company was harmed")),
    ("detained_no_company_loss", _("In custody for 6 months, the company was not harmed")),
)
OLDER_REASONS = (
    ("efficiency", _("Efficiency (old rules)")),
    ("merger_worker_refuses", _("Merger or new owner, the worker does not want to go on (old rules)")),
    ("merger_employer_refuses", _("Merger or new owner, the employer does not want to go on (old rules)")),
    ("retirement_no_pension_programme", _("Retirement without a pension programme (old rules)")),
    ("detained", _("In custody (old rules)")),
)
