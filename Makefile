# The chores of the project. Each sets up first whatever it needs; `make run` and `make test` are all a newcomer needs.
PYTHON := .venv/bin/python

.PHONY: run test hunt chat bench check audit train encoder screenshots setup lock clean

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
	@sh requirements/setup.sh tensorflow
	@sh requirements/setup.sh peer
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

# Trains anew what hears and what reads answers (most of an hour on two cores), after changes in data/understanding/.
encoder:
	@sh requirements/setup.sh tensorflow
	.venv-tensorflow/bin/python -m bot.understanding.encoder.training
	.venv-tensorflow/bin/python -m bot.understanding.encoder.calibrating
	.venv-tensorflow/bin/python -m bot.understanding.encoder.measuring
	.venv-tensorflow/bin/python -m bot.understanding.encoder.training_answers

# Works the locks out anew from their .in files; versions and hashes only.
COMPILE := .venv/bin/uv pip compile --quiet --python-version 3.10 --generate-hashes --no-header --no-annotate
lock: setup
	$(COMPILE) --override requirements/overrides.txt requirements/main.in --output-file requirements/main.lock
	$(COMPILE) --override requirements/overrides.txt requirements/tensorflow.in --constraint requirements/main.lock --output-file requirements/tensorflow.lock
	$(COMPILE) requirements/peer.in --output-file requirements/peer.lock
	$(COMPILE) requirements/audit.in --output-file requirements/audit.lock

clean:
	rm -rf .venv .venv-tensorflow .venv-peer .tools build models var
