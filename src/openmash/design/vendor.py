"""Copy the built front-end files that the hub serves out of their npm packages.

Run by `make vendor` in the root of the checkout, which needs npm; the hub itself never does. The
versions stand in `package.json`, their fingerprints in `package-lock.json`. Four things are
changed on the way, each because the hub may not or need not serve it:

- the typeface that is reserved for government sites, and the crown, are left out;
- text under 16 px is set to 16 px (the look book: nothing is smaller);
- pictures are found beside the style sheet, wherever the hub keeps its files;
- links to source maps go, since we do not ship them.
"""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PLACE = Path("src/openmash/design/static/design/vendor")
FOR_TESTS = Path("tests/vendor")
FIXTURES = Path("tests/rooms/design/fixtures")

FIXTURES_KEPT = [
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-summary",
    "fieldset",
    "file-upload",
    "input",
    "inset-text",
    "notification-banner",
    "pagination",
    "panel",
    "radios",
    "select",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
]

LICENCES_KEPT = Path(__file__).parent / "licences"


@dataclass(frozen=True, kw_only=True)
class Copied:
    """One file that is served as its package built it, but for `cleaned`."""

    source: str
    to: Path


COPIED = (
    Copied(
        source="govuk-frontend/dist/govuk/govuk-frontend.min.css",
        to=PLACE / "govuk-frontend.min.css",
    ),
    Copied(
        source="govuk-frontend/dist/govuk/govuk-frontend.min.js",
        to=PLACE / "govuk-frontend.min.js",
    ),
    Copied(
        source="@ministryofjustice/frontend/moj/moj-frontend.min.css",
        to=PLACE / "moj-frontend.min.css",
    ),
    Copied(
        source="@ministryofjustice/frontend/moj/moj-frontend.min.js",
        to=PLACE / "moj-frontend.min.js",
    ),
    Copied(source="htmx.org/dist/htmx.min.js", to=PLACE / "htmx.min.js"),
    Copied(source="htmx.org/LICENSE", to=PLACE / "LICENCE-htmx.txt"),
    Copied(source="axe-core/axe.min.js", to=FOR_TESTS / "axe.min.js"),
    Copied(source="axe-core/LICENSE", to=FOR_TESTS / "LICENCE-axe-core.txt"),
)


def cleaned(text: str) -> str:
    """Return a built file without what the hub may not serve."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = re.sub(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", text)
    text = text.replace("GDS Transport,arial,sans-serif", "var(--om-font,arial,sans-serif)")
    text = re.sub(r"font-size:(?:0?\.\d+rem|1[0-5](?:\.\d+)?px)", "font-size:1rem", text)
    text = text.replace("url(/assets/images/", "url(images/")
    return re.sub(r"(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$", "", text)


def pictures_named(css: str) -> set[str]:
    """Return the file names of the pictures that a cleaned style sheet asks for."""
    return set(re.findall(r"url\(images/([^)]+)\)", css))


def copy_built_files(*, packages: Path) -> None:
    """Copy every file of `COPIED`, and the pictures that the style sheets ask for."""
    for folder in (PLACE, PLACE / "images", FOR_TESTS):
        folder.mkdir(parents=True, exist_ok=True)
    for copied in COPIED:
        built = (packages / copied.source).read_text(encoding="utf-8")
        served = cleaned(built) if copied.to.is_relative_to(PLACE) else built
        copied.to.write_text(served.rstrip() + "\n", encoding="utf-8")
    pictures = packages / "@ministryofjustice/frontend/moj/assets/images"
    for name in sorted(pictures_named((PLACE / "moj-frontend.min.css").read_text())):
        shutil.copyfile(pictures / name, PLACE / "images" / name)
    # These two packages name their licence without carrying its text; it stands beside this file.
    for licence in sorted(LICENCES_KEPT.glob("*.txt")):
        shutil.copyfile(licence, PLACE / licence.name)


def copy_fixtures(*, packages: Path) -> None:
    """Copy what GOV.UK Frontend publishes as its components' right HTML, for our tests."""
    components = packages / "govuk-frontend/dist/govuk/components"
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name in FIXTURES_KEPT:
        shutil.copyfile(components / name / "fixtures.json", FIXTURES / f"{name}.json")


def forget_registries(lock: Path) -> None:
    """Take the registry's addresses out of a lock file: it pins contents, not where they lie."""
    pinned = json.loads(lock.read_text(encoding="utf-8"))
    for package in pinned["packages"].values():
        package.pop("resolved", None)
    lock.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Fetch the pinned packages, copy what is served, and leave nothing else behind."""
    npm = shutil.which("npm")
    if npm is None:
        print("make vendor needs npm. Install Node.js, then try again.", file=sys.stderr)
        return 1
    packages = Path("node_modules")
    fetch = "ci" if Path("package-lock.json").exists() else "install"
    subprocess.run(  # noqa: S603 - a fixed command
        [npm, fetch, "--ignore-scripts", "--no-audit", "--no-fund"], check=True
    )
    forget_registries(Path("package-lock.json"))
    copy_built_files(packages=packages)
    copy_fixtures(packages=packages)
    shutil.rmtree(packages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
