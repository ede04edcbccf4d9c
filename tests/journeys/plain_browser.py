"""A browser of the plainest sort: it reads the real forms, fills them in and posts them."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

from openmash.demo import DEMO_PASSWORD

WAIT_SECONDS = 30


@dataclass
class PlainBrowser:
    """One person's cookies, and the page before them."""

    address: str
    web: requests.Session = field(default_factory=requests.Session, repr=False)
    at: str = ""
    status: int = 0
    page: BeautifulSoup | None = field(default=None, repr=False)

    def sign_in(self, email: str) -> "PlainBrowser":
        self.open("/accounts/login/")
        self.post(login=email, password=DEMO_PASSWORD)
        assert not self.at.endswith("/accounts/login/"), f"{email} could not sign in"
        return self

    def open(self, path: str) -> "PlainBrowser":
        return self._keep(self.web.get(urljoin(self.address, path), timeout=WAIT_SECONDS))

    def post(self, **answers: object) -> "PlainBrowser":
        """Post the main form of the page with what it holds already and these answers."""
        action, filled = self.filled(**answers)
        return self._keep(self.web.post(action, data=filled, timeout=WAIT_SECONDS))

    def filled(self, **answers: object) -> tuple[str, dict[str, object]]:
        """Return where the main form goes, and its fields with these answers in them."""
        form = self.form()
        held = {}
        for part in form.select("input[name], textarea[name], select[name]"):
            if part.get("type") in ("submit", "file"):
                continue
            if part.get("type") in ("radio", "checkbox") and not part.has_attr("checked"):
                continue
            value = (
                part.get_text().removeprefix("\n")
                if part.name == "textarea"
                else part.get("value", "")
            )
            if part.name == "select":
                chosen = part.select_one("option[selected]") or part.select_one("option")
                value = chosen.get("value", "") if chosen else ""
            held.setdefault(part["name"], []).append(value)
        unknown = set(answers) - {part.get("name") for part in form.select("[name]")}
        assert not unknown, f"{self.at} does not ask for {sorted(unknown)}"
        return urljoin(self.at, form.get("action") or self.at), held | answers

    def form(self):
        """Return the form that the page is about: the one that holds most."""
        forms = self.page.select('form[method="post"]')
        in_main = [form for form in forms if form.find_parent("main")] or forms
        return max(in_main, key=lambda form: len(form.select("[name]")))

    def says(self, words: str) -> bool:
        """Tell whether these words stand on the page, in its text or in its fields."""
        fields = " ".join(part.get("value", "") for part in self.page.select("main input"))
        return words in re.sub(r"\s+", " ", f"{self.page.get_text()} {fields}")

    def _keep(self, answer: requests.Response) -> "PlainBrowser":
        assert answer.status_code < 500, f"{answer.url}: {answer.status_code}"
        self.status = answer.status_code
        self.at, self.page = answer.url, BeautifulSoup(answer.text, "html.parser")
        return self
