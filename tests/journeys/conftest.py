"""Journeys: a real hub in a process of its own, a real browser, one role at a time."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
TALLEST_PICTURE = 2000
WIDTHS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


def pytest_addoption(parser) -> None:
    parser.addoption(
        "--screenshots", default="", help="a folder to write pictures of the main pages to"
    )
    parser.addoption(
        "--hub", default="", help="the address of a practice hub that runs already, to save time"
    )
    parser.addoption(
        "--hub-data", default="", help="a folder that keeps the practice hub for the next time"
    )


def asked(request, option: str) -> str:
    """Return an option of ours; nothing where the whole suite runs and ours were never offered."""
    return request.config.getoption(option, default="") or ""


@dataclass
class PracticeHub:
    """The practice hub as somebody runs it, which can be killed and started again."""

    data: Path
    port: int
    process: subprocess.Popen | None = field(default=None, repr=False)
    log: Path | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, within_seconds: float = 180) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.log = self.data.parent / f"hub-{self.port}.log"
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("OPENMASH_", "DJANGO_", "DATABASE_URL", "PYTEST_"))
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "openmash.cli", "demo",
                    "--data", str(self.data), "--port", str(self.port),
                ],
                env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        self._await_answer(within_seconds)

    def kill(self) -> None:
        """Kill the application where it stands, as a power cut would; its database stays up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _await_answer(self, within_seconds: float) -> None:
        until = time.monotonic() + within_seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the hub stopped:\n{self.log.read_text()[-3000:]}")
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the hub did not answer:\n{self.log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class RunningHub:
    """A practice hub that somebody else started: it is used, and never killed."""

    address: str


@pytest.fixture(scope="session")
def hub_process(request, tmp_path_factory):
    """The practice hub, started once for all journeys of this worker."""
    running = asked(request, "--hub")
    if running:
        yield RunningHub(address=running)
        return
    kept = asked(request, "--hub-data")
    data = Path(kept) if kept else tmp_path_factory.mktemp("hub") / "data"
    hub = PracticeHub(data=data, port=free_port())
    hub.start()
    yield hub
    hub.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium where there is one; else the one that Playwright brought."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    quiet = [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ]  # fmt: skip
    return (
        browser_type_launch_args | {"args": quiet} | ({"executable_path": found} if found else {})
    )


@pytest.fixture
def sign_in(browser, hub_process):
    """Open a browser of one's own, signed in as a role: `page = sign_in("teacher@…")`."""
    from openmash.demo import DEMO_PASSWORD

    contexts = []

    def open_as(email: str, *, width: str = "desktop", scripted: bool = True):
        context = browser.new_context(
            base_url=hub_process.address,
            viewport=WIDTHS[width],
            java_script_enabled=scripted,
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if email:
            page.goto("/accounts/login/")
            page.fill("input[name=login]", email)
            page.fill("input[name=password]", DEMO_PASSWORD)
            page.click("main button[type=submit], form button[type=submit]")
            page.wait_for_url("**/")
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture
def picture(request):
    """Keep a picture of a page for the documentation, when they are asked for."""
    folder = asked(request, "--screenshots")

    def take(page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            size = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
            clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST_PICTURE)}
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=f"{folder}/{name}.png", full_page=True, clip=clip)

    return take


@pytest.fixture(scope="session")
def axe():
    """Return a check that a page has no accessibility violation: WCAG 2.2 AA and best practice."""
    source = AXE.read_text("utf-8")

    def check(page) -> None:
        page.evaluate(source)
        found = page.evaluate(
            "async () => (await axe.run({resultTypes: ['violations']})).violations"
        )
        said = [f"{v['id']}: {v['help']}: {[n['target'] for n in v['nodes']][:3]}" for v in found]
        assert not said, f"{page.url}: " + "; ".join(said)

    return check
