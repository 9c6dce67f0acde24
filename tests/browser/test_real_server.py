"""A journey through everything: the real server with the real model, killed and started again in the middle."""

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from lantaarn.settings import PROJECT_ROOT
from tests.browser.conftest import EXIT, ask
from tests.browser.served import free_port


class Real:
    """``lantaarn serve`` in a process of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.base = f"http://localhost:{self.port}"
        self._environment = {**os.environ, "LANTAARN_PORT": str(self.port), "LANTAARN_DATABASE": f"sqlite:///{folder}/beurten.db"}

    def start(self):
        command = [sys.executable, "-W", "ignore", "-m", "lantaarn.cli", "serve"]
        self._process = subprocess.Popen(command, cwd=PROJECT_ROOT, env=self._environment, stderr=subprocess.DEVNULL)

    def wait(self):
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.base}/ready", timeout=10) as answer:
                    return answer.status == 200
            except OSError:
                time.sleep(0.1)
        raise AssertionError("de server kwam niet")

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def real(tmp_path):
    server = Real(tmp_path)
    server.start()
    server.wait()
    yield server
    server.kill()


def test_a_visitor_asks_is_cut_off_comes_back_and_leaves(page, watch, real):
    page.goto("about:blank#hiervoor")
    page.goto(real.base)
    page.get_by_role("button", name="De wet").click()
    page.locator(".source").wait_for()
    ask(page, "hoe kan ik anoniem melden")
    page.locator(".choices .call", has_text="0800-7000").first.wait_for()
    real.kill()
    ask(page, "zij is 16 en moet werken voor een man")
    page.locator(".trouble").wait_for()
    assert page.locator(".trouble .call", has_text="0800-7000").is_visible()
    real.start()
    page.locator(".note", has_text="Dit is een nieuw gesprek.").wait_for(timeout=60_000)
    page.locator(".trouble").wait_for(state="detached")
    assert page.locator(".choices .call").count() >= 1
    page.get_by_role("link", name="Verlaat deze pagina").click()
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == "about:blank#hiervoor"


def test_the_plain_form_gives_the_same_danger_answer(page, watch, real):
    page.goto(real.base)
    ask(page, "hij slaat me nu, help")
    page.locator(".choices .call", has_text="112").first.wait_for()
    by_page = page.locator(".bubble:not(.mine)").nth(1).locator("p, li").all_text_contents()
    page.goto(f"{real.base}/zonder-script")
    page.get_by_label("Je vraag").fill("hij slaat me nu, help")
    page.get_by_role("button", name="Verstuur").click()
    assert page.locator(".bubble:not(.mine)").first.locator("p, li").all_text_contents() == by_page
