"""Pages of mandatory reports."""
