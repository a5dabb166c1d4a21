import django.contrib.postgres.fields
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
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('planned_on', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('not_done_because', models.TextField(null=True)),
                ('visitor', models.TextField(choices=[('director', '儿童主任'), ('supervisor', '儿童督导员'), ('party_member', '党员干部'), ('resident_cadre', '驻村干部'), ('social_worker', '专业社工'), ('police', '民警'), ('teacher', '教师'), ('volunteer', '志愿者'), ('other', '其他')])),
                ('is_child_seen', models.BooleanField(null=True)),
                ('is_child_heard_alone', models.BooleanField(null=True)),
                ('met', models.TextField(default='', help_text='who was met')),
                ('conclusion', models.TextField(choices=[('proper', '妥善照料'), ('improper', '照料不妥'), ('none', '无人监护')], null=True)),
                ('findings', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('alone', '独自居住'), ('dropout', '辍学或失学'), ('ill', '生病未就医'), ('injured', '有伤痕'), ('hungry', '吃穿不足'), ('low', '情绪低落'), ('carer_weak', '照料人力不从心'), ('carer_changed', '照料人已变'), ('parents_back', '父母已返乡'), ('moved', '已迁走'), ('hazard', '住处有安全隐患'), ('hardship', '家庭困难')]), default=list, size=None)),
                ('note', shouwang.access.encryption.EncryptedTextField(null=True)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('by_office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('by_user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('event', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.event')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='registry.file')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', '-done_on'], name='visit_file'), models.Index(fields=['county', '-done_on', 'id'], name='visit_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_on__isnull', False), ('not_done_because__isnull', False), _connector='OR'), name='visit_done_or_why_not')],
            },
        ),
    ]
