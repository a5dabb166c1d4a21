import django.db.models.deletion
import shouwang.access.encryption
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
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('assessed_on', models.DateField()),
                ('dimensions', models.JSONField(help_text="[{key, name, points, most}] or [{key, name, rating}], in that day's words")),
                ('answers', shouwang.access.encryption.EncryptedTextField(help_text='{item key: answer key} as JSON', null=True)),
                ('points', models.PositiveSmallIntegerField(null=True)),
                ('suggested_level', models.TextField(choices=[('low', '低'), ('medium', '中'), ('high', '高')], help_text='by the points', null=True)),
                ('level_reason', shouwang.access.encryption.EncryptedTextField(help_text='why the level is another than the suggested one', null=True)),
                ('findings', shouwang.access.encryption.EncryptedTextField(help_text='what the ratings rest on')),
                ('risk_level', models.TextField(choices=[('low', '低'), ('medium', '中'), ('high', '高')])),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('file', models.ForeignKey(db_index=False, help_text='a case or a child', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
                ('questionnaire', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.questionnaire')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', '-assessed_on'], name='assessment_of')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(help_text="in the plan's words")),
                ('provider', models.TextField()),
                ('contact', models.TextField(help_text='who answers for it there')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('delivered_on', models.DateField(help_text='the last time', null=True)),
                ('result', models.TextField(default='')),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('file', models.ForeignKey(db_index=False, help_text='the case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', 'from_on'], name='service_of')],
            },
        ),
    ]
