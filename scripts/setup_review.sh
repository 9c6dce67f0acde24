#!/bin/sh
# Zet de omgeving van het nakijkgereedschap klaar in review/.venv: een eigen Python-omgeving, los van die van de bot.
set -eu
cd "$(dirname "$0")/../review"
python=${PYTHON:-python3}
fits() { "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; }
if ! fits "$python"; then
    # De bot heeft al een geschikte Python gevonden (scripts/setup.sh).
    python=../.venv/bin/python
fi
if ! fits "$python"; then
    echo "Het nakijkgereedschap heeft Python 3.11 of 3.12 nodig. Draai eerst make setup, of noem er een: make PYTHON=/pad/naar/python3 review" >&2
    exit 1
fi
echo "Omgeving in review/.venv (een halve minuut)" >&2
[ -x .venv/bin/python ] && fits .venv/bin/python || { rm -rf .venv; "$python" -m venv .venv; }
if ! .venv/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes --progress-bar off -r requirements.lock >.venv/pip.log 2>&1; then
    tail -n 15 .venv/pip.log >&2
    echo "De pakketten konden niet worden geïnstalleerd; hierboven staat waarom." >&2
    exit 1
fi
command -v dot >/dev/null || echo "  Graphviz (dot) staat niet op deze machine: stromen staan dan als lijst op de pagina, zonder tekening (op Debian en Ubuntu: apt install graphviz)." >&2
