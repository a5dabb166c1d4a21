import django.db.models.deletion
import shouwang.access.encryption
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
            name='Alarm',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('silent_since', models.DateTimeField()),
                ('step', models.PositiveSmallIntegerField()),
                ('function', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('part', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.casepart')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'part', 'silent_since', 'step', 'office'), name='alarm_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='CaseHandOver',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('part', models.TextField(help_text="the function in which the receiver will hold it: an actor's word")),
                ('reason', shouwang.access.encryption.EncryptedTextField()),
                ('offered_at', models.DateTimeField()),
                ('answer', models.TextField(choices=[('open', '待答复'), ('accepted', '已接收'), ('declined', '已退回')], default='open')),
                ('answered_at', models.DateTimeField(null=True)),
                ('declined_because', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
                ('giver', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('next_offer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.casehandover')),
                ('offered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', 'offered_at'], name='case_hand_over_case'), models.Index(condition=models.Q(('answer', 'open')), fields=['county', 'receiver'], name='case_hand_over_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', 'open')), fields=('county', 'file'), name='hand_over_one_open')],
            },
        ),
    ]
