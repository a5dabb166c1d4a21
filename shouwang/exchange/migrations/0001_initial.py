import django.db.models.deletion
import shouwang.access.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperNumber',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'kind', 'year', 'number'), name='paper_number_once'), models.UniqueConstraint(fields=('county', 'event', 'kind'), name='paper_of_event_once')],
            },
        ),
        migrations.CreateModel(
            name='PaperPrefix',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('prefix', models.TextField()),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'kind'), name='paper_prefix_once'), models.UniqueConstraint(fields=('county', 'prefix'), name='paper_prefix_of_one_kind')],
            },
        ),
        migrations.CreateModel(
            name='PaperSeries',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'kind', 'year'), name='paper_series_once')],
            },
        ),
    ]
