"""Nine agencies' exports, each in a shape of its own, and the feeds.yaml that explains them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.identity import rows
from bench.identity.sightings import Sighting


@dataclass(frozen=True, kw_only=True)
class Agency:
    """One extract: its file, columns, what they mean, and how a sighting becomes a row.

    `mess` multiplies the rates of slips: a school's roll is kept better than a custody desk's book.
    """

    file: str
    mess: float
    columns: tuple[str, ...]
    feed: dict
    row: Callable[[Sighting, random.Random], tuple]


_SEX = {"M": "male", "F": "female", "U": None}

AGENCIES: dict[str, Agency] = {
    "police": Agency(
        file="police.csv",
        mess=1.5,
        columns=(
            "nominal_ref", "nominal_name", "aliases", "born", "stated_age", "sex",
            "last_known_address", "phone", "pnc_id", "involvement", "event_date",
        ),
        feed={
            "name": {"column": "nominal_name", "style": "FAMILY, given"},
            "other_names": {"column": "aliases", "separator": ";"},
            "date_of_birth": {"column": "born", "format": "%d-%b-%Y"},
            "age": "stated_age",
            "sex": {"column": "sex", "values": _SEX},
            "address": ["last_known_address"],
            "phone": "phone",
            "pnc_id": "pnc_id",
            "role": "involvement",
            "recorded_on": {"column": "event_date", "format": "%Y-%m-%d"},
        },
        row=rows.police,
    ),
    "school_census": Agency(
        file="school_census.csv",
        mess=0.5,
        columns=(
            "PupilID", "Surname", "Forename", "MiddleNames", "PreferredForename",
            "FormerSurname", "DOB", "Gender", "UPN", "Line1", "Line2", "Town", "PostCode",
            "ParentName", "ParentPhone", "ContactEmail", "CensusDate",
        ),
        feed={
            "family_name": "Surname",
            "given_names": "Forename",
            "middle_names": "MiddleNames",
            "known_as": "PreferredForename",
            "previous_family_name": "FormerSurname",
            "date_of_birth": {"column": "DOB", "format": "%d/%m/%Y"},
            "sex": {"column": "Gender", "values": {"1": "male", "2": "female", "9": None}},
            "upn": "UPN",
            "address": ["Line1", "Line2", "Town"],
            "postcode": "PostCode",
            "related_name": "ParentName",
            "phone": "ParentPhone",
            "email": "ContactEmail",
            "recorded_on": {"column": "CensusDate", "format": "%d/%m/%Y"},
        },
        row=rows.school,
    ),
    "gp": Agency(
        file="gp.csv",
        mess=0.45,
        columns=(
            "patient_id", "patient", "previous_surname", "birth_date", "death_date", "sex",
            "nhs_no", "addr1", "addr2", "addr3", "pc", "mobile", "email", "next_of_kin",
            "registered",
        ),
        feed={
            "name": {"column": "patient", "style": "title given family"},
            "previous_family_name": "previous_surname",
            "date_of_birth": {"column": "birth_date", "format": "%Y%m%d"},
            "date_of_death": {"column": "death_date", "format": "%Y%m%d"},
            "sex": {"column": "sex", "values": {"M": "male", "F": "female", "I": None}},
            "nhs_number": "nhs_no",
            "address": ["addr1", "addr2", "addr3"],
            "postcode": "pc",
            "phone": "mobile",
            "email": "email",
            "related_name": "next_of_kin",
            "recorded_on": {"column": "registered", "format": "%d.%m.%Y"},
        },
        row=rows.gp,
    ),
    "hospital": Agency(
        file="hospital.csv",
        mess=1.2,
        columns=(
            "attendance", "family", "given", "dob", "age_years", "sex", "nhs_number",
            "hospital_number", "address", "postcode", "contact_phone", "accompanied_by", "arrived",
        ),
        feed={
            "family_name": "family",
            "given_names": "given",
            "date_of_birth": {"column": "dob", "formats": ["%d/%m/%y", "%d/%m/%Y"]},
            "age": "age_years",
            "sex": {
                "column": "sex",
                "values": {"male": "male", "female": "female", "not stated": None},
            },
            "nhs_number": "nhs_number",
            "other_ids": {"hospital_number": "hospital_number"},
            "address": ["address"],
            "postcode": "postcode",
            "phone": "contact_phone",
            "related_name": "accompanied_by",
            "recorded_on": {"column": "arrived", "format": "%d/%m/%Y %H:%M"},
        },
        row=rows.hospital,
    ),
    "housing": Agency(
        file="housing.csv",
        mess=0.9,
        columns=(
            "person_ref", "full_name", "date_of_birth", "sex", "ni_no", "uprn", "tenancy_no",
            "property_address", "telephone", "email", "relationship", "start_date",
        ),
        feed={
            "name": {"column": "full_name", "style": "title given family"},
            "date_of_birth": {"column": "date_of_birth", "formats": ["%d %B %Y", "%Y"]},
            "sex": "sex",
            "ni_number": "ni_no",
            "uprn": "uprn",
            "household_ref": "tenancy_no",
            "address": ["property_address"],
            "phone": "telephone",
            "email": "email",
            "role": "relationship",
            "recorded_on": {"column": "start_date", "format": "%d %B %Y"},
        },
        row=rows.housing,
    ),
    "childrens_social_care": Agency(
        file="childrens_social_care.csv",
        mess=0.8,
        columns=(
            "person_id", "family_name", "given_names", "known_as", "other_names", "dob_or_edd",
            "gender", "upn", "nhs", "address", "postcode", "telephone", "family_no",
            "parent_or_carer", "role", "contact_date",
        ),
        feed={
            "family_name": "family_name",
            "given_names": "given_names",
            "known_as": "known_as",
            "other_names": {"column": "other_names", "separator": "|"},
            "date_of_birth": {"column": "dob_or_edd", "format": "%Y-%m-%d"},
            "sex": {
                "column": "gender",
                "values": {"Male": "male", "Female": "female", "Unborn": None, "Unknown": None},
            },
            "upn": "upn",
            "nhs_number": "nhs",
            "address": ["address"],
            "postcode": "postcode",
            "phone": "telephone",
            "household_ref": "family_no",
            "related_name": "parent_or_carer",
            "role": "role",
            "recorded_on": {"column": "contact_date", "format": "%Y-%m-%d"},
        },
        row=rows.childrens,
    ),
    "adult_social_care": Agency(
        file="adult_social_care.csv",
        mess=1.0,
        columns=(
            "client", "client_name", "likes_to_be_called", "born", "died", "sex", "nhs_number",
            "nino", "uprn", "home_address", "tel", "email", "main_carer", "referred_on",
        ),
        feed={
            "name": {"column": "client_name", "style": "family given"},
            "known_as": "likes_to_be_called",
            "date_of_birth": {"column": "born", "formats": ["%d/%m/%Y", "%Y"]},
            "date_of_death": {"column": "died", "format": "%d/%m/%Y"},
            "sex": "sex",
            "nhs_number": "nhs_number",
            "ni_number": "nino",
            "uprn": "uprn",
            "address": ["home_address"],
            "phone": "tel",
            "email": "email",
            "related_name": "main_carer",
            "recorded_on": {"column": "referred_on", "format": "%d/%m/%Y"},
        },
        row=rows.adults,
    ),
    "probation": Agency(
        file="probation.parquet",
        mess=0.8,
        columns=(
            "crn", "surname", "forenames", "alias_names", "date_of_birth", "gender", "pnc",
            "ni_number", "address", "phone", "sentence_date",
        ),
        feed={
            "family_name": "surname",
            "given_names": "forenames",
            "other_names": {"column": "alias_names", "separator": ","},
            "date_of_birth": "date_of_birth",
            "sex": "gender",
            "pnc_id": "pnc",
            "ni_number": "ni_number",
            "address": ["address"],
            "phone": "phone",
            "recorded_on": "sentence_date",
        },
        row=rows.probation,
    ),
    "voluntary": Agency(
        file="voluntary.csv",
        mess=1.6,
        columns=(
            "ref", "name", "nickname", "age", "dob", "gender", "address", "area", "phone",
            "email", "contact_person", "first_contact",
        ),
        feed={
            "name": {"column": "name", "style": "given family"},
            "known_as": "nickname",
            "age": "age",
            "date_of_birth": {"column": "dob", "format": "%d/%m/%y"},
            "sex": {"column": "gender", "values": {"m": "male", "f": "female"}},
            "address": ["address"],
            "postcode": "area",
            "phone": "phone",
            "email": "email",
            "related_name": "contact_person",
            "recorded_on": {"column": "first_contact", "format": "%b %d %Y"},
        },
        row=rows.voluntary,
    ),
}  # fmt: skip
