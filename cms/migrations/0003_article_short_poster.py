from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_discussion")]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="poster_is_short",
            field=models.BooleanField(
                default=False,
                help_text="One sheet with the beginning of the text, to the end of a paragraph; the code leads to the rest.",
                verbose_name="short version on the poster",
            ),
        ),
    ]
