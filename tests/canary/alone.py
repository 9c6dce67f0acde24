"""Starts the server where there is no network at all, asks it something, and tells what tried to get out.

Run inside a network namespace of its own: ``unshare -rn python -m tests.canary.alone FOLDER``. Here nothing has to be
believed of Python: what compiled code sends is counted by the system as well.
"""

import contextlib
import fcntl
import json
import socket
import struct
import sys
import threading
from pathlib import Path

from tests.canary.marks import Marks
from tests.canary.server import Server
from tests.canary.traffic import UNDERSTOOD
from tests.canary.visitor import Visitor

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
EVERYTHING = socket.htons(3)


def open_loopback():
    """The machine talks to itself; that is all there is."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def without_road():
    """How often anything wanted to go where no road leads, as the system counts it."""
    names, numbers = (line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:"))
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(numbers[names.index("OutNoRoutes")]) + int(six["Ip6OutNoRoutes"])


class Listener(threading.Thread):
    """Hears every packet between programs of this machine; keeps the ports of those that do not go to the chat."""

    def __init__(self, own):
        super().__init__(daemon=True)
        self.own, self.others = own, set()
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, EVERYTHING)

    def run(self):
        while True:
            packet = self._socket.recv(1 << 16)[14:]
            start = (packet[0] & 15) * 4 if packet[0] >> 4 == 4 else 40
            ports = struct.unpack("!HH", packet[start : start + 4])
            if self.own not in ports:
                self.others.add(ports)


def call_out():
    """What the counters must see."""
    for kind, address in ((socket.SOCK_STREAM, ("192.0.2.1", 80)), (socket.SOCK_DGRAM, ("127.0.0.53", 53))):
        with socket.socket(socket.AF_INET, kind) as caller, contextlib.suppress(OSError):
            caller.connect(address)
            caller.send(b"x")


def main():
    open_loopback()
    server = Server(Path(sys.argv[1]))
    listener = Listener(server.port)
    listener.start()
    before = without_road()
    try:
        visitor = Visitor(server.wait().port, Marks())
        ready = visitor.send(method="GET", path="/ready").json
        said = {"ready": ready, "answered": visitor.say(UNDERSTOOD).status}
    finally:
        server.stop()
    said |= {"without road": without_road() - before, "others": sorted(listener.others)}
    call_out()
    threading.Event().wait(0.2)
    seen = [without_road() - before > said["without road"], any(53 in ports for ports in listener.others)]
    print(json.dumps(said | {"seen": seen}))


if __name__ == "__main__":
    main()
