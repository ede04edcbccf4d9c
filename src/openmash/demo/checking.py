"""See that everybody who may be played can sign in and comes home: once as each role."""

import re
from collections.abc import Callable
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from openmash.demo.sign_ins import DEMO_PASSWORD, DEMO_SIGN_INS

SIGN_IN, HOME = "/accounts/login/", "/"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WAIT_SECONDS = 30


class RoleNotWelcome(RuntimeError):
    """Somebody in a role could not sign in or did not come home; says who, and what came back."""


def check_roles(base_url: str) -> None:
    """Sign in over HTTP as each role and fetch the home page once.

    Raises:
        RoleNotWelcome: a role got anything but its home page.
    """
    for label, email in DEMO_SIGN_INS.items():
        _look(label, email=email, base_url=base_url.rstrip("/"))


def check(client_for: Callable[[str], object]) -> None:
    """Fetch the home page once as each role through `client_for(email)`: a signed-in test client.

    Raises:
        RoleNotWelcome: a role got anything but its home page.
    """
    for label, email in DEMO_SIGN_INS.items():
        answer = client_for(email).get(HOME)
        if answer.status_code != 200:
            raise RoleNotWelcome(f"{label}: the home page answered {answer.status_code}.")


def _look(label: str, *, email: str, base_url: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = _fetch(browser, base_url + SIGN_IN, label=label)
    token = _TOKEN.search(form)
    if token is None:
        raise RoleNotWelcome(f"{label}: the sign-in page has no form.")
    answers = {"csrfmiddlewaretoken": token[1], "login": email, "password": DEMO_PASSWORD}
    page = _fetch(browser, base_url + SIGN_IN, label=label, answers=answers)
    if 'name="password"' in page:
        raise RoleNotWelcome(f"{label}: could not sign in.")
    home = _fetch(browser, base_url + HOME, label=label)
    if 'name="password"' in home:
        raise RoleNotWelcome(f"{label}: the home page sent them back to sign in.")


def _fetch(
    browser: OpenerDirector, url: str, *, label: str, answers: dict[str, str] | None = None
) -> str:
    content = urlencode(answers).encode() if answers else None
    request = Request(url, data=content, headers={"Referer": url})  # noqa: S310 - own server
    try:
        with browser.open(request, timeout=WAIT_SECONDS) as answer:
            return answer.read().decode("utf-8", "replace")
    except HTTPError as refused:
        path = url.partition("://")[2].partition("/")[2]
        raise RoleNotWelcome(f"{label}: /{path} answered {refused.code}.") from refused
    except URLError as away:
        raise RoleNotWelcome(f"{label}: the hub does not answer. {away.reason}") from away
