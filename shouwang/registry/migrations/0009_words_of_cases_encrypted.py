from django.db import migrations

from shouwang.access.encryption import EncryptedTextField


class Migration(migrations.Migration):
    """What was asked and why is encrypted from the first row on: no county has had a case before."""

    dependencies = [("registry", "0008_incapable_basis_encrypted")]

    operations = [
        migrations.RemoveField("casereader", "reason"),
        migrations.AddField("casereader", "reason", EncryptedTextField(default=""), preserve_default=False),
        migrations.RemoveField("casetask", "what"),
        migrations.AddField("casetask", "what", EncryptedTextField(default=""), preserve_default=False),
        migrations.RemoveField("casetask", "answer"),
        migrations.AddField("casetask", "answer", EncryptedTextField(null=True)),
    ]
