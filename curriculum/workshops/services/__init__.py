"""The doors of workshops: planning, seats, attendance, sheets."""
