import django.contrib.postgres.fields
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
            name='Report',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('received_at', models.DateTimeField()),
                ('found_on', models.DateField(help_text='day on which it was noticed', null=True)),
                ('found_at', models.TimeField(help_text='hour on that day', null=True)),
                ('circumstances', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text="keys of the plans' lists", size=None)),
                ('harm', models.TextField(blank=True, choices=[('bodily', '身体伤害'), ('sexual', '性侵害'), ('neglect', '忽视、无人照料'), ('mental', '精神伤害'), ('accident', '意外伤害'), ('other', '其他'), ('unknown', '不详')], default='')),
                ('gravity', models.TextField(blank=True, choices=[('danger', '正在危险中'), ('injured', '已受伤'), ('not_injured', '未见受伤'), ('unknown', '不详')], default='')),
                ('course', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('since', shouwang.access.encryption.EncryptedTextField(help_text='since when, roughly', null=True)),
                ('place', shouwang.access.encryption.EncryptedTextField(help_text="where, in the reporter's own words", null=True)),
                ('child_name', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('name_sound', models.BinaryField(help_text="blind index of the name's pinyin: the same child reported twice", null=True)),
                ('child_age', models.PositiveSmallIntegerField(null=True)),
                ('child_sex', models.TextField(blank=True, choices=[('male', '男'), ('female', '女')], default='')),
                ('looks', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('wants_protection', models.BooleanField(default=False)),
                ('refused_files', models.PositiveSmallIntegerField(default=0, help_text='photos and recordings that were not taken')),
                ('sent_key', models.BinaryField(help_text='digest of what was sent: the same sent twice is one report')),
                ('receipt_key', models.BinaryField(help_text='digest of the receipt code; the code itself is nowhere')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_index=False, help_text='its case', on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='registry.file')),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('bucket', models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ('times', models.PositiveIntegerField(default=0)),
                ('until_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['until_at'], name='attempt_until')],
            },
        ),
        migrations.CreateModel(
            name='Reporter',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='mandatory_report.report')),
                ('kind', models.TextField(default='citizen')),
                ('way', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('name', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('phone', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('unit', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('account', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('typed_by', shouwang.access.encryption.EncryptedTextField(help_text='who at the desk wrote it down', null=True)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['county', 'file'], name='report_file'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['county', 'received_at'], name='report_latest'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('name_sound__isnull', False)), fields=['county', 'name_sound', 'received_at'], name='report_sound'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('county', 'sent_key'), name='report_once'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('county', 'receipt_key'), name='report_receipt'),
        ),
    ]
