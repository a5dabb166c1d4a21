"""The law as plain Python: packs, clauses, parameters, conditions, rules and their reckoning.

Nothing here knows Django, HTTP, a database or the clock: `today` is always an argument.
Start reading at `pack.Pack`, `evaluate.evaluate` and `reckon.reckon`.
"""
