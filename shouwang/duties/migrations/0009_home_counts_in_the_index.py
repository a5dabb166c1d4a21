"""Duties are counted by rule, village and state in an index alone: thousands of rows of an office, and the hundred thousand
that a county's others owe, need not be fetched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0008_duties_of_cases")]

    operations = [
        migrations.RemoveIndex(model_name="duty", name="duty_today"),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                fields=["county", "office", "due_on", "id"],
                include=["pack", "rule", "village", "opens_on", "warn_on"],
                name="duty_today",
            ),
        ),
        migrations.RemoveIndex(model_name="duty", name="duty_due"),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                fields=["county", "due_on", "id"],
                include=["office", "pack", "rule", "village", "opens_on", "warn_on", "is_case"],
                name="duty_due",
            ),
        ),
    ]
