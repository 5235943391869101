from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0005_assignment'),
    ]

    operations = [
        migrations.AddField(
            model_name='savedwrite',
            name='by_itself',
            field=models.BooleanField(default=False, help_text="Saved by the page's script, while she wrote."),
        ),
        migrations.AddField(
            model_name='savedwrite',
            name='number',
            field=models.BigIntegerField(help_text="Rises with every sending by the form's script; an overtaken one is lower.", null=True),
        ),
    ]
