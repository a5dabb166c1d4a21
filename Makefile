# Everything stands in bootstrap.py; these are its doors. ARGS go through: make test ARGS="-k ledger".
PYTHON ?= python3
ARGS ?=
export PORT

.PHONY: help run test check bench docs database stop migrate regions lock

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run:  ## set everything up and serve on 127.0.0.1:8000 with a demo county (PORT=8001 for another port)
	@$(PYTHON) bootstrap.py run $(ARGS)

test:  ## the same set-up, then the whole suite (ARGS="-k ledger" for a part)
	@$(PYTHON) bootstrap.py test $(ARGS)

check:  ## the fast gate: ruff, import contracts, mypy on policy, packs
	@$(PYTHON) bootstrap.py check $(ARGS)

bench:  ## the benchmarks: ratios against peers and limits, small size
	@$(PYTHON) bootstrap.py bench $(ARGS)

docs:  ## write docs/commands.md anew from the program
	@$(PYTHON) bootstrap.py docs

database:  ## start the embedded PostgreSQL, leave it running, print its addresses
	@$(PYTHON) bootstrap.py database

migrate:  ## bring the database to the newest migration, as its owner
	@$(PYTHON) bootstrap.py migrate

regions:  ## fetch the divisions of the whole country and load them (620,000 villages)
	@$(PYTHON) bootstrap.py regions

stop:  ## stop a PostgreSQL that `make database` started
	@$(PYTHON) bootstrap.py stop

lock:  ## make the locks of the Python packages anew
	@$(PYTHON) bootstrap.py lock
