"""How names, addresses, numbers, dates and roles are read."""

from datetime import date

import pytest

from openmash.people.matching.dates import PartialDate, is_slip
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.identifiers import is_one_slip, read_identifier, read_phone
from openmash.people.matching.names import read_divided, read_name
from openmash.people.matching.places import read_place
from openmash.people.matching.roles import read_role
from openmash.people.matching.spelling import likeness, plain, skeleton


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Marie-Thérèse Kouao", ("marie", "therese"), ("kouao",)),
        ("O’BRIEN, Seán", ("sean",), ("obrien",)),
        ("Fiona Mac Bride", ("fiona",), ("mcbride",)),
        ("Fiona MacAllister", ("fiona",), ("mcallister",)),
        ("Anna van der Berg", ("anna",), ("berg",)),
        ("Fatima al-Hassan", ("fatima",), ("hassan",)),
        ("Jane Brackley-Stone", ("jane",), ("brackley", "stone")),
        ("Mr Manning", (), ("manning",)),
        ("Anna", ("anna",), ()),
        ("Baby of Jane Orme", (), ("orme",)),
        ("Mohammed Yusuf Rana", ("yusuf",), ("rana",)),
        ("Нина Орлова", ("nina",), ("orlova",)),
        ("Child T", ("child116",), ("labelled",)),
    ],
)
def test_a_name_is_read_into_its_parts(written, given, family):
    reading = read_name(written).readings[0]

    assert (reading.given, reading.family) == (given, family)


@pytest.mark.parametrize(
    "written", ["unknown", "anonymous caller", "not known", "Unborn", "mother", "", "Male 1", "N/K"]
)
def test_what_names_nobody_is_no_name(written):
    assert read_name(written).readings == ()


def test_a_baby_named_by_its_mother_names_the_mother():
    baby = RecordFacts(ref="a", name="Unborn baby of Jane Orme")

    assert baby.is_to_be_born
    assert baby.relatives == {("jane", "orme")}


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("Jane Orme (née Pell)", {("jane", "orme"), ("jane", "pell")}),
        ("Jakub Zielak known as Kuba", {("jakub", "zielak"), ("kuba", "zielak")}),
        ("Zahid Rafi aka Zed", {("zahid", "rafi"), ("zed", "rafi")}),
    ],
)
def test_further_names_are_further_readings(written, readings):
    assert {(r.given[0], r.family[0]) for r in read_name(written).readings} == readings


def test_a_title_tells_the_sex_and_a_suffix_the_generation():
    assert read_name("Mrs Dora Askham").readings[0].sex == "F"
    assert read_divided("Peter", "Holt Jr").readings[0].family
    assert read_name("Peter Holt Jr").readings[0].generation == "younger"


@pytest.mark.parametrize(
    ("written", "level", "key"),
    [
        ("12 Larch Way", "house", "larch 12"),
        ("flat 3, Quay Street", "house", "quay"),
        ("Reed Road hostel, Dock", "street", "reed"),
        ("Somerset Gardens, Dock", "street", "somerset"),
        ("family home, Coxley", "town", ""),
        ("flat in Bude", "town", ""),
        ("no fixed address", "nowhere", ""),
        ("ZZ99 3VZ", "nowhere", ""),
        ("", "nowhere", ""),
    ],
)
def test_an_address_is_read_as_exactly_as_it_was_written(written, level, key):
    place = read_place(written)

    assert (place.level, place.key.split(" st")[0]) == (level, key)


def test_a_hostel_is_shared_and_a_house_is_not():
    assert read_place("Reed Road hostel, Dock").is_shared
    assert not read_place("12 Larch Way").is_shared


@pytest.mark.parametrize(
    ("scheme", "written", "check"),
    [
        ("nhs_number", "999 000 0018", "valid"),
        ("nhs_number", "9990000019", "does not check"),
        ("nhs_number", "0000000000", "does not check"),
        ("nhs_number", "", "blank"),
        ("nhs_number", "not known", "blank"),
        ("upn", "F001200300001", "valid"),
        ("upn", "V001200300001", "does not check"),
        ("pnc_id", "2020/0000001E", "valid"),
        ("pnc_id", "20/1E", "valid"),
        ("pnc_id", "2020/0000001F", "does not check"),
        ("uln", "9999999009", "valid"),
        ("uln", "9999999008", "does not check"),
        ("tenancy", "0000", "does not check"),
        ("tenancy", "T-4471", "valid"),
    ],
)
def test_an_identifier_is_kept_and_checked(scheme, written, check):
    assert read_identifier(scheme, written).check == check


def test_one_wrong_digit_or_two_changed_about_are_one_slip():
    assert is_one_slip("9990000018", "9990000081")
    assert is_one_slip("9990000018", "9990000019")
    assert not is_one_slip("9990000018", "9990000026")


def test_telephone_numbers_are_read_in_one_form():
    assert read_phone("+44 (0)1632 960001") == read_phone("01632 960 001") == "01632960001"
    assert read_phone("none") == ""


def test_a_slip_in_a_date_is_a_slip_and_a_month_out_is_not():
    assert is_slip(date(1931, 2, 3), date(1931, 3, 2))
    assert is_slip(date(2015, 6, 17), date(2015, 6, 18))
    assert not is_slip(date(2015, 6, 17), date(2015, 9, 28))


def test_a_date_that_does_not_fit_its_precision_is_refused():
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(year=2015)
    with pytest.raises(ValueError, match="precision is one of"):
        PartialDate(year=2015, precision="roughly")


@pytest.mark.parametrize(
    ("role", "sex", "is_child"),
    [
        ("mother", "F", False),
        ("mother's partner", None, False),
        ("pupil", None, True),
        ("elderly man", "M", False),
        ("older brother", "M", False),
        ("friend of the mother", None, False),
        ("", None, False),
    ],
)
def test_a_role_is_read_by_its_own_words(role, sex, is_child):
    assert (read_role(role).sex, read_role(role).speaks_of_a_child) == (sex, is_child)


def test_transliterations_sound_alike():
    assert skeleton("muhammad") == skeleton("mohamed") == skeleton("mhmd")
    assert likeness("leila", "layla") == "variant"
    assert likeness("william", "bill") == "short form"
    assert likeness("kouao", "koao") == "spelling"
    assert likeness("ivo", "iva") is None
    assert plain("Łukasz D’Arcy") == "lukasz darcy"
