import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import shouwang.access.encryption
import shouwang.access.keys
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


# Rows that the database itself makes (set-based reckoning) need ids too; PostgreSQL 18 makes UUIDv7 itself.
NEW_ID = """
DO $do$ BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE 'CREATE FUNCTION shouwang_new_id() RETURNS uuid LANGUAGE sql VOLATILE AS ''SELECT uuidv7()''';
  ELSE
    EXECUTE 'CREATE FUNCTION shouwang_new_id() RETURNS uuid LANGUAGE sql VOLATILE AS ''SELECT gen_random_uuid()''';
  END IF;
END $do$
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(NEW_ID, "DROP FUNCTION shouwang_new_id()"),
        migrations.CreateModel(
            name='County',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('name', models.TextField(unique=True)),
                ('code', models.TextField(help_text='how the command line names it, e.g. 210123', unique=True)),
                ('is_synthetic', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('username', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('phone', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('email', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('kind', models.TextField(choices=[('business', '业务账号'), ('system', '系统管理员'), ('security', '安全管理员'), ('audit', '审计管理员')], default='business')),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=True)),
                ('password_changed_at', models.DateTimeField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('language', models.TextField(default='zh-hans', help_text='in which messages are written')),
                ('is_synthetic', models.BooleanField(default=False)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('kind', models.TextField(help_text='village, township, bureau, police, school, hospital, court, organization ...')),
                ('closed_on', models.DateField(null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.TextField(help_text='a key of access.rights.ROLES')),
                ('title', models.TextField()),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(help_text='last day of the term', null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='access.office')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file_id', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('what', models.TextField(help_text='the page, e.g. file, unveil, export')),
                ('address', models.GenericIPAddressField(null=True)),
                ('detail', models.JSONField(default=dict, help_text='reason, number of rows, field unveiled')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(help_text='the minute')),
                ('page', models.TextField(help_text='the name of the address, never the address itself; empty: there is no such page')),
                ('status', models.PositiveSmallIntegerField()),
                ('objects_tried', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='the first keys that were asked for', size=None)),
                ('times', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, '省'), (2, '市'), (3, '县区'), (4, '乡镇街道'), (5, '村居')])),
                ('name', models.TextField()),
                ('short_name', models.TextField(help_text='the name as it is shown and matched: 北台村 for 北台村委会')),
                ('pinyin', models.TextField()),
                ('initials', models.TextField()),
                ('path', models.TextField(help_text='ids from the province down to this one, each ended by a dot: 3.27.512.')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='access.region')),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='region',
            field=models.ForeignKey(db_index=False, help_text="narrower than the office's", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region'),
        ),
        migrations.AddField(
            model_name='office',
            name='region',
            field=models.ForeignKey(db_index=False, help_text='where it stands', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region'),
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('function', models.TextField()),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.office')),
                ('region', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.TextField()),
                ('from_on', models.DateField(help_text='null: since the office was opened here', null=True)),
                ('until_on', models.DateField(help_text='last day; null while it lasts', null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='jurisdictions', to='access.office')),
                ('region', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.region')),
            ],
        ),
        migrations.CreateModel(
            name='CountyRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='territory', to='access.county')),
                ('region', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='access.region')),
            ],
        ),
        migrations.CreateModel(
            name='RegionCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.TextField(choices=[('nbs', '国家统计局'), ('mca', '民政部'), ('local', '本地')])),
                ('code', models.TextField()),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='access.region')),
            ],
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(help_text='1, 2, 3 ... within the county')),
                ('after_id', models.UUIDField(help_text='the stretch begins behind this key')),
                ('until_id', models.UUIDField(help_text='and ends with it')),
                ('rows', models.PositiveIntegerField()),
                ('digest', models.BinaryField(max_length=32)),
                ('sealed_at', models.DateTimeField()),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('file_id', models.UUIDField(help_text='the file that it hangs on; null for an account or a setting', null=True)),
                ('what', models.TextField()),
                ('done_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('detail', models.JSONField(default=dict)),
                ('proof_of', models.TextField(blank=True, default='', help_text='`model:id` of the record that it left')),
                ('batch_id', models.UUIDField(help_text='the import that it came with', null=True)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file_id', 'what', 'done_on'], name='event_file'), models.Index(fields=['county', 'what', 'done_on'], name='event_what'), models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['county', 'batch_id'], name='event_batch')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='898a1ed2c3ac89637f6062e8fac62e49d5ff436e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_640d4', table='access_event', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['county', 'file_id', '-at'], name='reading_file'),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['county', 'user', '-at'], name='reading_user'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed38222ca1afaa49c001801fc1dc86cbdd7a7c47', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c1f5f', table='access_reading', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='refusal',
            index=models.Index(fields=['county', '-at', '-id'], name='refusal_day'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(fields=('county', 'user', 'at', 'page', 'status'), name='refusal_once_a_minute'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['path'], name='region_path', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['parent', 'level'], name='region_parent'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['short_name'], name='region_name', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['pinyin'], name='region_pinyin', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['initials'], name='region_initials', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['county', 'user'], name='post_user'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['county', 'office'], name='post_office'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='post_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.UniqueConstraint(fields=('county', 'name', 'region'), name='office_once'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['county', 'office', 'function'], name='lead_office'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.UniqueConstraint(fields=('county', 'region', 'function', 'office'), name='lead_once'),
        ),
        migrations.AddIndex(
            model_name='jurisdiction',
            index=models.Index(fields=['county', 'office'], name='jurisdiction_office'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('county', 'function', 'region', 'office'), name='jurisdiction_once'),
        ),
        migrations.AddConstraint(
            model_name='countyregion',
            constraint=models.UniqueConstraint(fields=('county', 'region'), name='county_region_once'),
        ),
        migrations.AddIndex(
            model_name='regioncode',
            index=models.Index(fields=['scheme', 'code'], name='region_code'),
        ),
        migrations.AddConstraint(
            model_name='regioncode',
            constraint=models.UniqueConstraint(fields=('scheme', 'code', 'region', 'valid_from'), name='region_code_once'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('county', 'number'), name='seal_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b903a3a0ca75b95a64029a6dc30dbd5c9b1d43f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cf9fd', table='access_seal', when='BEFORE')),
        ),
    ]
