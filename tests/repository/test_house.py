"""Laws about the house: sources that exist, handbook keys that resolve, no addresses of machines."""

import re
import subprocess
from pathlib import Path

import pytest

from openmash.handbook import beside
from openmash.sources import load_sources

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "openmash"
PYTHON = sorted(PACKAGE.rglob("*.py"))
PLACEHOLDER = re.compile(r"\{|%")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_every_source_that_a_docstring_cites_is_in_the_library():
    cited = {
        (path.relative_to(ROOT).as_posix(), source.strip().rstrip("."))
        for path in PYTHON
        for line in re.findall(r"Sources?: ([A-Z0-9][A-Z0-9\-_, ]+)", path.read_text("utf-8"))
        for source in line.split(",")
        if source.strip()
    }
    unknown = sorted(entry for entry in cited if entry[1] not in load_sources())

    assert unknown == []


def test_every_handbook_key_that_code_or_a_page_asks_for_resolves():
    found = set()
    for path in [*PYTHON, *PACKAGE.rglob("*.html")]:
        found |= set(re.findall(r"""beside\(\s*["']([a-z0-9_.\-]+)["']""", path.read_text("utf-8")))
    for key in sorted(found):
        assert beside(key).title, key


@pytest.mark.parametrize("name", ["README.md", "DEVELOPERS.md", "GLOSSARY.md", "LICENSE"])
def test_the_newcomers_path_is_there(name):
    assert (ROOT / name).stat().st_size > 500


def test_every_room_of_the_drawing_exists():
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = re.findall(r"^\| ((?:`[a-z]+`(?:, )?)+) \|", drawing, flags=re.MULTILINE)
    named = {room for row in rooms for room in re.findall(r"`([a-z]+)`", row)}
    missing = {room for room in named if not list(PACKAGE.glob(f"{room}*"))}

    assert len(named) > 15
    assert missing == set()


def test_every_room_stands_in_the_drawing():
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert {room for room in rooms if f"`{room}`" not in drawing} == set()


def test_no_lock_file_names_a_host():
    for path in tracked():
        if path.suffix == ".txt" and path.parent.name == "requirements":
            assert "http" not in path.read_text("utf-8"), path.name
        if path.name == "package-lock.json":
            assert "resolved" not in path.read_text("utf-8")


def test_no_template_has_a_style_or_a_script_of_its_own():
    """The Content-Security-Policy would refuse them, and a page would look broken."""
    wrong = re.compile(
        r"<script(?![^>]*\bsrc=)|\sstyle=|\son(?:click|change|submit|load|focus|blur|input|error|key\w+|mouse\w+)=|hx-on|javascript:",
        re.IGNORECASE,
    )
    for path in PACKAGE.rglob("*.html"):
        found = wrong.search(path.read_text("utf-8"))
        assert found is None, f"{path.name}: {found and found.group(0)}"
