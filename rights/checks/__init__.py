"""Pages that read something backwards: a payslip against the law, an offer against the reasons. The rules stand in `rights.calculators`."""
