"""An assessment keeps the questionnaire that asked, its answers and their points. Those from before were rated alone."""

import django.db.models.deletion
from django.db import migrations, models

from shouwang.access.encryption import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial"), ("registry", "0011_questionnaires")]

    operations = [
        migrations.AddField(
            "assessment",
            "questionnaire",
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.questionnaire"),
        ),
        migrations.AddField("assessment", "answers", EncryptedTextField(help_text="{item key: answer key} as JSON", null=True)),
        migrations.AddField("assessment", "points", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "assessment",
            "suggested_level",
            models.TextField(choices=[("low", "低"), ("medium", "中"), ("high", "高")], help_text="by the points", null=True),
        ),
        migrations.AddField(
            "assessment",
            "level_reason",
            EncryptedTextField(help_text="why the level is another than the suggested one", null=True),
        ),
        migrations.AlterField(
            "assessment",
            "dimensions",
            models.JSONField(help_text="[{key, name, points, most}] or [{key, name, rating}], in that day's words"),
        ),
    ]
