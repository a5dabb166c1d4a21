import django.db.models.deletion
import shouwang.access.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('period_from', models.DateField()),
                ('period_until', models.DateField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.TextField(choices=[('submitted', '已报送'), ('acknowledged', '已签收'), ('returned', '已退回'), ('replaced', '已重报')], default='submitted')),
                ('figures', models.JSONField(help_text='the 32 columns and the uncollected, as they stood')),
                ('note', models.TextField(default='')),
                ('submitted_on', models.DateField()),
                ('submitted_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('returned_because', models.TextField(default='')),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('submitted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='registry.file')),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('function', models.TextField(help_text="an actor's word: education_bureau, police")),
                ('received_at', models.DateTimeField(null=True)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('received_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='reporting.submission')),
            ],
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['county', '-submitted_at'], name='submission_latest'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('county', 'unit', 'period_until', 'version'), name='submission_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'acknowledged'])), fields=('county', 'unit', 'period_until'), name='submission_one_valid'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('period_until__gte', models.F('period_from'))), name='submission_period'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(condition=models.Q(('received_at__isnull', True)), fields=['county', 'office'], name='receipt_open'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('county', 'submission', 'function', 'office'), name='receipt_once', nulls_distinct=False),
        ),
    ]
