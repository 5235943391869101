import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0003_publication_job_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='setaside',
            name='answer',
            field=models.TextField(blank=True, help_text='What the programme manager answers; the author reads it.'),
        ),
        migrations.AddField(
            model_name='setaside',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='setaside',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='setaside',
            name='appeal',
            field=models.TextField(blank=True, help_text='What the author writes to the programme manager, once.'),
        ),
        migrations.AddField(
            model_name='setaside',
            name='appealed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='setaside',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appeal', ''), ('appealed_at__isnull', True)), models.Q(('appealed_at__isnull', False), models.Q(('appeal', ''), _negated=True)), _connector='OR'), name='set_aside_appeal_has_words'),
        ),
        migrations.AddConstraint(
            model_name='setaside',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), ('appealed_at__isnull', False), _connector='OR'), name='set_aside_answer_after_appeal'),
        ),
    ]
