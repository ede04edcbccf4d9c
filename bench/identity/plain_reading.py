"""Reads an input directory as any analyst would, so that peers start from the same extracts.

It honours feeds.yaml and cleans what a careful newcomer cleans: case, titles, telephone and NHS
number punctuation, postcodes, dates in their formats. It knows no nicknames and no spellings.
"""

import re
from pathlib import Path

import pandas as pd
import yaml

COLUMNS = (
    "unique_id", "agency", "first_name", "surname", "dob", "sex", "postcode", "phone", "email",
    "nhs_number", "address",
)  # fmt: skip
_POSTCODE = r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})(?![A-Z0-9])"
_TITLES = r"^(?:mr|mrs|ms|miss|master|mstr|dr)\.? +"
_NOTHING = {"", "unknown", "not known", "n/k", "n/a", "none", "?", "not given", "refused", "nfa"}


def read_plainly(directory: Path) -> pd.DataFrame:
    """Return one row a record in `COLUMNS`, and any further identifier under its scheme's name."""
    text = (directory / "feeds.yaml").read_text("utf-8")
    feeds = yaml.safe_load(text)["feeds"]
    tables = [_feed(directory, feed) for feed in feeds]
    whole = pd.concat(tables, ignore_index=True)
    repeated = whole["unique_id"].duplicated(keep=False)
    shared = whole["file_stem"].isin(whole["file_stem"][repeated])
    whole.loc[shared, "unique_id"] = whole["file_stem"][shared] + ":" + whole["unique_id"][shared]
    for column in COLUMNS:
        if column not in whole:
            whole[column] = None
    return whole.drop(columns="file_stem")


def _feed(directory: Path, feed: dict) -> pd.DataFrame:
    path = directory / feed["file"]
    raw = _table(path)
    fields = feed["fields"]
    out = pd.DataFrame({"unique_id": raw[feed["record_id"]], "agency": feed["agency"]})
    out["file_stem"] = path.stem
    out["first_name"], out["surname"] = _names(raw, fields)
    out["dob"] = _dates(raw, fields.get("date_of_birth"))
    sex = _column(raw, fields, "sex").str[:1].str.upper()
    out["sex"] = sex.where(sex.isin(("F", "M")))
    address = _address(raw, fields)
    out["address"] = _or_nothing(address.str.lower())
    out["postcode"] = _postcodes(raw, fields, address)
    phone = _column(raw, fields, "phone").str.replace(r"\D", "", regex=True)
    out["phone"] = phone.where(phone.str.len() >= 10).where(phone.str.contains("[1-9]"))
    out["email"] = _or_nothing(_column(raw, fields, "email").str.lower())
    number = _column(raw, fields, "nhs_number").str.replace(r"\D", "", regex=True)
    alike = number.str.fullmatch(r"(\d)\1+").fillna(False).astype(bool)
    out["nhs_number"] = number.where(number.str.len() == 10).where(~alike)
    for scheme, column in fields.get("other_ids", {}).items():
        out[scheme] = _or_nothing(raw[column])
    return out


def _table(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        return table.astype(object).where(table.notna(), "").astype(str)
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _column(raw: pd.DataFrame, fields: dict, name: str) -> pd.Series:
    entry = fields.get(name)
    if entry is None:
        return pd.Series("", index=raw.index)
    if isinstance(entry, str):
        return raw[entry].str.strip()
    values = {str(k): v or "" for k, v in entry.get("values", {}).items()}
    column = raw[entry["column"]].str.strip()
    return column.map(lambda v: values.get(v, v)) if values else column


def _or_nothing(column: pd.Series) -> pd.Series:
    return column.where(~column.str.lower().isin(_NOTHING))


def _names(raw: pd.DataFrame, fields: dict) -> tuple[pd.Series, pd.Series]:
    if "name" not in fields:
        given = _column(raw, fields, "given_names")
        family = _column(raw, fields, "family_name")
    else:
        whole = _column(raw, fields, "name").str.replace(_TITLES, "", regex=True, flags=re.I)
        entry = fields["name"]
        style = entry.get("style", "given family") if isinstance(entry, dict) else "given family"
        given, family = _divided(whole, style)
    first = given.str.lower().str.strip().str.split(" ").str[0]
    return _or_nothing(first), _or_nothing(family.str.lower().str.strip())


def _divided(whole: pd.Series, style: str) -> tuple[pd.Series, pd.Series]:
    if "," in style:
        parts = whole.str.split(",", n=1, expand=True).reindex(columns=[0, 1]).fillna("")
        return parts[1], parts[0]
    if style.lower().startswith("family"):
        parts = whole.str.split(" ", n=1, expand=True).reindex(columns=[0, 1]).fillna("")
        return parts[1], parts[0]
    parts = whole.str.rsplit(" ", n=1, expand=True).reindex(columns=[0, 1]).fillna("")
    return parts[0], parts[1]


def _dates(raw: pd.DataFrame, entry) -> pd.Series:
    if entry is None:
        return pd.Series(None, index=raw.index, dtype=object)
    entry = {"column": entry} if isinstance(entry, str) else entry
    formats = entry.get("formats") or [entry.get("format", "%Y-%m-%d")]
    column, found = raw[entry["column"]].str.strip(), None
    for style in formats:
        if "%d" not in style:  # a year alone is no date of birth to a plain comparison
            continue
        read = pd.to_datetime(column, format=style, errors="coerce")
        found = read if found is None else found.fillna(read)
    if found is None:
        return pd.Series(None, index=raw.index, dtype=object)
    late = found > pd.Timestamp(2025, 12, 31)
    found = found.where(~late, found - pd.DateOffset(years=100))
    return found.where(found.dt.year > 1901).dt.strftime("%Y-%m-%d")


def _address(raw: pd.DataFrame, fields: dict) -> pd.Series:
    columns = fields.get("address", [])
    columns = [columns] if isinstance(columns, str) else columns
    joined = pd.Series("", index=raw.index)
    for column in columns:
        joined = joined + " " + raw[column]
    return joined.str.strip()


def _postcodes(raw: pd.DataFrame, fields: dict, address: pd.Series) -> pd.Series:
    own = _column(raw, fields, "postcode").str.upper()
    if own.str.fullmatch(r"\d{4}").mean() > 0.5:
        return own  # not of this country
    both = (own + " " + address.str.upper()).str.extract(_POSTCODE)
    return both[0] + " " + both[1]
