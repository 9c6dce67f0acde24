import subprocess
import sys

import pytest

START = "from lantaarn.privacy.network import OutgoingConnectionError, close_network; close_network(); close_network()\n"
CALLS = {
    "a socket": "import socket; socket.socket().connect(('192.0.2.1', 80))",
    "on this machine": "import socket; socket.create_connection(('127.0.0.1', 6379))",
    "a unix socket": "import socket; socket.socket(socket.AF_UNIX).connect('/tmp/nergens')",
    "a name": "import socket; socket.getaddrinfo('voorbeeld.nl', 80)",
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "urllib": "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
    "requests": "import requests; requests.get('http://192.0.2.1/')",
    "asyncio": "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
    "aiohttp": (
        "import asyncio, aiohttp\n"
        "async def go():\n"
        "    async with aiohttp.ClientSession() as s: await s.get('http://192.0.2.1/')\n"
        "asyncio.run(go())"
    ),
}


def run(code):
    return subprocess.run([sys.executable, "-W", "ignore", "-c", START + code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_library_can_call_out(call):
    done = run(call)
    assert done.returncode != 0
    assert "Lantaarn maakt geen verbinding naar buiten." in done.stderr


def test_listening_still_works():
    code = "import asyncio\nasyncio.run(asyncio.start_server(lambda r, w: None, '127.0.0.1', 0))\nprint('luistert')"
    assert run(code).stdout == "luistert\n"


def test_a_library_that_swallows_the_error_still_gets_nowhere():
    code = "import socket\ntry: socket.create_connection(('127.0.0.1', 6379))\nexcept OSError: print('geweigerd')"
    assert run(code).stdout == "geweigerd\n"
