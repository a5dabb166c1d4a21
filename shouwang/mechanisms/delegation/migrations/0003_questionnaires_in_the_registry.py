"""The scales for carers move to the registry's table under their own keys; assessments go on naming them."""

import django.db.models.deletion
from django.db import migrations, models

COPY = """
INSERT INTO registry_questionnaire (id, county_id, purpose, title, version, items, upper_from, lower_from, in_use_from)
SELECT id, county_id, 'carer', title, version, items, fit_from, weak_from, in_use_from
FROM delegation_questionnaire WHERE county_id = %s
"""


def move_scales(apps, schema_editor):
    counties = apps.get_model("access", "County")
    with schema_editor.connection.cursor() as cursor:
        for county in counties.objects.values_list("pk", flat=True):
            cursor.execute(f"SET LOCAL shouwang.county = '{int(county)}'")
            cursor.execute(COPY, [county])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("delegation", "0002_the_laws_third_ground"), ("registry", "0011_questionnaires")]

    operations = [
        migrations.RunPython(move_scales),
        migrations.AlterField(
            "assessment",
            "questionnaire",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.questionnaire"),
        ),
        migrations.DeleteModel("Questionnaire"),
    ]
