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
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('relation', models.TextField(choices=[('grandparent', '祖父母/外祖父母'), ('relative', '其他亲属'), ('friend', '朋友邻居'), ('institution', '机构'), ('parent', '父母'), ('other', '其他')])),
                ('state', models.TextField(choices=[('draft', '草拟'), ('signed', '已签'), ('ended', '已终止')], default='draft')),
                ('signed_on', models.DateField(null=True)),
                ('from_on', models.DateField(null=True)),
                ('until_on', models.DateField(null=True)),
                ('rights', models.TextField(default='', help_text='权利')),
                ('responsibilities', models.TextField(default='', help_text='责任')),
                ('obligations', models.TextField(default='', help_text='义务')),
                ('schooling', models.TextField(default='', help_text='就学安排')),
                ('board', models.TextField(default='', help_text='食宿安排')),
                ('is_carer_willing', models.BooleanField(null=True)),
                ('child_heard_on', models.DateField(help_text="the child's own wish was asked (未保法 22)", null=True)),
                ('ended_on', models.DateField(null=True)),
                ('ended_because', models.TextField(choices=[('parents_back', '父母返乡'), ('carer_unfit', '受托人不具备能力'), ('carer_withdrew', '受托人退出'), ('breach', '不履行'), ('expired', '到期'), ('replaced', '另行委托'), ('appointed', '另行指定监护人')], null=True)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('carer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='registry.file')),
                ('renews', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegation.agreement')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', 'state'], name='agreement_file'), models.Index(condition=models.Q(('state', 'signed')), fields=['county', 'until_on'], name='agreement_until')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'signed')), fields=('county', 'file'), name='agreement_one_signed'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='agreement_ends_after'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('from_on__isnull', False), ('signed_on__isnull', False), ('until_on__isnull', False)), _connector='OR'), name='agreement_signed_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('answers', models.JSONField()),
                ('points', models.PositiveSmallIntegerField()),
                ('result', models.TextField(choices=[('fit', '合格'), ('weak', '不足'), ('unfit', '不具备')])),
                ('banned', models.TextField(choices=[('none', '无禁止情形'), ('violence', '曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等'), ('bad_habits', '有吸毒、酗酒、赌博等恶习'), ('neglected_duty', '曾拒不履行或者长期怠于履行监护、照护职责'), ('other', '其他不适宜担任被委托人的情形')])),
                ('assessed_on', models.DateField()),
                ('carer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='registry.file')),
                ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.questionnaire')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', '-assessed_on'], name='assessment_file')],
            },
        ),
    ]
