#!/bin/sh
# De tests van het nakijkgereedschap: op SQLite, en nog eens op PostgreSQL waar die draait.
set -eu
cd "$(dirname "$0")/../review"
.venv/bin/pytest
for server in "${NAKIJKEN_TEST_DATABASE:-}" postgresql://postgres@127.0.0.1:5432/postgres "postgresql:///postgres"; do
    [ -n "$server" ] || continue
    if .venv/bin/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=2).close()' "$server" 2>/dev/null; then
        NAKIJKEN_TEST_DATABASE=$server .venv/bin/pytest
        exit
    fi
done
echo "Geen PostgreSQL gevonden: de tests van het nakijkgereedschap draaiden alleen op SQLite." >&2
