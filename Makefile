# The chores of the project. Each sets up first whatever it needs; `make run` and `make test` are all a newcomer needs.
PYTHON := .venv/bin/python

.PHONY: run test hunt chat bench check train screenshots setup lock clean

run: setup
	$(PYTHON) -m bot serve

test: setup
	@sh requirements/debian.sh
	$(PYTHON) -m bot train
	$(PYTHON) -m pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder

# The full hunts of docs/hunts.md; in `make test` a small share of them runs. Each part goes to whichever process is free.
hunt: setup
	$(PYTHON) -m bot train
	HUNT_PERCENT=100 $(PYTHON) -m pytest tests/hunts --numprocesses 2 --dist worksteal

chat: setup
	$(PYTHON) -m bot chat

bench: setup
	$(PYTHON) -m tests.bench

check: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m bot check

train: setup
	$(PYTHON) -m bot train --force

# Pictures of the main screens, for docs/screenshots/.
screenshots: setup
	@sh requirements/debian.sh
	$(PYTHON) -m tests.browser.screenshots

setup:
	@sh requirements/setup.sh

# Works the lock out anew from requirements/main.in; versions and hashes only.
lock: setup
	.venv/bin/uv pip compile --quiet --python-version 3.10 --generate-hashes --no-header --no-annotate \
		--override requirements/overrides.txt requirements/main.in --output-file requirements/main.lock

clean:
	rm -rf .venv build models var
