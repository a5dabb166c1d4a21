import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import shouwang.access.encryption
import shouwang.access.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('receiver_name', models.TextField()),
                ('file_id', models.UUIDField(help_text="the sender's file")),
                ('giver_id', models.UUIDField(help_text="the sender's office that offers", null=True)),
                ('moved_to', shouwang.access.encryption.EncryptedTextField()),
                ('passed_on', shouwang.access.encryption.EncryptedTextField(help_text='JSON: facts, kin, carer, names of open duties, who offers')),
                ('offered_on', models.DateField()),
                ('offered_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(help_text='first read by the receiver', null=True)),
                ('state', models.TextField(choices=[('open', '待答复'), ('accepted', '对方已接收'), ('declined', '对方退回'), ('acknowledged', '外地已书面接收'), ('withdrawn', '已撤回')], default='open')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.TextField(blank=True, default='', help_text='office and name')),
                ('answer', shouwang.access.encryption.EncryptedTextField(help_text="why declined, or what the paper's receipt says", null=True)),
                ('taken_file_id', models.UUIDField(help_text="the receiver's file", null=True)),
                ('receiver', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('sender', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('township', models.ForeignKey(db_index=False, help_text='in the receiving county, if known', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
            options={
                'indexes': [models.Index(fields=['sender', 'file_id', '-offered_at'], name='transfer_file'), models.Index(fields=['receiver', 'state', '-offered_at'], name='transfer_received')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('sender', 'file_id'), name='transfer_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='as_offered', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sender_id" IS DISTINCT FROM (NEW."sender_id") OR OLD."receiver_id" IS DISTINCT FROM (NEW."receiver_id") OR OLD."receiver_name" IS DISTINCT FROM (NEW."receiver_name") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."giver_id" IS DISTINCT FROM (NEW."giver_id") OR OLD."passed_on" IS DISTINCT FROM (NEW."passed_on") OR OLD."offered_on" IS DISTINCT FROM (NEW."offered_on") OR OLD."offered_at" IS DISTINCT FROM (NEW."offered_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4deaec16f478183f7bf73b80209d67e2c8a3eb92', operation='UPDATE', pgid='pgtrigger_as_offered_2e56e', table='ledger_transfer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='answered_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'open\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c16268d8f52400e8cc828eadb1d3d01ed2911750', operation='UPDATE', pgid='pgtrigger_answered_once_89487', table='ledger_transfer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='71a900358858e78e0274995d78c9909b95c97e55', operation='DELETE', pgid='pgtrigger_never_deleted_e362c', table='ledger_transfer', when='BEFORE')),
        ),
    ]
