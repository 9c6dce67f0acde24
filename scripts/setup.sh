#!/bin/sh
# Zet de omgeving van Lantaarn klaar in de map die als argument komt. Heeft alleen een Python 3.11 of 3.12 nodig; haalt
# verder alleen pakketten van de pakketindex, met vastgelegde hashes, en probeert het taalmodel van spaCy.
set -eu
venv=$1
SPACY_MODEL=https://github.com/explosion/spacy-models/releases/download/nl_core_news_sm-3.7.0/nl_core_news_sm-3.7.0-py3-none-any.whl

say() { printf '%s\n' "$*" >&2; }

fits() { "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.12 python3.11; do
        if fits "$name"; then printf '%s' "$name"; return; fi
    done
    # pyenv zet losse versies naast elkaar, zonder dat hun naam werkt.
    for name in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12.*/bin/python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.11.*/bin/python3; do
        if fits "$name"; then printf '%s' "$name"; return; fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    say "Lantaarn heeft Python 3.11 of 3.12 nodig, met de module venv. Gezocht: python3, python3.12, python3.11."
    say "Installeer er een (op Debian en Ubuntu: apt install python3 python3-venv) of noem er een: make PYTHON=/pad/naar/python3 setup"
    exit 1
fi

say "Stap 1 van 3: omgeving in $venv met $("$python" --version)"
[ -x "$venv/bin/python" ] && fits "$venv/bin/python" || { rm -rf "$venv"; "$python" -m venv "$venv"; }

say "Stap 2 van 3: pakketten (een tot drie minuten)"
# Rasa zegt zelf dat het Python onder 3.11 wil; zie docs/besluiten/0001. Zonder --no-compile groeit de map een derde.
"$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --no-compile --ignore-requires-python --require-hashes \
    --progress-bar off -r requirements.lock >"$venv/pip.log" 2>&1 &
installing=$!
while kill -0 "$installing" 2>/dev/null; do
    sleep 5
    say "  $(grep -c '^Collecting' "$venv/pip.log" || true) van $(grep -c '^[a-zA-Z]' requirements.lock) bekeken ..."
done
if ! wait "$installing"; then
    tail -n 15 "$venv/pip.log" >&2
    say "De pakketten konden niet worden geïnstalleerd; hierboven staat waarom."
    exit 1
fi
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
# Laadt de bewaking van Rasa bij elke start van deze Python, ook voor het gewone commando rasa.
"$venv/bin/python" -c 'import sysconfig, pathlib; pathlib.Path(sysconfig.get_path("purelib"), "zz_lantaarn.pth").write_text("import lantaarn.rasa_runtime\n")'

say "Stap 3 van 3: het Nederlandse taalmodel van spaCy"
if "$venv/bin/python" -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("nl_core_news_sm") is None)'; then
    say "  nl_core_news_sm is er al."
elif "$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --timeout 5 --retries 0 "$SPACY_MODEL" >"$venv/spacy.log" 2>&1; then
    say "  nl_core_news_sm is geïnstalleerd."
else
    say "  nl_core_news_sm is hier niet te krijgen; Lantaarn gaat verder met spaCy's eigen Nederlandse tokenizer."
fi
say "Klaar."
