"""Questionnaires of every purpose stand in one table: those for carers, and those for children."""

import django.db.models.deletion
from django.db import migrations, models

import shouwang.access.keys


class Migration(migrations.Migration):
    dependencies = [("access", "0006_seals"), ("registry", "0010_the_laws_third_ground")]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.TextField(choices=[('carer', '受托人照护能力'), ('child', '儿童风险')])),
                ('title', models.TextField()),
                ('version', models.TextField()),
                ('items', models.JSONField(help_text='[{key, question, answers: [{key, label, points}]}], of a child with {dimension}')),
                ('upper_from', models.PositiveSmallIntegerField(help_text="points from which a carer is fit, a child's risk high")),
                ('lower_from', models.PositiveSmallIntegerField(help_text="points from which a carer is weak, a child's risk medium")),
                ('in_use_from', models.DateField()),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'purpose', 'title', 'version'), name='questionnaire_version_once')],
            },
        ),
    ]
