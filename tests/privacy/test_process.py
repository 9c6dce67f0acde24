import os
import subprocess
import sys

import pytest

CODE = """
import os, resource, time
from lantaarn.privacy.process import close_process
close_process()
print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0o077)), flush=True)
time.sleep(30)
"""


@pytest.fixture
def closed():
    process = subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_no_core_dump_and_files_for_this_user_only(closed):
    assert closed.stdout.readline().strip() == "(0, 0) 0o77"


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="geen Linux: of een ander in het geheugen kan is niet beproefd")
def test_what_belongs_to_the_process_belongs_to_the_administrator_alone(closed):
    closed.stdout.readline()
    # The kernel gives the files of a closed process to root, so that another program of the same user cannot read them.
    assert os.stat(f"/proc/{closed.pid}/mem").st_uid == 0
    assert "Max core file size        0                    0" in open(f"/proc/{closed.pid}/limits").read()
