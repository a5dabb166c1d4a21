"""Spreadsheets in and out, official documents out. Knows columns, rows and paper; knows nothing of children."""
