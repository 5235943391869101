"""What hung sheets show and why they came down is remembered, and a bulletin can be recalled as a whole; a steward's printer has a paper.

What was printed before gets its editions from what is known; sheets of bulletins that were withdrawn before are asked for now.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone


def remember(apps, schema_editor):
    _remember_printed_editions(apps.get_model("printing", "BulletinArticle"), apps)
    bulletin = apps.get_model("printing", "Bulletin")
    of_week = bulletin.objects.filter(city=OuterRef("city"), week_starts_on=OuterRef("week_starts_on"))
    offered = of_week.filter(published_at__isnull=False, ended_at__isnull=True)
    for withdrawn in bulletin.objects.filter(ended_at__isnull=False).exclude(Exists(offered)):
        withdrawn.recalled_on = timezone.localdate(withdrawn.ended_at)
        withdrawn.save(update_fields=["recalled_on"])
    not_found = apps.get_model("printing", "WallTask").objects.filter(kind="correct", answer="not_found")
    not_found.filter(report__down_on=F("answered_on")).update(ends_sheet=True)
    schema_editor.connection.check_constraints()  # now: PostgreSQL alters no table whose rows wait to be checked


def _remember_printed_editions(printed, apps):
    """The n-th version of an article is its n-th edition, unless some were no corrections: then no more than there were by that day."""
    revision, notice = apps.get_model("wagtailcore", "Revision"), apps.get_model("cms", "CorrectionNotice")
    rows = printed.objects.filter(revision__isnull=False)
    facts = rows.values_list("article_id", "revision_id", "revision__created_at", "revision__base_content_type_id")
    for article_id, revision_id, made_at, kind in list(facts.order_by().distinct()):
        versions = revision.objects.filter(object_id=str(article_id), base_content_type_id=kind, pk__lte=revision_id).count()
        corrections = notice.objects.filter(article_id=article_id, corrected_on__lte=timezone.localdate(made_at)).count()
        rows.filter(article_id=article_id, revision_id=revision_id).update(edition=max(1, min(versions, corrections + 1)))


def ask_for_recalled(apps, schema_editor):
    task = apps.get_model("printing", "WallTask")
    hanging = apps.get_model("printing", "PrintReport").objects.filter(down_on__isnull=True, taken_back_on__isnull=True)
    asked_already = task.objects.filter(report=OuterRef("pk"), kind="take_down", answer="")
    wanted = hanging.filter(bulletin__recalled_on__isnull=False).exclude(Exists(asked_already))
    today = timezone.localdate()
    task.objects.bulk_create(task(report=report, kind="take_down", edition=0, asked_on=today) for report in wanted)


def forget_recalled(apps, schema_editor):
    """Backwards there is no place for a task about a whole bulletin."""
    apps.get_model("printing", "WallTask").objects.filter(article__isnull=True).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_article_edition'),
        ('printing', '0003_walls'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='bulletin',
            name='recalled_on',
            field=models.DateField(blank=True, help_text='Withdrawn, or an answer on it was taken back: what hangs must come down.', null=True, verbose_name='recalled on'),
        ),
        migrations.AddField(
            model_name='bulletinarticle',
            name='edition',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='edition of the article'),
        ),
        migrations.AddField(
            model_name='printreport',
            name='earlier_bulletin_stays',
            field=models.BooleanField(default=False, verbose_name='the bulletin of the week before stays'),
        ),
        migrations.AddField(
            model_name='printreport',
            name='others_are_down',
            field=models.BooleanField(default=False, verbose_name='all older sheets came down with it'),
        ),
        migrations.AddField(
            model_name='printreport',
            name='replaced_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced', to='printing.printreport', verbose_name='replaced by'),
        ),
        migrations.AddField(
            model_name='walltask',
            name='ends_sheet',
            field=models.BooleanField(default=False, help_text='Its answer is why the sheet counts as down.'),
        ),
        migrations.AddField(
            model_name='walltask',
            name='is_settled',
            field=models.BooleanField(default=False, help_text='Done because its sheet came down, not by an answer of its own.'),
        ),
        migrations.AlterField(
            model_name='walltask',
            name='article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wall_tasks', to='cms.articlepage', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='printeredge',
            name='is_mono',
            field=models.BooleanField(default=False, verbose_name='black only'),
        ),
        migrations.AddField(
            model_name='printeredge',
            name='sheet',
            field=models.CharField(blank=True, choices=[('a4', 'A4'), ('f4', 'F4')], max_length=2, verbose_name='office paper'),
        ),
        migrations.AlterField(
            model_name='printeredge',
            name='edge_mm',
            field=models.PositiveSmallIntegerField(choices=[(4, '4 mm'), (5, '5 mm'), (6, '6 mm'), (7, '7 mm')], default=5, verbose_name='edge in millimetres'),
        ),
        migrations.AddConstraint(
            model_name='printeredge',
            constraint=models.CheckConstraint(condition=models.Q(('sheet__in', ['', 'a4', 'f4'])), name='printer_sheet_known'),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.CheckConstraint(condition=models.Q(('recalled_on__isnull', True), ('ended_at__isnull', False), _connector='OR'), name='bulletin_recalled_is_not_offered'),
        ),
        migrations.AddConstraint(
            model_name='bulletinarticle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edition__isnull', True), ('revision__isnull', True)), models.Q(('edition__gte', 1), ('edition__isnull', False), ('revision__isnull', False)), _connector='OR'), name='bulletin_article_of_an_edition'),
        ),
        migrations.AddConstraint(
            model_name='printreport',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_by__isnull', True), ('down_on__isnull', False), _connector='OR'), name='print_report_replaced_is_down'),
        ),
        migrations.AddConstraint(
            model_name='walltask',
            constraint=models.UniqueConstraint(condition=models.Q(('article__isnull', True)), fields=('report',), name='wall_task_once_for_bulletin'),
        ),
        migrations.AddConstraint(
            model_name='walltask',
            constraint=models.CheckConstraint(condition=models.Q(('article__isnull', False), ('kind', 'take_down'), _connector='OR'), name='wall_task_corrects_an_article'),
        ),
        migrations.AddConstraint(
            model_name='walltask',
            constraint=models.CheckConstraint(condition=models.Q(('is_settled', False), ('answer', 'done'), _connector='OR'), name='wall_task_settled_is_done'),
        ),
        migrations.AddConstraint(
            model_name='walltask',
            constraint=models.CheckConstraint(condition=models.Q(('ends_sheet', False), ('answer__in', ['done', 'not_found']), _connector='OR'), name='wall_task_ends_by_answer'),
        ),
        migrations.RunPython(ask_for_recalled, forget_recalled),
    ]
