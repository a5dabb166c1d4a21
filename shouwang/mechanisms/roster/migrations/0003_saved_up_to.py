"""How far a roster is in stands once on the batch instead of on each of its lines."""

from django.db import migrations, models

CARRY_OVER = """
DO $$
DECLARE of_county integer;
BEGIN
  FOR of_county IN SELECT id FROM access_county LOOP
    PERFORM set_config('shouwang.county', of_county::text, true);
    UPDATE roster_batch b SET saved_up_to = coalesce(
      (SELECT max(l.number) FROM roster_line l WHERE l.county_id = of_county AND l.batch_id = b.id
       AND l.saved_at IS NOT NULL), 0)
    WHERE b.county_id = of_county;
  END LOOP;
  PERFORM set_config('shouwang.county', '', true);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("roster", "0002_county_held_by_row_security")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="saved_up_to",
            field=models.PositiveIntegerField(
                default=0, help_text="rows up to this number are in, but for those that are not to be"
            ),
        ),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="line", name="roster_line_unsaved"),
        migrations.RemoveField(model_name="line", name="saved_at"),
        migrations.AlterField(
            model_name="line",
            name="file_id",
            field=models.UUIDField(
                null=True,
                help_text="the file that it is, or perhaps is, or is to become: a new child's is not there before saving",
            ),
        ),
    ]
