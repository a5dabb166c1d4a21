"""The pieces of names in a table of their own, which row security lets an index answer (docs/adr/0033)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def fill(apps, schema_editor):
    """What the triggers would have written. Row security binds the owner too, so county by county."""
    counties = list(apps.get_model("access", "County").objects.values_list("pk", flat=True))
    with schema_editor.connection.cursor() as cursor:
        for county in counties:
            cursor.execute(f"SET LOCAL shouwang.county = '{int(county)}'")
            cursor.execute(
                "INSERT INTO registry_namegram (county_id, gram, pinyin, file_id)"
                " SELECT f.county_id, g.gram, f.pinyin, f.id FROM registry_file f, unnest(f.grams) AS g(gram)"
                " WHERE f.county_id = %s AND f.withdrawn_at IS NULL ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING",
                [county],
            )
        cursor.execute("SET LOCAL shouwang.county = ''")
        cursor.execute("ANALYZE registry_namegram")


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_seals'),
        ('registry', '0011_questionnaires'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameGram',
            fields=[
                ('pk', models.CompositePrimaryKey('county_id', 'gram', 'pinyin', 'file_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('county', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.county')),
                ('gram', models.TextField(help_text='one or two characters of the bare name')),
                ('pinyin', models.TextField(help_text="the file's, for the order")),
                ('file_id', models.UUIDField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name='file',
            name='file_grams',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='file',
            trigger=pgtrigger.compiler.Trigger(name='grams_of_new', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO registry_namegram (county_id, gram, pinyin, file_id)\nSELECT n.county_id, g.gram, n.pinyin, n.id FROM new_files n, unnest(n.grams) AS g(gram) WHERE n.withdrawn_at IS NULL\nON CONFLICT DO NOTHING;\nRETURN NULL;', hash='ed892e56a8c35232eebdbd19c91e44332ce314a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_grams_of_new_3291b', referencing='REFERENCING NEW TABLE AS new_files ', table='registry_file', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='file',
            trigger=pgtrigger.compiler.Trigger(name='grams_of_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDELETE FROM registry_namegram k USING (SELECT o.* FROM old_files o JOIN new_files n ON n.id = o.id WHERE (o.grams, o.pinyin, o.withdrawn_at IS NULL) IS DISTINCT FROM (n.grams, n.pinyin, n.withdrawn_at IS NULL)) o, unnest(o.grams) AS g(gram)\nWHERE k.county_id = o.county_id AND k.gram = g.gram AND k.pinyin = o.pinyin AND k.file_id = o.id;\n\nINSERT INTO registry_namegram (county_id, gram, pinyin, file_id)\nSELECT n.county_id, g.gram, n.pinyin, n.id FROM (SELECT n.* FROM old_files o JOIN new_files n ON n.id = o.id WHERE (o.grams, o.pinyin, o.withdrawn_at IS NULL) IS DISTINCT FROM (n.grams, n.pinyin, n.withdrawn_at IS NULL)) n, unnest(n.grams) AS g(gram) WHERE n.withdrawn_at IS NULL\nON CONFLICT DO NOTHING;\nRETURN NULL;', hash='e4c59f4a057490d28f694030c167aeb434cd1fe5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_grams_of_changed_80849', referencing='REFERENCING OLD TABLE AS old_files  NEW TABLE AS new_files ', table='registry_file', when='AFTER')),
        ),
        migrations.AddField(
            model_name='namegram',
            name='file',
            field=models.ForeignObject(from_fields=['county', 'file_id'], on_delete=django.db.models.deletion.DO_NOTHING, related_name='name_grams', to='registry.file', to_fields=['county', 'id']),
        ),
    ]
