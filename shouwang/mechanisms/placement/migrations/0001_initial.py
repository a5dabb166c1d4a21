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
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('place_kind', models.TextField(choices=[('relative', '近亲属'), ('village', '村（居）委会'), ('rescue_station', '救助管理机构'), ('welfare_institution', '福利机构'), ('shelter', '临时庇护场所')])),
                ('place_name', models.TextField(help_text='the person or the institution')),
                ('keeper', models.TextField(help_text='who answers for the child there')),
                ('keeper_phone', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('went_to', models.TextField(choices=[('father', '父亲'), ('mother', '母亲'), ('carer', '受委托监护人'), ('guardian', '另行指定的监护人'), ('place', '另一临时照料处所'), ('long_term', '长期监护机构')], null=True)),
                ('received_by', models.TextField(default='', help_text='who took the child over at the end')),
                ('is_synthetic', models.BooleanField(default=False)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('file', models.ForeignKey(db_index=False, help_text='the case', on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='registry.file')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
            ],
        ),
        migrations.CreateModel(
            name='DayNote',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('state', models.TextField(choices=[('well', '平稳'), ('low', '情绪低落'), ('ill', '身体不适'), ('hurt', '受伤'), ('missing', '走失')])),
                ('text', shouwang.access.encryption.EncryptedTextField()),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('stay', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='placement.stay')),
            ],
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['county', 'file', 'from_on'], name='stay_file'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('until_on__isnull', True)), fields=['county', 'office'], name='stay_here'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('county', 'file'), name='stay_one_open'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), models.Q(('until_on__gte', models.F('from_on')), ('went_to__isnull', False)), _connector='OR'), name='stay_ends_by_hand_over'),
        ),
        migrations.AddIndex(
            model_name='daynote',
            index=models.Index(fields=['county', 'stay', '-on'], name='day_note_stay'),
        ),
    ]
