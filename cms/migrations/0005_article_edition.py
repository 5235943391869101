"""The number that sheets carry becomes a fact of the article: until now it was counted from the corrections."""

from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery


def count_editions(apps, schema_editor):
    article, notice = apps.get_model("cms", "ArticlePage"), apps.get_model("cms", "CorrectionNotice")
    last = notice.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(last=Max("edition")).values("last")
    article.objects.filter(corrections__isnull=False).update(edition=Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_page_cache")]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="edition",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="edition"),
        ),
        migrations.RunPython(count_editions, migrations.RunPython.noop),
    ]
