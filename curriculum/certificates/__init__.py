"""Certificates: issued in batches, drawn by a job, checked by anybody, replaced and revoked with a reason."""
