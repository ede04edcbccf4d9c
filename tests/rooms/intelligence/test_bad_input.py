"""An extract that is not as it should be is named, or kept and counted; nothing is half written."""

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import yaml
from tests.rooms.intelligence import made

FIELDS = {
    "name": {"column": "name", "style": "given family"},
    "date_of_birth": {"column": "born", "format": "%d/%m/%Y"},
    "address": "address",
}
HEADER = "id,name,born,address\n"
ROWS = (
    "A1,Odette Farnworth,03/02/1981,12 Weir Lane AS1 1AA\n"
    "A2,Marek Zielinski,09/10/2014,4 Mill Race AS9 6DD\n"
)


@pytest.fixture
def run(tmp_path, capsys):
    """Link one list as it is given, and return what came of it."""

    def run_over(text, fields=FIELDS, file="list.csv"):
        directory = made.write_one(tmp_path / "in", text, fields, file=file)
        return made.link(capsys, directory, tmp_path / "out.csv")

    return run_over


def _is_refused(ran, tmp_path, *said):
    assert ran.status == 1
    for words in said:
        assert words in ran.said
    assert ran.printed == ""
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "elsewhere"}


# Refused, with what and where


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "list.csv is empty"),
        (b"\n", "list.csv is empty"),
        ((HEADER + ROWS).encode("utf-16"), "list.csv is not UTF-8"),
        ((HEADER + ROWS).encode("utf-16-le"), "list.csv is not UTF-8"),
        ((HEADER + ROWS).encode().replace(b"\n", b"\r"), "list.csv has no line ends"),
        (b"PK\x03\x04\x00\x00\x00\n" + ROWS.encode(), "list.csv is not UTF-8"),
        (b"id,name,born\nA1,Odette Farnworth,03/02/1981\n", "list.csv has no column address"),
        ((HEADER + ROWS).replace(",", ";").encode(), "parted by semicolons"),
        (b"id,name,born,address,name\n", "list.csv has the column name more than once"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(run, tmp_path, text, said):
    _is_refused(run(text), tmp_path, said)


def test_every_missing_column_of_every_file_is_named_with_its_file(tmp_path, capsys):
    fields = made.FEEDS["police.csv"]["fields"] | {"phone": "mobile", "email": "mail"}
    directory = made.write(tmp_path / "in", police={"fields": fields})

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    _is_refused(ran, tmp_path, "police.csv has no column mobile", "police.csv has no column mail")


def test_a_missing_extract_is_named(tmp_path, capsys):
    directory = made.write(tmp_path / "in")
    (directory / "school.csv").unlink()

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    _is_refused(ran, tmp_path, "school.csv is not in the directory")


def test_no_directory_and_no_mapping_are_told_apart(tmp_path, capsys):
    ran = made.link(capsys, tmp_path / "in", tmp_path / "out.csv")
    _is_refused(ran, tmp_path, "in is not a directory")

    (tmp_path / "in").mkdir()
    ran = made.link(capsys, tmp_path / "in", tmp_path / "out.csv")
    _is_refused(ran, tmp_path, "in holds no feeds.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("feeds:\n  - file: [x\n", "cannot be read as YAML near line"),
        ("", "names no feeds"),
        ("feeds: nine\n", "names no feeds"),
        ("- a\n", "names no feeds"),
        ("feeds:\n  - nothing\n", "entry 1 is not a mapping"),
        ("feeds:\n  - file: list.csv\n", "list.csv: agency, record_id, fields must be given"),
        (b"feeds: \xff\xfe\n", "cannot be read as YAML"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(tmp_path, capsys, text, said):
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)
    raw = text if isinstance(text, bytes) else text.encode()
    (directory / "feeds.yaml").write_bytes(raw)

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    _is_refused(ran, tmp_path, said)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nmae": "name"}, "nmae is no field of the hub"),
        ({"date_of_birth": "born"}, "map name, or family_name and given_names"),
        ({"name": {"style": "given family"}}, "name does not say which column"),
        ({"name": {"column": "name", "stile": "x"}}, "name does not know stile"),
        ({"name": {"column": "name", "style": "family first"}}, "has the style 'family first'"),
        (
            {"name": "name", "date_of_birth": {"column": "born", "format": "DD/MM/YYYY"}},
            "DD/MM/YYYY",
        ),
        ({"name": "name", "date_of_birth": {"column": "born", "format": "%d/%Q/%Y"}}, "%d/%Q/%Y"),
        ({"name": "name", "other_ids": "born"}, "other_ids maps each scheme to its column"),
        ("name", "fields must map the hub's fields"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(run, tmp_path, fields, said):
    _is_refused(run(HEADER + ROWS, fields), tmp_path, "feeds.yaml: list.csv", said)


def test_an_extract_outside_the_directory_is_refused(tmp_path, capsys):
    made.write_one(tmp_path / "elsewhere", HEADER + ROWS, FIELDS)
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)
    mapping = yaml.safe_load((directory / "feeds.yaml").read_text())
    mapping["feeds"][0]["file"] = "../elsewhere/list.csv"
    (directory / "feeds.yaml").write_text(yaml.safe_dump(mapping))

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    _is_refused(ran, tmp_path, "lies outside the directory")


@pytest.mark.parametrize("where", ["no/out.csv", "in", "out.txt", "in/list.csv"])
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_read(
    tmp_path, capsys, where
):
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)

    ran = made.link(capsys, directory, tmp_path / where)

    assert ran.status == 1
    assert (directory / "list.csv").read_text() == HEADER + ROWS
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_output_directory_that_may_not_be_written_to_is_refused(tmp_path, capsys, monkeypatch):
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)
    monkeypatch.setattr("os.access", lambda *_: False)

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    _is_refused(ran, tmp_path, "The directory of out.csv cannot be written to")


def test_two_outputs_in_one_file_are_refused(tmp_path, capsys):
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)

    ran = made.link(capsys, directory, tmp_path / "o.csv", "--explain", tmp_path / "o.csv")

    _is_refused(ran, tmp_path, "--explain and --output name one file")


def test_an_amount_of_memory_that_is_none_is_wrong_usage(tmp_path, capsys):
    directory = made.write_one(tmp_path / "in", HEADER + ROWS, FIELDS)

    ran = made.link(capsys, directory, tmp_path / "o.csv", "--memory", "lots")

    assert ran.status == 2
    assert "--memory is an amount such as" in ran.said


def test_a_damaged_parquet_file_is_refused_and_nothing_is_left(tmp_path, capsys):
    directory = made.write_one(tmp_path / "in", "", FIELDS, file="list.parquet")
    names = [f"Person{number} Farnworth" for number in range(5000)]
    table = {"id": list(map(str, range(5000))), "name": names, "born": names, "address": names}
    parquet.write_table(pa.table(table), directory / "list.parquet")
    whole = (directory / "list.parquet").read_bytes()
    for damaged in (b"PAR1" + b"\x00" * 4000 + whole[4004:], whole[:-400], b""):
        (directory / "list.parquet").write_bytes(damaged)

        ran = made.link(capsys, directory, tmp_path / "out.csv")

        _is_refused(ran, tmp_path, "list.parquet")


# Kept and counted


def test_a_header_alone_gives_an_output_with_no_rows(run, tmp_path):
    ran = run(HEADER)

    assert ran.status == 0
    assert ran.report["list.csv"] == {"file": "list.csv", "rows": 0, "unreadable": {}}
    assert (tmp_path / "out.csv").read_text() == "record_id,agency,person_id,confidence\n"


def test_what_windows_wrote_is_kept_and_counted(run):
    ran = run((HEADER + ROWS + "A3,Zoë Brontë,01/02/2003,9 Lime St\n").encode("cp1252"))

    assert ran.report["list.csv"] == {"file": "list.csv", "rows": 3, "unreadable": {"encoding": 1}}


def test_windows_letters_in_the_header_are_read_too(run):
    fields = {"name": "prénom et nom"}

    assert run("id,prénom et nom\nA1,Zoe Fane\n".encode("cp1252"), fields).status == 0


def test_a_byte_order_mark_and_carriage_returns_are_no_trouble(run):
    ran = run(b"\xef\xbb\xbf" + (HEADER + ROWS).replace("\n", "\r\n").encode())

    assert set(ran.people) == {"A1", "A2"}
    assert ran.report["list.csv"]["unreadable"] == {}


@pytest.mark.parametrize(
    "bad",
    [
        'X,"Odd Name,01/02/1990,1 High St\n',
        'X,Odd "Name,01/02/1990,1 High St\n',
        'X,Odd Name,01/02/1990,"1 High St\n',
        'X,Odd Name,"01/02/1990,"1 High" St\n',
    ],
)
def test_a_stray_quote_is_counted_and_spoils_no_other_row(run, bad):
    more = "".join(f"B{n},Una Person{n},0{n}/03/1970,{n} Oak Rd\n" for n in range(1, 8))
    ran = run(HEADER + ROWS + bad + more + 'C1,"Last, Una",01/01/1999,"2 Elm\nClose"\n')

    assert list(ran.people) == ["A1", "A2", "X", *(f"B{n}" for n in range(1, 8)), "C1"]
    assert ran.report["list.csv"] == {"file": "list.csv", "rows": 11, "unreadable": {"row": 1}}


def test_two_stray_quotes_spoil_two_rows_and_no_more(run):
    bad = 'X,"Odd Name,01/02/1990,1 High St\n' + ROWS + 'Y,Odd "Name,01/02/1990,1 High St\n'
    ran = run(HEADER + bad + "B1,Una Person,01/03/1970,1 Oak Rd\n")

    assert list(ran.people) == ["X", "A1", "A2", "Y", "B1"]
    assert ran.report["list.csv"]["unreadable"] == {"row": 2}


def test_a_stray_quote_after_a_row_over_lines_spoils_neither(run):
    text = 'A1,Odette Farnworth,03/02/1981,"12 Weir Lane\nAshmere"\nX,Odd" Name,01/02/1990,\n'

    ran = run(HEADER + text + ROWS)

    assert len(ran.rows) == 4
    assert ran.report["list.csv"]["unreadable"] == {"record_id": 1, "row": 1}


def test_an_address_over_lines_is_one_value(run):
    ran = run(
        HEADER
        + 'A1,Odette Farnworth,03/02/1981,"12 Weir Lane\r\nAshmere\r\nAS1 1AA"\r\n'
        + ROWS[-50:]
    )

    assert ran.report["list.csv"]["unreadable"] == {}


def test_strange_line_ends_within_a_value_do_not_part_the_row(run):
    line = 'A1,"Odette\x0b Farnworth",03/02/1981,12 Weir\u2028 Lane\x1c\n'

    ran = run(HEADER + line)

    assert ran.report["list.csv"] == {"file": "list.csv", "rows": 1, "unreadable": {}}


def test_short_and_long_rows_are_kept_and_counted(run):
    ran = run(HEADER + "S1,Una Short\nL1,Una Long,01/02/1990,1 High St,and,more\n\n" + ROWS)

    assert list(ran.people) == ["S1", "L1", "A1", "A2"]
    assert ran.report["list.csv"] == {"file": "list.csv", "rows": 4, "unreadable": {"row": 2}}


def test_a_value_too_long_for_any_reader_is_kept(run):
    ran = run(HEADER + ROWS + f'X,"{"long " * 40_000}",01/02/1990,\n')

    assert set(ran.people) == {"A1", "A2", "X"}


def test_dates_in_a_second_format_are_counted_and_their_rows_kept(run):
    more = (
        "B1,Una Person,1990-03-04,\nB2,Una Other,31/02/1990,\nB3,Una Third,1988,\nB4,Una Fourth,,\n"
        "B5,Una Fifth,00/00/0000,\nB6,Una Sixth,²²²²,\n"
    )
    ran = run(HEADER + ROWS + more)

    assert len(ran.people) == 8
    assert ran.report["list.csv"]["unreadable"] == {"date_of_birth": 4}


def test_several_formats_may_be_named(run):
    born = {"column": "born", "formats": ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]}
    more = "B1,Una Person,1990-03-04,\nB2,Una Other,4 March 1990,\n"

    ran = run(HEADER + ROWS + more, FIELDS | {"date_of_birth": born})

    assert ran.report["list.csv"]["unreadable"] == {}


def test_sexes_and_ages_that_cannot_be_read_are_counted(run):
    fields = {
        "name": "name",
        "sex": {"column": "sex", "values": {"F": "female", "M": "male", "U": None, "N": None}},
        "age": "age",
    }
    text = "id,name,sex,age\n" + "".join(
        f"A{n},Una Person,{sex},{age}\n"
        for n, (sex, age) in enumerate(
            [("F", 7), ("u", "inf"), ("n", "12.0"), ("Q", -1), ("", "about 9"), ("M", "nan")]
        )
    )
    ran = run(text, fields)

    assert ran.report["list.csv"]["unreadable"] == {"age": 3, "sex": 1}


def test_days_and_numbers_of_a_parquet_file_are_read_as_such(tmp_path, capsys):
    from datetime import UTC, date, datetime

    directory = made.write_one(
        tmp_path / "in",
        "",
        FIELDS | {"nhs_number": "nhs", "recorded_on": "seen", "other_names": "aliases"},
        file="list.parquet",
    )
    table = pa.table(
        {
            "id": pa.array([1, 2]),
            "name": ["Odette Farnworth", "Odette Farnworth"],
            "born": pa.array([date(1981, 2, 3), None]),
            "address": ["12 Weir Lane AS1 1AA", None],
            "nhs": pa.array([9990000018.0, 9990000018.0]),
            "seen": pa.array([datetime(2025, 1, 2, 13, 45, tzinfo=UTC), None]),
            "aliases": pa.array([["Odie Farnworth"], None]),
        }
    )
    parquet.write_table(table, directory / "list.parquet")

    ran = made.link(capsys, directory, tmp_path / "out.csv")

    assert ran.report["list.parquet"] == {"file": "list.parquet", "rows": 2, "unreadable": {}}
    assert ran.people["1"] == ran.people["2"]
