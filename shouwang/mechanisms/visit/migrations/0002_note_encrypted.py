"""What was noted on a visit is encrypted like every other free text about a child."""

from django.db import migrations

from shouwang.access.encryption import EncryptedTextField, encrypt


def seal_notes(apps, schema_editor):
    counties = apps.get_model("access", "County")
    with schema_editor.connection.cursor() as cursor:
        for county in counties.objects.values_list("pk", flat=True):
            cursor.execute(f"SET LOCAL shouwang.county = '{int(county)}'")
            cursor.execute("SELECT id, note FROM visit_visit WHERE county_id = %s AND note <> ''", [county])
            for key, note in cursor.fetchall():
                sealed = encrypt(note, place="visit_visit.note")
                cursor.execute("UPDATE visit_visit SET note_sealed = %s WHERE id = %s", [sealed, key])


class Migration(migrations.Migration):
    dependencies = [("visit", "0001_initial"), ("access", "0003_county_held_by_row_security")]

    operations = [
        migrations.AddField("visit", "note_sealed", EncryptedTextField(null=True)),
        migrations.RunPython(seal_notes, migrations.RunPython.noop),
        migrations.RemoveField("visit", "note"),
        migrations.RenameField("visit", "note_sealed", "note"),
    ]
