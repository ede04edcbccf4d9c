"""The register of sources and the table of lawful bases, as they are kept in the library."""

from datetime import date

import pytest

from openmash import sources
from openmash.errors import BadInput, UnknownSource
from openmash.sources import BasisKind, Subjects, library


def test_every_source_names_its_edition_and_publisher():
    for source in sources.load_sources().values():
        assert source.title, source.id
        assert source.edition, source.id
        assert source.publisher, source.id


def test_what_replaced_a_source_is_itself_a_source():
    replaced = [s for s in sources.load_sources().values() if s.superseded_by]

    assert sources.get("WT2023-CH3") in replaced
    for source in replaced:
        assert sources.get(source.superseded_by)


def test_an_unknown_source_says_where_to_add_it():
    with pytest.raises(UnknownSource, match=r"library/sources.yaml"):
        sources.get("WT1999")


def test_an_edition_is_valid_between_its_days():
    source = sources.Source(
        id="T",
        title="T",
        edition="1",
        publisher="T",
        year=2026,
        kind=sources.SourceKind.GUIDANCE,
        checked=False,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 6, 30),
    )

    assert source.is_valid_on(date(2026, 1, 1))
    assert source.is_valid_on(date(2026, 6, 30))
    assert not source.is_valid_on(date(2026, 7, 1))
    assert not source.is_valid_on(date(2025, 12, 31))


def test_every_basis_rests_on_sources_that_exist():
    for basis in sources.lawful_bases().values():
        assert basis.sources, basis.code
        for source in basis.sources:
            assert sources.get(source)


def test_a_power_is_not_a_duty():
    assert sources.get_lawful_basis("CDA_115").kind is BasisKind.POWER
    assert sources.get_lawful_basis("CA89_47_9").kind is BasisKind.DUTY
    assert sources.get_lawful_basis("CARE_42").applies_to is Subjects.ADULT


@pytest.mark.parametrize(
    "code", ["CA04_16LA", "CA04_16LB", "CPA26", "CPA26_CCE", "CWSA_1", "CWSA_3"]
)
def test_what_is_not_in_force_cannot_be_relied_on(code):
    basis = sources.get_lawful_basis(code)

    assert not basis.may_be_relied_on(date(2026, 11, 23))
    assert basis.note


def test_a_basis_that_began_on_a_day_was_none_before_it():
    recognised = sources.get_lawful_basis("A6_EA")

    assert not recognised.may_be_relied_on(date(2026, 2, 4))
    assert recognised.may_be_relied_on(date(2026, 2, 5))


def test_a_partnership_switches_a_duty_on_by_naming_the_regulation():
    duty = sources.get_lawful_basis("CA04_16LA")

    with pytest.raises(BadInput, match="commencement regulation"):
        duty.commenced(date(2027, 4, 1), seen_in=" ")
    begun = duty.commenced(date(2027, 4, 1), seen_in="SI 2027/1")
    assert begun.may_be_relied_on(date(2027, 4, 1))
    assert not begun.may_be_relied_on(date(2027, 3, 31))
    assert not sources.get_lawful_basis("CA04_16LA").is_in_force


def test_the_safeguarding_condition_is_a_checklist():
    assert len(sources.get_lawful_basis("DPA_S1_18").all_must_be_true) == 5


def test_an_unknown_basis_is_an_error():
    with pytest.raises(BadInput, match="no lawful basis"):
        sources.get_lawful_basis("A6_Z")


@pytest.mark.parametrize(
    ("text", "says"),
    [("- a\n- b\n", "mapping"), ("a: [\n", "not valid YAML"), (None, "is missing")],
    ids=["list", "broken", "missing"],
)
def test_a_library_file_that_cannot_be_read_is_named(text, says, tmp_path, monkeypatch):
    monkeypatch.setattr(library, "library_path", lambda: tmp_path)
    if text is not None:
        (tmp_path / "part.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=rf"part\.yaml .*{says}"):
        library.read_library_file("part.yaml")


def test_the_library_is_found():
    assert (sources.library_path() / "clocks.yaml").is_file()
