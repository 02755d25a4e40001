# The chores of the project. Each sets up first whatever it needs; `make run` and `make test` are all a newcomer needs.
PYTHON := .venv/bin/python

.PHONY: run test chat bench check audit train screenshots setup lock clean

run: setup
	$(PYTHON) -m bot serve

test: setup
	@sh requirements/debian.sh
	$(PYTHON) -m bot train
	$(PYTHON) -m pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder

chat: setup
	$(PYTHON) -m bot chat

bench: setup
	$(PYTHON) -m tests.bench

check: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m bot check

# What is known against the locked packages. Fails with 3 when no vulnerability database answers.
audit: setup
	@sh requirements/audit.sh
	$(PYTHON) requirements/audit.py

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
	.venv/bin/uv pip compile --quiet --python-version 3.10 --generate-hashes --no-header --no-annotate \
		requirements/audit.in --output-file requirements/audit.lock

clean:
	rm -rf .venv .tools build models var
