"""A server in a process of its own, with apps on and a bot that takes as long to think as the real one.

Run as ``python -m tests.messaging.served_alone PORT``, with the settings in the environment; it says when it listens.
"""

import os
import sys
import time

from lantaarn.rasa_runtime import leave_out_unused

THINKS = 0.014


def main():
    leave_out_unused()
    from lantaarn.messaging.settings import AppSettings
    from lantaarn.privacy.network import close_network
    from lantaarn.server import make_app
    from lantaarn.settings import Settings
    from tests.channels.site import FakeTurnLog
    from tests.messaging.peers import NAMES
    from tests.messaging.site import FakeBot, rates

    class Thinking(FakeBot):
        async def answer(self, conversation, text):
            time.sleep(THINKS)  # as understanding does: it holds the one thread
            return await super().answer(conversation, text)

    apps = AppSettings.from_environment(os.environ, os.environ["LANTAARN_SITE"])
    for kind, rate in rates(*NAMES):
        kind.rate = rate
    app = make_app(Thinking(), FakeTurnLog(), Settings(messages_per_minute=100_000), lambda text: None, apps=apps)
    close_network(apps.hosts)
    app.after_server_start(lambda *_: print("listens", flush=True))
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()
