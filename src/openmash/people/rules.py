"""What a person is when somebody writes them down, and what may be said of who is who."""

from dataclasses import dataclass, field
from datetime import date

from openmash.errors import BadInput, RuleBroken

LONGEST = {
    "name": 300, "given_names": 200, "family_name": 200, "address": 500, "postcode": 20,
    "area": 120, "uprn": 20, "nhs_number": 40, "upn": 40, "phone": 60, "email": 200,
    "ethnicity": 80, "language": 80, "needs": 500, "role": 60, "sex": 10,
}  # fmt: skip
PRECISIONS = ("", "day", "month", "year", "estimated")
OLDEST = 130  # whole years


@dataclass(frozen=True, kw_only=True)
class PersonAsWritten:
    """One person as somebody wrote them down: nothing is corrected, and anything may be missing.

    `born_precision` says how much of `born_on` is known: day, month, year or estimated. `age`
    is in whole years on the day of recording. `role` is what they are called there ("child",
    "mother's partner"). `addresses_of_others` are those given for the people beside them.

    Raises:
        BadInput: a value cannot be kept, because it is too long or of no known kind.
    """

    name: str = field(default="", repr=False)
    given_names: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    other_names: tuple[str, ...] = field(default=(), repr=False)
    born_on: date | None = field(default=None, repr=False)
    born_precision: str = ""
    expected_on: date | None = field(default=None, repr=False)
    is_unborn: bool = False
    died_on: date | None = field(default=None, repr=False)
    age: int | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)
    area: str = field(default="", repr=False)
    uprn: str = field(default="", repr=False)
    nhs_number: str = field(default="", repr=False)
    upn: str = field(default="", repr=False)
    other_identifiers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    ethnicity: str = field(default="", repr=False)
    language: str = field(default="", repr=False)
    needs: str = field(default="", repr=False)
    role: str = field(default="", repr=False)
    related_names: tuple[str, ...] = field(default=(), repr=False)
    addresses_of_others: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                raise BadInput(f"{name}: this is longer than {most} letters. Shorten it.")
        if self.born_precision not in PRECISIONS:
            raise BadInput("born_precision: say day, month, year or estimated.")
        if self.age is not None and not 0 <= self.age <= OLDEST:
            raise BadInput(f"age: give an age in whole years between 0 and {OLDEST}.")


def check_reason(why: str) -> None:
    """Refuse an answer about who is who without a reason: the next reader needs it.

    Raises:
        RuleBroken: nothing was written.
    """
    if not why.strip():
        raise RuleBroken("Write your reason, so that whoever reads this next can follow it.")


def check_two(a: int, b: int) -> None:
    """Refuse to compare a record with itself.

    Raises:
        RuleBroken: both are one record.
    """
    if a == b:
        raise RuleBroken("This is one record, not two. Choose two records to compare.")


def check_one_shield(one_is_restricted: bool, other_is_restricted: bool) -> None:
    """Refuse to join a shielded record with one that others may read: it would show the shielded.

    Raises:
        RuleBroken: only one of the two is restricted to named readers.
    """
    if one_is_restricted != other_is_restricted:
        raise RuleBroken(
            "One of these is restricted to named readers, and joining them would show it to "
            "others. Say “cannot tell yet”, and ask the hub manager who should read both."
        )


def check_not_different(is_said_different: bool) -> None:
    """Refuse to join what a human keeps apart: only taking that word back opens the way.

    Raises:
        RuleBroken: somebody said that the two are different people.
    """
    if is_said_different:
        raise RuleBroken(
            "Somebody said that these are different people, and that stands. If it was wrong, "
            "undo it on the person's page first, and then say that they are the same."
        )


def check_not_same(is_said_same: bool) -> None:
    """Refuse to part what a human joined: two humans' words must not stand against each other.

    Raises:
        RuleBroken: somebody said that the two are one person.
    """
    if is_said_same:
        raise RuleBroken(
            "Somebody said that these are the same person, and that stands. If it was wrong, "
            "undo it on the person's page first, and then say that they are different."
        )


def check_undo(*, says: str, is_undone: bool) -> None:
    """Refuse to take back what was taken back already, or what joined and parted nobody.

    Raises:
        RuleBroken: there is nothing to take back.
    """
    if is_undone:
        raise RuleBroken("This was taken back already. To say it again, compare the two records.")
    if says not in ("same", "different", "unsure", "proposed"):
        raise RuleBroken("This entry joined and parted nobody, so there is nothing to take back.")


def check_proposal(*, says: str, is_answered: bool, is_undone: bool) -> None:
    """Refuse to answer what is no proposal, or what was answered or taken back already.

    Raises:
        RuleBroken: nothing waits for a second person here.
    """
    if says != "proposed" or is_answered or is_undone:
        raise RuleBroken(
            "This does not wait for a second person any more: it was answered or taken back. "
            "Look at the person's page for what was said."
        )


def check_second(*, first: int | None, second: int) -> None:
    """Refuse the word of whoever proposed it: a second person is somebody else.

    Raises:
        RuleBroken: both are one practitioner.
    """
    if first == second:
        raise RuleBroken(
            "You proposed this yourself, so somebody else must look at it. "
            "Ask a colleague of the hub to open this page, or take your proposal back."
        )


def check_none_waits(is_waiting: bool) -> None:
    """Refuse to say *same* again while the first word waits for a second person.

    Raises:
        RuleBroken: a proposal to join these two people is open.
    """
    if is_waiting:
        raise RuleBroken(
            "Somebody proposed already that these are the same person, and it waits for a second "
            "person. Answer it under “Waiting for a second person” in the list of matches."
        )


def check_not_cleared(is_cleared: bool) -> None:
    """Refuse to settle a doubt twice.

    Raises:
        RuleBroken: somebody settled it already.
    """
    if is_cleared:
        raise RuleBroken("Somebody settled this already. The person's page says who, and why.")
