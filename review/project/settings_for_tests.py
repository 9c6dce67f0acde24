"""Settings of the tests: nothing of this machine's own installation is read or written.

``NAKIJKEN_TEST_DATABASE`` names the database server; without it the tests run on SQLite, in files: in memory a
request that is still writing its log would give a locked table instead of a moment's wait.
``NAKIJKEN_TEST_TURNS_NAME`` names the second test database there (standard ``test_beurten``), for tests side by side.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="nakijken-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_server = os.environ.get("NAKIJKEN_TEST_DATABASE", "")
_turns_name = os.environ.get("NAKIJKEN_TEST_TURNS_NAME", "test_beurten")
for _key in [key for key in os.environ if key.startswith("NAKIJKEN_")]:
    del os.environ[_key]
os.environ["NAKIJKEN_DATABASE"] = _server or f"sqlite:///{_folder}/nakijken.db"
os.environ["NAKIJKEN_BEURTEN"] = _server or f"sqlite:///{_folder}/beurten.db"
os.environ["NAKIJKEN_SLEUTELBESTAND"] = str(_folder / "sleutel")

from project.settings import *  # noqa: E402, F403
from project.settings import DATABASES  # noqa: E402

# A test makes the bot's tables itself; that reading cannot write is tested with a real file and a real server.
if _server:
    DATABASES["turns"] = {**DATABASES["default"], "TEST": {"NAME": _turns_name}}
else:
    DATABASES["turns"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{_folder}/beurten.db"}
    for _name, _options in DATABASES.items():
        _options["TEST"] = {"NAME": f"{_folder}/test_{_name}.db"}
for _options in DATABASES.values():
    _options["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
