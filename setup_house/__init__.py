"""Setting the house up: packages, front end, database, and the running of it. Standard library only.

`bootstrap.py` is the door. Nothing in `shouwang` imports this package.
"""
