"""The workshop pack: one ZIP with all that a hall without network needs, to print and to read on a phone."""
