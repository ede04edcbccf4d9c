"""The instruments of the library: all read, all checked, and no fault takes the others down."""

import subprocess
import sys

import pytest

from openmash.instruments.engine import (
    Shelf,
    UnknownInstrument,
    get_instrument,
    instrument_ids,
    library,
    load_archive,
    load_shelf,
    read_instrument_file,
)
from openmash.instruments.engine.vocabulary import read_vocabulary, shared_vocabulary
from openmash.sources import library_path


@pytest.fixture
def a_library(tmp_path, monkeypatch):
    """An empty library of instruments, forgotten again after the test."""
    folder = tmp_path / "instruments"
    folder.mkdir()
    caches = (
        library.instrument_ids,
        library.load_shelf,
        library.load_archive,
        library.get_instrument,
    )
    monkeypatch.setattr(library, "library_path", lambda: tmp_path)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def as_file(**changes):
    from tests.rooms.instruments.records import as_yaml, small_file

    return as_yaml(small_file(**changes))


@pytest.mark.parametrize("name", instrument_ids())
def test_every_instrument_of_the_library_passes_the_check(name):
    found = read_instrument_file(library_path() / "instruments" / f"{name}.yaml")

    assert found.id == name


def test_the_whole_library_is_read():
    shelf = load_shelf()

    assert shelf.faults == ()
    assert load_archive().faults == ()
    assert set(shelf.in_use) == set(instrument_ids())
    assert len(shelf.in_use) >= 15


def test_every_practice_area_has_an_instrument():
    covered = {instrument.practice_area for instrument in load_shelf().in_use.values()}

    assert covered == set(shared_vocabulary().practice_areas)


def test_an_unknown_instrument_names_the_nearest():
    with pytest.raises(UnknownInstrument, match="Did you mean “self-neglect”"):
        get_instrument("self-neglct")


def test_a_faulty_file_takes_only_itself_out_of_use(a_library):
    (a_library / "small.yaml").write_text(as_file())
    (a_library / "broken.yaml").write_text("id: [")
    (a_library / "wrong.yaml").write_text(as_file(id="wrong", default_scale="x"))

    shelf = load_shelf()

    assert isinstance(shelf, Shelf)
    assert list(shelf.in_use) == ["small"]
    assert {fault.file for fault in shelf.faults} == {
        "library/instruments/broken.yaml",
        "library/instruments/wrong.yaml",
    }


def test_a_record_is_read_with_the_version_it_was_made_with(a_library):
    (a_library / "earlier" / "1.0.0").mkdir(parents=True)
    (a_library / "earlier" / "1.0.0" / "small.yaml").write_text(as_file(title="Before"))
    (a_library / "small.yaml").write_text(as_file(version="1.1.0", title="Now"))

    assert get_instrument("small").title == "Now"
    assert get_instrument("small", "1.1.0").title == "Now"
    assert get_instrument("small", "1.0.0").title == "Before"
    assert load_archive().earlier["small", "1.0.0"].title == "Before"
    with pytest.raises(UnknownInstrument, match=r"no version “0\.9\.0”"):
        get_instrument("small", "0.9.0")
    with pytest.raises(UnknownInstrument):
        get_instrument("small", "..")


def test_an_earlier_version_stands_in_its_own_folder(a_library):
    (a_library / "earlier" / "0.9.0").mkdir(parents=True)
    (a_library / "earlier" / "0.9.0" / "small.yaml").write_text(as_file())

    assert "folder of another" in load_archive().faults[0].problem


def test_the_engine_knows_no_django():
    """So that the command line answers at once, and needs no database."""
    asks = "import sys, openmash.instruments.commands; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema: other", "missing or has the wrong shape"),
        ("[]", "missing or has the wrong shape"),
        ("scales: [", "not valid YAML"),
    ],
)
def test_a_faulty_vocabulary_is_refused(text, words):
    from openmash.errors import BadInput

    with pytest.raises(BadInput, match=words):
        read_vocabulary(text, file="v.yaml")


def test_a_scale_may_only_name_its_own_codes():
    from openmash.errors import BadInput

    text = (library_path() / "instrument-common.yaml").read_text("utf-8")
    wrong = text.replace("positive: [met]", "positive: [meet]")

    with pytest.raises(BadInput, match="scale “meets” has no option “meet”"):
        read_vocabulary(wrong, file="v.yaml")
