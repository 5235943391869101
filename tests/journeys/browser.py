"""The machine's own Chromium for the journeys, never a downloaded one: people with a phone, and what is measured on their pages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import missing

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb"),
]
# The first one has no window at all and takes two thirds of the second one's processor time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SECONDS = 30_000  # Playwright counts in milliseconds


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for one module; it must end with it, since Playwright's event loop would make Django refuse its database."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def axe_script() -> str:
    if not AXE.exists():
        missing("axe-core (npm ci)")
    return AXE.read_text(encoding="utf-8")


class Phone:
    """One person's browser: a small screen, by default without script, that remembers every answer it got."""

    def __init__(self, browser: Browser, address: str, *, width: int = 320, javascript: bool = False) -> None:
        self.address, self.javascript = address, javascript
        screen = {"width": width, "height": 640}
        self.context = browser.new_context(java_script_enabled=javascript, viewport=screen, base_url=address, locale="id-ID")
        self.context.set_default_timeout(SECONDS)
        self.page: Page = self.context.new_page()
        self.answers: list[Any] = []
        self.page.on("response", lambda answer: self.answers.append(answer))

    def go(self, path: str) -> int:
        answer = self.page.goto(path)
        return answer.status if answer else 0

    def fill(self, **fields: str) -> None:
        """Fields by their name; a double underscore stands for a hyphen."""
        for name, words in fields.items():
            self.page.fill(f"[name='{name.replace('__', '-')}']:not([type=hidden])", words)

    def choose(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.check(f"input[name='{name}'][value='{value}']")

    def press(self, selector: str) -> None:
        """A link or button, and then the page that follows."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def words(self) -> str:
        return self.page.inner_text("body")

    def close(self) -> None:
        self.context.close()
