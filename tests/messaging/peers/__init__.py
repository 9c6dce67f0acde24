"""Local servers that behave like the published API of each app; what every test of ``tests/messaging`` runs against.

One module for each app, with a class ``Peer`` (see ``peer.py``). A new file here takes part in every test by itself.
"""

import importlib
import pkgutil

NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "peer")


def _kind(name):
    return importlib.import_module(f"{__name__}.{name}").Peer


def peer_of(name):
    """A new, started peer of this app."""
    return _kind(name)().start()


# The apps that call us; the others we listen to.
CALLING = [name for name in NAMES if getattr(_kind(name), "calls", True)]
