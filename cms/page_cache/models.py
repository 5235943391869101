"""How many changes of what readers are shown have been committed."""

from django.db import models


class PublicChange(models.Model):
    """The sum of `n` over all rows is the generation of the site: it grows with every commit that changes what readers are shown.

    Triggers write it (`triggers`), within the transaction of the change. On PostgreSQL each transaction has a row of its own, whose id is
    the transaction's, so that no two ever wait for each other; row 0 holds what was folded (`folding`). On SQLite, where one writes at a
    time, row 0 is all. The numbers added are drawn by chance: after a restored backup the sums of before do not come again.
    """

    id = models.BigIntegerField(primary_key=True)
    n = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.id}: {self.n}"
