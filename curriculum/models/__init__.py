from .cohorts import Cohort, CohortStatus, Membership, Sector, Sex

__all__ = ["Cohort", "CohortStatus", "Membership", "Sector", "Sex"]
