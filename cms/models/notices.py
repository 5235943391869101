"""What a reader or a sheet on a wall needs after publication: the short address, the byline, corrections, withdrawals."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.short_codes import CODE_LENGTH, new_code

from .articles import ArticlePage


class ShortCode(models.Model):
    """The short address of an article, as printed on sheets. Made at publication, never changed, never given to another article."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, editable=False)
    article = models.OneToOneField(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="code")

    class Meta:
        verbose_name = _("short address")
        verbose_name_plural = _("short addresses")

    def __str__(self) -> str:
        return self.code

    def delete(self, *args: object, **kwargs: object) -> None:
        raise PermissionDenied("A short address hangs on walls; it is never deleted.")

    @classmethod
    def for_article(cls, page: ArticlePage) -> "ShortCode":
        """The article's code, made at the first call; callers that come at once get the same one."""
        with transaction.atomic():
            ArticlePage.objects.select_for_update(no_key=True).only("pk").get(pk=page.pk)
            return cls.objects.filter(article=page).first() or cls.objects.create(article=page, code=cls._unused_code())

    @classmethod
    def _unused_code(cls) -> str:
        code = new_code()
        while cls.objects.filter(code=code).exists():
            code = new_code()
        return code


class Byline(models.Model):
    """The words shown as the writer. Outside all revisions, so that they can be taken back everywhere at once."""

    article = models.OneToOneField(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="byline")
    words = models.CharField(_("byline"), max_length=120, blank=True)
    is_taken_back = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return self.words


class CorrectionNotice(models.Model):
    """What was wrong and what is right; shown with its date under the article and in the feed. `edition` is the mended one, from 2; the
    edition of a story that came back with other words after a withdrawal has no notice."""

    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"))
    was_wrong = models.CharField(_("what was wrong"), max_length=500)
    is_right = models.CharField(_("what is right"), max_length=500)
    edition = models.PositiveSmallIntegerField(_("edition"))

    class Meta:
        ordering = ["-edition"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(fields=["article", "edition"], name="correction_once_per_edition"),
            models.CheckConstraint(condition=Q(edition__gte=2), name="correction_makes_a_later_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.edition})"


class Withdrawal(models.Model):
    """An article that is no longer shown; open until `lifted_on` is set. It gives no reason: a reason can endanger the writer."""

    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="withdrawals")
    withdrawn_on = models.DateField(_("withdrawn on"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        ordering = ["-withdrawn_on", "-pk"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(lifted_on__isnull=True), name="withdrawal_one_open_per_article"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("withdrawn_on")), name="withdrawal_lifted_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.withdrawn_on})"
