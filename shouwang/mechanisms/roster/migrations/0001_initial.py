import django.db.models.deletion
import shouwang.access.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=shouwang.access.keys.new_id, editable=False, primary_key=True, serialize=False)),
                ('file_name', models.TextField()),
                ('size', models.PositiveBigIntegerField(help_text='bytes')),
                ('sha256', models.TextField()),
                ('state', models.TextField(choices=[('waiting', '等待检查'), ('reading', '正在检查'), ('mapping', '需要对栏目'), ('refused', '不能读取'), ('checked', '待确认'), ('saving', '正在入库'), ('saved', '已入库'), ('withdrawing', '正在撤回'), ('withdrawn', '已撤回')], default='waiting')),
                ('trouble', models.TextField(default='', help_text='why it cannot be read, in the words for the sender')),
                ('mapping', models.JSONField(default=dict, help_text='column key -> position; what the sender chose by hand')),
                ('unmatched', models.JSONField(default=list, help_text='headings that no column claims: [{title, learned_as, suggestion}]')),
                ('missing', models.JSONField(default=list, help_text='required columns that the file lacks')),
                ('counts', models.JSONField(default=dict, help_text='verdict -> rows')),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('rows_saved', models.PositiveIntegerField(default=0)),
                ('saved_up_to', models.PositiveIntegerField(default=0, help_text='rows up to this number are in, but for those that are not to be')),
                ('is_lists_opened', models.BooleanField(default=True, help_text='new children are listed on the ledger at once')),
                ('beat_at', models.DateTimeField(help_text='last sign of life of the work in the background', null=True)),
                ('sent_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.office')),
                ('post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('sent_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LearnedHeading',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('heading', models.TextField()),
                ('column', models.TextField(blank=True, help_text='empty: this heading is to be ignored')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.office')),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(help_text='the row as the sender sees it, from 1')),
                ('sealed', models.BinaryField(help_text='encrypted JSON of the cleaned values')),
                ('verdict', models.TextField(choices=[('new', '新增'), ('same', '相同'), ('changed', '有变化'), ('perhaps', '疑似重复'), ('refused', '退回')])),
                ('file_id', models.UUIDField(help_text="the file that it is, or perhaps is, or is to become: a new child's is not there before saving", null=True)),
                ('changes', models.BinaryField(help_text='encrypted JSON {fact: [old, new]}', null=True)),
                ('problems', models.JSONField(default=list, help_text='[{column, code, details, is_warning}]')),
                ('decision', models.TextField(choices=[('', '—'), ('new', '另建新档'), ('same', '同一人'), ('skip', '跳过')], default='')),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='roster.batch')),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
            ],
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['county', '-sent_at'], name='roster_sent'),
        ),
        migrations.AddConstraint(
            model_name='learnedheading',
            constraint=models.UniqueConstraint(fields=('county', 'office', 'heading'), name='learned_heading_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(fields=['county', 'batch', 'verdict', 'number'], name='roster_line_verdict'),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('county', 'batch', 'number'), name='roster_line_once'),
        ),
    ]
