"""Reports of one child are found by the sound of the name, without opening all that were made."""

from django.db import migrations, models

from shouwang.access.encryption import blind_index
from shouwang.registry.names import keys


def write_sounds(apps, schema_editor):
    reports = apps.get_model("mandatory_report", "Report")
    counties = apps.get_model("access", "County")
    for county in list(counties.objects.values_list("pk", flat=True)):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL shouwang.county = '{int(county)}'")
        named = reports.objects.filter(county_id=county, child_name__isnull=False)
        for key, name in list(named.values_list("pk", "child_name")):
            pinyin = keys(name).pinyin
            if pinyin:
                sound = blind_index(pinyin, purpose="name of a reported child")
                reports.objects.filter(pk=key).update(name_sound=sound)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_seals"),
        ("mandatory_report", "0001_initial"),
        ("registry", "0012_name_grams"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="name_sound",
            field=models.BinaryField(
                help_text="blind index of the name's pinyin: the same child reported twice", null=True
            ),
        ),
        migrations.RunPython(write_sounds, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("name_sound__isnull", False)),
                fields=["county", "name_sound", "received_at"],
                name="report_sound",
            ),
        ),
    ]
