"""From cells to values, column by column: pure functions, the same for a form's field and for 100,000 rows."""
