"""Figures of the programme for those who run it: counted by group, small cells hidden, no name of a person anywhere."""
