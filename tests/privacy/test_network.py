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


OPEN = (
    "import socket\n"
    "from lantaarn.privacy import network\n"
    "from lantaarn.privacy.network import close_network, look_up\n"
    "listener = socket.create_server(('127.0.0.1', 0)); port = listener.getsockname()[1]\n"
)


def run_open(code):
    return subprocess.run([sys.executable, "-W", "ignore", "-c", OPEN + code], capture_output=True, text=True, timeout=60)


def test_the_host_of_an_app_that_is_on_may_be_called():
    done = run_open("close_network([('127.0.0.1', port)]); socket.create_connection(('127.0.0.1', port)); print('verbonden')")
    assert done.stdout == "verbonden\n", done.stderr


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_with_an_app_on_every_other_host_is_still_refused(call):
    done = run_open("close_network([('127.0.0.1', port), ('api.telegram.org', 443)])\n" + call)
    assert done.returncode != 0
    assert "Lantaarn maakt geen verbinding naar buiten." in done.stderr


@pytest.mark.parametrize(
    "call",
    [
        "socket.create_connection(('127.0.0.1', port + 1 if port < 65535 else port - 1))",
        "socket.getaddrinfo('api.telegram.org', 80)",
        "socket.getaddrinfo('www.telegram.org', 443)",
        "socket.getaddrinfo('evil-api.telegram.org', 443)",
        "socket.gethostbyname('api.telegram.org')",
        "look_up('voorbeeld.nl', 443)",
        "socket.create_connection(('127.0.0.2', port))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    ],
)
def test_another_port_another_name_and_another_way_are_refused_as_well(call):
    done = run_open(f"close_network([('127.0.0.1', port), ('api.telegram.org', 443)])\n{call}")
    assert "Lantaarn maakt geen verbinding naar buiten." in done.stderr


def test_a_name_is_looked_up_and_then_only_its_addresses_are_open():
    code = (
        "asked = []\n"
        "def found(name, port, **options):\n"
        "    asked.append(name)\n"
        "    network._refuse('socket.getaddrinfo', (name, port, 0, 1, 0))\n"
        "    return [(2, 1, 6, '', ('127.0.0.1', port))]\n"
        "close_network([('api.proef.nl', port)])\n"
        "try: socket.create_connection(('127.0.0.1', port))\n"
        "except OSError: print('eerst niet')\n"
        "socket.getaddrinfo = found\n"
        "print(look_up('api.proef.nl', port))\n"
        "socket.socket().connect(('127.0.0.1', port)); print('dan wel', asked)\n"
        "try: look_up('voorbeeld.nl', port)\n"
        "except OSError: print('een ander niet')"
    )
    done = run_open(code)
    assert done.stdout == "eerst niet\n['127.0.0.1']\ndan wel ['api.proef.nl']\neen ander niet\n", done.stderr


def test_what_is_closed_cannot_be_opened_afterwards():
    done = run_open("close_network(); close_network([('127.0.0.1', port)]); socket.create_connection(('127.0.0.1', port))")
    assert "Lantaarn maakt geen verbinding naar buiten." in done.stderr


def test_a_loop_in_compiled_code_that_a_library_put_in_does_not_get_past_it():
    code = (
        "import asyncio, uvloop\n"
        "asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())\n"
        "close_network()\n"
        "asyncio.run(asyncio.open_connection('127.0.0.1', port))"
    )
    done = run_open(code)
    assert "Lantaarn maakt geen verbinding naar buiten." in done.stderr
