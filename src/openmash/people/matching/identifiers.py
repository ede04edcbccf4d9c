"""Identifiers as written, whether each passes its own check, and telephone numbers and e-mails.

A number that does not check is never thrown away and never trusted: it is kept as written, and
two records that share it share a fair sign and no more. No identifier is blind truth: numbers
are typed onto the wrong child's record, so a number alone is weighed with everything else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from stdnum.gb import nhs, upn

VALID, DOES_NOT_CHECK, BLANK = "valid", "does not check", "blank"

_NATIONAL = {"nhs_number", "upn", "pnc_id", "ni_number", "cro", "uln"}  # one a person, anywhere
_NINO = re.compile(
    r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]", re.IGNORECASE
)
_NO_DIGIT, _ABROAD = re.compile(r"\D"), re.compile(r"^(0044|44)(?=\d{9,10}$)")
_NO_SIGN = re.compile(r"[^A-Za-z0-9]")
_PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_SPOKEN = {
    "nhs_number": "NHS number",
    "upn": "unique pupil number",
    "pnc_id": "police national computer ID",
    "ni_number": "National Insurance number",
    "cro": "criminal records number",
    "uln": "unique learner number",
}


@dataclass(frozen=True, kw_only=True)
class Identifier:
    """One identifier: its scheme, the number with spaces and signs taken out, and its check."""

    scheme: str
    number: str = field(repr=False)
    check: str  # valid, does not check, or blank

    @property
    def spoken(self) -> str:
        return _SPOKEN.get(self.scheme, self.scheme.replace("_", " "))

    @property
    def is_national(self) -> bool:
        return self.scheme in _NATIONAL


def _upn_checks(number: str) -> bool:
    # stdnum refuses the pseudo authorities 001-005, which schools do use, so only the sum is asked.
    shape = re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", number)
    return bool(shape) and bool(upn.calc_check_digit(number[1:]) == number[0])


def _pnc_checks(number: str) -> bool:
    found = re.fullmatch(r"(?:\d{2})?(\d{2})(\d{7})([A-Z])", number)
    return found is not None and _PNC_LETTERS[int(found[1] + found[2]) % 23] == found[3]


def _uln_checks(number: str) -> bool:
    if not re.fullmatch(r"[1-9]\d{9}", number):
        return False
    return sum(int(d) * w for d, w in zip(number, range(10, 0, -1), strict=True)) % 11 == 10


def _has_substance(number: str) -> bool:
    return len(number) >= 4 and len(set(number)) > 1


_CHECKS: dict[str, Callable[[str], bool]] = {
    "nhs_number": lambda n: len(set(n)) > 1 and bool(nhs.is_valid(n)),
    "upn": _upn_checks,
    "ni_number": lambda n: bool(_NINO.fullmatch(n)),
    "pnc_id": _pnc_checks,
    "uln": _uln_checks,
}


@lru_cache(maxsize=100_000)
def read_identifier(scheme: str, written: str) -> Identifier:
    """Return the identifier with its check: valid, does not check, or blank.

    Schemes without a published check are valid when they hold at least four signs that are
    not all alike, so that "0000" and "n/a" join nobody.
    """
    number = _NO_SIGN.sub("", written or "").upper()
    if not number or number in {"NA", "NK", "UNKNOWN", "NONE", "NOTKNOWN"}:
        return Identifier(scheme=scheme, number="", check=BLANK)
    if scheme == "pnc_id":
        number = _full_pnc(written.upper())
    check = _CHECKS.get(scheme, _has_substance)
    return Identifier(
        scheme=scheme, number=number, check=VALID if check(number) else DOES_NOT_CHECK
    )


def _full_pnc(written: str) -> str:
    """Return a PNC ID with its serial filled up: 20/1E is 200000001E."""
    found = re.fullmatch(r"\s*(?:\d{2})?(\d{2})\s*/?\s*(\d{1,7})\s*([A-Z])\s*", written)
    if "/" not in written or not found:
        plain_number = re.sub(r"[^A-Z0-9]", "", written)
        return plain_number[2:] if re.fullmatch(r"\d{11}[A-Z]", plain_number) else plain_number
    return f"{found[1]}{int(found[2]):07d}{found[3]}"


def is_one_slip(a: str, b: str) -> bool:
    """Say whether two numbers differ by one wrong sign or by two neighbours changed about."""
    if len(a) != len(b):
        return False
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and a[i] == b[j] and a[j] == b[i]
    return len(wrong) == 1


@lru_cache(maxsize=50_000)
def read_phone(written: str) -> str:
    """Return the digits of a telephone number in its national form, or an empty string."""
    digits = _NO_DIGIT.sub("", written.replace("(0)", ""))
    digits = _ABROAD.sub("0", digits)
    return digits if len(digits) >= 9 and len(set(digits)) > 2 else ""


def read_email(written: str) -> str:
    """Return an e-mail address in lower case, or an empty string where it is none."""
    text = written.strip().lower()
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) else ""
