"""Numbers that agencies know people by, each valid in form and none of them anybody's.

NHS numbers begin 999, UPNs carry the pseudo-authorities 001 to 005, National Insurance numbers a prefix
that is kept for administration, and telephones lie in ranges that are not in service: the few thousand
numbers reserved for drama would put hundreds of strangers on one telephone.
"""

from random import Random

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
NHS_ROOM = 1_000_000
PHONE_ROOM = 9_999_991
INSURANCE_ROOM = 8_000_000
ODD_STEP = 7_368_787


class Numbers:
    """Hand out numbers once each, in an order that tells nothing about who stands beside whom."""

    def __init__(self, *, by: Random) -> None:
        self._nhs = by.randrange(NHS_ROOM)
        self._telephone = by.randrange(PHONE_ROOM)
        self._insured = by.randrange(INSURANCE_ROOM)
        self._serial = by.randrange(PHONE_ROOM)

    def nhs_number(self) -> str:
        """Return the next NHS number with a right check digit; about 900,000 people can have one."""
        while True:
            self._nhs = (self._nhs + 387_421) % NHS_ROOM
            body = f"999{self._nhs:06d}"
            check = 11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{body}{check % 11}"

    def mobile(self) -> str:
        """Return a mobile number in a range that no network has been given."""
        self._telephone = (self._telephone + ODD_STEP) % PHONE_ROOM
        return f"072{self._telephone + 10_000_000:08d}"

    def landline(self) -> str:
        """Return a number under 01632, a code that serves no town."""
        self._telephone = (self._telephone + ODD_STEP) % PHONE_ROOM
        return f"01632{self._telephone % 800_000 + 100_000:06d}"

    def serial(self) -> int:
        """Return a number below ten million that was not handed out before."""
        self._serial = (self._serial + ODD_STEP) % PHONE_ROOM
        return self._serial

    def upn(self, *, entry_year: int) -> str:
        """Return a unique pupil number issued in a pseudo-authority."""
        serial = self.serial()
        digits = f"{serial % 5 + 1:03d}{serial // 1000 % 10_000:04d}{entry_year % 100:02d}{serial % 1000:03d}"
        total = sum(int(d) * w for d, w in zip(digits, range(2, 14), strict=True))
        return UPN_LETTERS[total % 23] + digits

    def national_insurance(self) -> str:
        """Return a National Insurance number with an administrative prefix."""
        self._insured = (self._insured + ODD_STEP) % INSURANCE_ROOM
        rest, letter = divmod(self._insured, 4)
        prefix, digits = divmod(rest, 1_000_000)
        return f"{('PY', 'PZ')[prefix]}{digits:06d}{'ABCD'[letter]}"

    def pnc_id(self, *, year: int) -> str:
        """Return a Police National Computer identifier with its right letter."""
        serial = self.serial()
        return f"{year}/{serial:07d}{PNC_LETTERS[int(f'{year % 100:02d}{serial:07d}') % 23]}"
