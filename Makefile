# Alle commando's van Lantaarn. `make` alleen noemt ze.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/klaar
PAGE := webchat/dist/klaar

help: ## Noem deze commando's
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

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

test: train ## Alle tests
	@$(BIN)/pytest --ignore=tests/browser
	@$(BIN)/pytest tests/browser

canary: train ## Zoek naar sporen van bezoekers in alles wat geschreven of verstuurd wordt
	@$(BIN)/pytest tests/canary

check: setup ## Kijk data, feiten, antwoorden, onderwerpen en naden na
	@$(BIN)/lantaarn check

evaluate: train ## Meet alle eigen sets en vergelijk met de laatste uitgave
	@$(BIN)/lantaarn evaluate-all

bench: train ## Meet grootte, start, geheugen, training en antwoordtijd
	@$(BIN)/python -m lantaarn.evaluation.bench

clean: ## Gooi omgeving en modellen weg
	@rm -rf $(VENV) models/*.tar.gz models/danger models/*.npy models/ingangen.json models/woordenlijsten.txt .rasa webchat/dist webchat/node_modules

.PHONY: help setup web train run test canary check evaluate bench clean
