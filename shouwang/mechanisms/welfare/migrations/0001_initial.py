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
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('benefit', models.TextField()),
                ('state', models.TextField(choices=[('offered', '已告知'), ('applied', '已申请'), ('granted', '已批准'), ('refused', '未批准'), ('delivered', '已落实')])),
                ('offered_on', models.DateField(null=True)),
                ('applied_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('delivered_on', models.DateField(null=True)),
                ('number', models.TextField(default='', help_text='of the decision')),
                ('from_on', models.DateField(null=True)),
                ('until_on', models.DateField(null=True)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.file')),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'file', 'benefit'], name='claim_of'), models.Index(fields=['county', 'state', 'applied_on'], name='claim_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='claim_ends_after'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['granted', 'refused', 'delivered']), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='claim_decided_on_a_day')],
            },
        ),
    ]
