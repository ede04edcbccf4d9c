"""What each column of an agency's extract means, as `feeds.yaml` says, so that no export changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import filterfalse
from pathlib import Path
from typing import Any

import yaml

from openmash.errors import BadInput

MAPPING = "feeds.yaml"
STYLES = ("FAMILY, given", "title given family", "given family", "family given")
FIELDS = (
    "name", "family_name", "given_names", "middle_names", "known_as", "previous_family_name",
    "other_names", "date_of_birth", "age", "date_of_death", "sex", "nhs_number", "upn", "ni_number",
    "pnc_id", "uprn", "other_ids", "address", "postcode", "phone", "email", "related_name",
    "household_ref", "role", "recorded_on",
)  # fmt: skip
_DATES = {"date_of_birth", "date_of_death", "recorded_on"}
_OPTIONS = {"column", "columns", "style", "format", "formats", "separator", "values"}
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a field stands in an extract: its columns, and how what is written there is read."""

    columns: tuple[str, ...]
    style: str = ""
    formats: tuple[str, ...] = ()
    separator: str = ""
    values: Mapping[str, str | None] | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One extract of one agency. `other_ids` are (scheme, column)."""

    path: Path
    agency: str
    record_id: str
    fields: Mapping[str, Source] = field(default_factory=dict)
    other_ids: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, the record's id first."""
        said = [column for source in self.fields.values() for column in source.columns]
        said += [column for _, column in self.other_ids]
        return tuple(dict.fromkeys((self.record_id, *said)))


def read_feeds(directory: Path) -> tuple[Feed, ...]:
    """Return the feeds that a directory's `feeds.yaml` names, in its order.

    Raises:
        BadInput: there is no such directory or mapping, or something in it cannot be used. All
            that is wrong is named at once, each with what to do.
    """
    mapping = directory / MAPPING
    if not directory.is_dir():
        raise BadInput(f"{directory.name} is not a directory. Name the one that holds {MAPPING}.")
    if not mapping.is_file():
        said = f"{directory.name} holds no {MAPPING}, which says what each column means. Write it."
        raise BadInput(said)
    try:
        written = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{MAPPING} cannot be opened: {error.strerror}.") from error
    except (yaml.YAMLError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" near line {where.line + 1}" if where else ""
        raise BadInput(f"{MAPPING} cannot be read as YAML{line}. Mend it and run again.") from None
    entries = written.get("feeds") if isinstance(written, dict) else None
    if not isinstance(entries, list) or not entries:
        raise BadInput(f"{MAPPING} names no feeds. It begins with `feeds:` and a list of extracts.")
    wrong: list[str] = []
    feeds = [_feed(entry, number, directory, wrong) for number, entry in enumerate(entries, 1)]
    files = [feed.file for feed in feeds if feed]
    for file in sorted({file for file in files if files.count(file) > 1}):
        wrong.append(f"{file} is named twice. Give each extract once.")
    if wrong:
        raise BadInput("\n".join([f"{MAPPING}: {said}" for said in wrong]))
    return tuple(feed for feed in feeds if feed)


def _feed(entry: Any, number: int, directory: Path, wrong: list[str]) -> Feed | None:
    if not isinstance(entry, dict):
        wrong.append(f"entry {number} is not a mapping with file, agency, record_id and fields.")
        return None
    missing = [part for part in ("file", "agency", "record_id", "fields") if not entry.get(part)]
    name = str(entry.get("file") or f"entry {number}")
    if missing:
        wrong.append(f"{name}: {', '.join(missing)} must be given.")
        return None
    path = directory / name
    if path.parent.resolve() != directory.resolve():
        wrong.append(f"{name} lies outside the directory. Put the extract beside {MAPPING}.")
    elif not path.is_file():
        wrong.append(f"{name} is not in the directory. Add the file or take its entry out.")
    elif path.suffix.lower() not in {".csv", ".parquet"}:
        wrong.append(f"{name} is neither a .csv nor a .parquet file.")
    fields, others = _fields(entry["fields"], name, wrong)
    return Feed(
        path=path,
        agency=str(entry["agency"]),
        record_id=str(entry["record_id"]),
        fields=fields,
        other_ids=others,
    )


def _fields(
    written: Any, name: str, wrong: list[str]
) -> tuple[dict[str, Source], tuple[tuple[str, str], ...]]:
    if not isinstance(written, dict):
        wrong.append(f"{name}: fields must map the hub's fields to columns.")
        return {}, ()
    found: dict[str, Source] = {}
    others: tuple[tuple[str, str], ...] = ()
    for key, said in written.items():
        if key not in FIELDS:
            wrong.append(f"{name}: {key} is no field of the hub. Use one of {', '.join(FIELDS)}.")
        elif key == "other_ids":
            if isinstance(said, dict):
                others = tuple((str(scheme), str(column)) for scheme, column in said.items())
            else:
                wrong.append(f"{name}: other_ids maps each scheme to its column.")
        elif said is not None and (source := _source(key, said, name, wrong)):
            found[key] = source
    if not {"name", "family_name", "given_names"} & found.keys():
        wrong.append(f"{name}: map name, or family_name and given_names.")
    return found, others


def _source(key: str, said: Any, name: str, wrong: list[str]) -> Source | None:
    written = said if isinstance(said, dict) else {"columns": said}
    columns = written.get("columns", written.get("column"))
    columns = columns if isinstance(columns, list) else [columns]
    if not all(isinstance(column, str | int) for column in columns) or not columns:
        wrong.append(f"{name}: {key} does not say which column it stands in.")
        return None
    if unknown := sorted(set(map(str, written)) - _OPTIONS):
        wrong.append(f"{name}: {key} does not know {', '.join(unknown)}.")
    style = str(written.get("style", ""))
    if style and style not in STYLES:
        wrong.append(f"{name}: {key} has the style {style!r}; use one of {', '.join(STYLES)}.")
    values = written.get("values")
    if values is not None and not isinstance(values, dict):
        wrong.append(f"{name}: values of {key} map what is written to F, M or null.")
        values = None
    formats = _formats(key, written)
    for said_format in filterfalse(_is_format, formats):
        wrong.append(
            f"{name}: {key} has the format {said_format!r}, which no date can be read by;"
            " write it as in %d/%m/%Y."
        )
    return Source(
        columns=tuple(map(str, columns)),
        style=style,
        formats=formats,
        separator=str(written.get("separator", "")),
        values={_value(v): _meaning(m) for v, m in values.items()} if values else None,
    )


def _formats(key: str, written: Mapping[str, Any]) -> tuple[str, ...]:
    said = written.get("formats", written.get("format"))
    if said is None:
        return DATE_FORMATS if key in _DATES else ()
    return tuple(map(str, said)) if isinstance(said, list) else (str(said),)


def _is_format(written: str) -> bool:
    """Say whether a date that is written so can be read again, at least its year."""
    day = date(2015, 11, 25)
    try:
        return datetime.strptime(day.strftime(written), written).year == day.year  # noqa: DTZ007
    except ValueError:
        return False


def _value(written: Any) -> str:
    """Return a value as the extract has it: YAML reads a bare no, y or 1 as something else."""
    if isinstance(written, bool):
        return "yes" if written else "no"
    return str(written).strip().lower()


def _meaning(said: Any) -> str | None:
    return None if said is None else str(said)


def missing_columns(feed: Feed, *, header: Iterable[str]) -> tuple[str, ...]:
    """Return the mapped columns that an extract does not have."""
    held = set(header)
    return tuple(column for column in feed.columns if column not in held)
