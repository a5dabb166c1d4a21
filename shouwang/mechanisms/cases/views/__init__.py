"""Pages of cases, for those who may read them, and of tasks, for those who may not."""
