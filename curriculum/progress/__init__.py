"""How far trainees are, and the one rule that says when somebody counts as trained."""
