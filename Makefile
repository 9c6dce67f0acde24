# Alle commando's van Lantaarn. `make` alleen noemt ze.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/klaar
PAGE := webchat/dist/klaar
REVIEW := review/.venv
REVIEW_READY := $(REVIEW)/klaar

help: ## Noem deze commando's
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Zet de omgeving klaar

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh $(VENV)
	@touch $(READY)

web: $(PAGE) ## Bouw de chatpagina in webchat/dist/

$(PAGE): $(READY) scripts/web.sh $(wildcard webchat/*.* webchat/.npmrc webchat/page/*.* webchat/page/texts/*) data/facts/helplines.yml data/responses/gesprek.yml lantaarn/answers/numbers.py lantaarn/channels/pages.py
	@sh scripts/web.sh $(CURDIR)/$(BIN)/python

train: setup web ## Train poort en onderwerpen, als er iets veranderd is
	@$(BIN)/lantaarn train

run: train ## Zet alles klaar en start de chat op http://localhost:5005/
	@$(BIN)/lantaarn serve

review-setup: $(REVIEW_READY) ## Zet de omgeving van het nakijkgereedschap klaar

$(REVIEW_READY): review/requirements.lock scripts/setup_review.sh
	@sh scripts/setup_review.sh
	@touch $(REVIEW_READY)

review: review-setup ## Start het nakijkgereedschap op http://localhost:8090/
	@cd review && .venv/bin/python manage.py serve

review-beheerder: review-setup ## Maak een beheerder voor het nakijkgereedschap: make review-beheerder NAAM=anna
	@cd review && .venv/bin/python manage.py migrate --verbosity 0 && .venv/bin/python manage.py maak_beheerder $(or $(NAAM),beheerder)

test: train review-setup ## Alle tests
	@$(BIN)/pytest --ignore=tests/browser
	@$(BIN)/pytest tests/browser
	@sh scripts/test_review.sh

review-test: review-setup ## Alleen de tests van het nakijkgereedschap, op SQLite en op PostgreSQL
	@sh scripts/test_review.sh

canary: train ## Zoek naar sporen van bezoekers in alles wat geschreven of verstuurd wordt
	@$(BIN)/pytest tests/canary

check: setup ## Kijk data, feiten, antwoorden, onderwerpen en naden na
	@$(BIN)/lantaarn check

evaluate: train ## Meet alle eigen sets en vergelijk met de laatste uitgave
	@$(BIN)/lantaarn evaluate-all

bench: train ## Meet grootte, start, geheugen, training en antwoordtijd
	@$(BIN)/python -m lantaarn.evaluation.bench

clean: ## Gooi omgeving en modellen weg
	@rm -rf $(VENV) $(REVIEW) models/*.tar.gz models/danger models/*.npy models/ingangen.json models/stroomboek.json models/woordenlijsten.txt .rasa webchat/dist webchat/node_modules

.PHONY: help setup web train run review-setup review review-beheerder review-test test canary check evaluate bench clean
