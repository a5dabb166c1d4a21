"""On what papers a parent counts as unable: illness, disability, custody. Encrypted like other free text about a person."""

from django.db import migrations

from shouwang.access.encryption import EncryptedTextField, encrypt

TABLES = ("registry_person", "registry_personevent")
HELP = "papers on illness, disability or custody"


def seal_texts(apps, schema_editor):
    counties = list(apps.get_model("access", "County").objects.values_list("pk", flat=True))
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            key = "id" if table == "registry_person" else "pgh_id"
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for county in counties:
                cursor.execute(f"SET LOCAL shouwang.county = '{int(county)}'")
                cursor.execute(f"SELECT {key}, incapable_basis FROM {table} WHERE incapable_basis IS NOT NULL")
                for row, text in cursor.fetchall():
                    sealed = encrypt(bytes(text).decode(), place="registry_person.incapable_basis") if text else None
                    cursor.execute(f"UPDATE {table} SET incapable_basis = %s WHERE {key} = %s", [sealed, row])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _as_bytes(table):
    return (
        f"ALTER TABLE {table} ALTER COLUMN incapable_basis TYPE bytea USING convert_to(incapable_basis, 'UTF8')",
        f"ALTER TABLE {table} ALTER COLUMN incapable_basis TYPE text USING convert_from(incapable_basis, 'UTF8')",
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_who_takes_part"), ("access", "0003_county_held_by_row_security")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(*_as_bytes(table)) for table in TABLES],
            state_operations=[
                migrations.AlterField(model, "incapable_basis", EncryptedTextField(help_text=HELP, null=True))
                for model in ("person", "personevent")
            ],
        ),
        migrations.RunPython(seal_texts, migrations.RunPython.noop),
    ]
