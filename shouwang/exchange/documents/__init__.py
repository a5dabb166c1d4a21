"""Documents on paper: PDF by typst, Word files by docxtpl and python-docx, forms drawn once for both."""
