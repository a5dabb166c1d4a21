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
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('begun_at', models.DateTimeField()),
                ('completed_at', models.DateTimeField(null=True)),
                ('reason', models.TextField()),
                ('begun_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('giver', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('pack', models.TextField(help_text="the pack's id")),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'pack', 'from_on'), name='adoption_once')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('pack', models.TextField()),
                ('parameter', models.TextField()),
                ('value', models.JSONField()),
                ('from_on', models.DateField()),
                ('reason', models.TextField()),
                ('chosen_at', models.DateTimeField()),
                ('chosen_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'pack', 'parameter', 'from_on', 'chosen_at'), name='choice_once')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pack', models.TextField()),
                ('rule', models.TextField()),
                ('owner', models.TextField(help_text="the function that owes it: an actor's word")),
                ('trigger', models.TextField(default='', help_text='the day that set it off; empty for periodic and standing duties')),
                ('opens_on', models.DateField()),
                ('warn_on', models.DateField(null=True)),
                ('due_on', models.DateField(help_text='null: the calendar of that year is not published', null=True)),
                ('last_done_on', models.DateField(null=True)),
                ('note', models.TextField(default='')),
                ('is_case', models.BooleanField(default=False, help_text='hangs on a case: no list of a place shows it')),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
                ('office', models.ForeignKey(db_constraint=False, db_index=False, help_text='who leads the function there; null: nobody does', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('township', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
                ('village', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'office', 'due_on', 'id'], include=('pack', 'rule', 'village', 'opens_on', 'warn_on'), name='duty_today'), models.Index(fields=['county', 'township', 'due_on', 'id'], name='duty_township'), models.Index(fields=['county', 'village', 'due_on', 'id'], name='duty_village'), models.Index(fields=['county', 'due_on', 'id'], include=('office', 'pack', 'rule', 'village', 'opens_on', 'warn_on', 'is_case'), name='duty_due'), models.Index(condition=models.Q(('is_case', True)), fields=['county', 'due_on', 'file'], name='duty_case')],
                'constraints': [models.UniqueConstraint(fields=('county', 'file', 'pack', 'rule', 'owner', 'trigger', 'office'), name='duty_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Flip',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('pack', models.TextField()),
                ('rule', models.TextField()),
                ('owner', models.TextField()),
                ('trigger', models.TextField(default='')),
                ('office_id', models.UUIDField(null=True)),
                ('township_id', models.IntegerField(null=True)),
                ('village_id', models.IntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('new_state', models.TextField(choices=[('done', '按期完成'), ('done_late', '逾期完成'), ('late', '逾期'), ('lapsed', '不再适用')])),
                ('at', models.DateTimeField()),
                ('event_id', models.UUIDField(null=True)),
                ('is_case', models.BooleanField(default=False)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'rule', 'due_on'], name='flip_rule'), models.Index(fields=['county', 'file_id', '-at'], name='flip_file')],
            },
        ),
        migrations.CreateModel(
            name='HandOverItem',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('file', '档案'), ('duty', '待办')])),
                ('file_id', models.UUIDField()),
                ('rule', models.TextField(default='')),
                ('answer', models.TextField(choices=[('open', '待接收'), ('accepted', '已接收'), ('refused', '已拒绝')], default='open')),
                ('answered_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(default='')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('hand_over', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='duties.handover')),
                ('receiver', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'receiver', 'answer'], name='hand_over_receiver')],
                'constraints': [models.UniqueConstraint(fields=('county', 'hand_over', 'kind', 'file_id', 'rule'), name='hand_over_item_once')],
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('pack', models.TextField()),
                ('rule', models.TextField()),
                ('since_on', models.DateField()),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'file_id', 'pack', 'rule'), name='holding_once')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('what', models.TextField()),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('times', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'file_id', 'what'), name='mark_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('channel', models.TextField(choices=[('app', '站内'), ('email', '邮件'), ('sms', '短信'), ('wecom', '企业微信'), ('dingtalk', '钉钉')])),
                ('kind', models.TextField(help_text='digest, escalation, hand_over, report ...')),
                ('subject', models.TextField()),
                ('body', models.TextField()),
                ('link', models.TextField(default='')),
                ('once_key', models.TextField(help_text='the same thing is told once: digest:2026-11-22')),
                ('made_at', models.DateTimeField()),
                ('not_before', models.DateTimeField(help_text='quiet at night', null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.TextField(default='')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['county', 'made_at'], name='message_unsent'), models.Index(fields=['county', 'user', '-made_at'], name='message_user')],
                'constraints': [models.UniqueConstraint(fields=('county', 'user', 'channel', 'once_key'), name='message_once')],
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('pack', models.TextField()),
                ('rule', models.TextField()),
                ('owner', models.TextField()),
                ('trigger', models.TextField(default='')),
                ('step', models.PositiveSmallIntegerField(help_text='0: the late one itself')),
                ('function', models.TextField()),
                ('due_on', models.DateField()),
                ('raised_on', models.DateField()),
                ('settled_on', models.DateField(null=True)),
                ('is_case', models.BooleanField(default=False)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('township', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
                ('village', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('settled_on__isnull', True)), fields=['county', 'office', 'raised_on', 'id'], name='rung_office')],
                'constraints': [models.UniqueConstraint(fields=('county', 'file_id', 'pack', 'rule', 'owner', 'trigger', 'due_on', 'step', 'office'), name='rung_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'begins_on'), name='term_once')],
            },
        ),
        migrations.CreateModel(
            name='Wake',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('wake_on', models.DateField()),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'wake_on'], name='wake_day')],
                'constraints': [models.UniqueConstraint(fields=('county', 'file_id'), name='wake_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkingDay',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('is_working', models.BooleanField()),
                ('name', models.TextField(blank=True, default='')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'day'), name='working_day_once')],
            },
        ),
    ]
