# ruff: noqa: E501 - a table is read across, like a page.
"""Who is who, as it is said: what humans and the model say of records, and which people follow.

Records are numbered in the order in which they came. `1=2` is the model treating two as one;
`1=2!` a human saying *same*; `1#2!` a human saying *different*; `undo 3` takes back the third
thing that was said. People are written as their records, the one who keeps the reference of
record 1 as `1:`.
"""

import re
from datetime import date

from openmash.people.conflicts import why_two
from openmash.people.doubts import JOIN_FROM, STAY_FROM, finding
from openmash.people.ledger import Said, people
from openmash.people.matching import PartialDate, RecordFacts
from openmash.people.rules import PersonAsWritten

RECORDS = range(1, 7)


def who_is_who(text: str) -> str:
    """Return the people of more than one record, or parted, after all that was said."""
    said: list[Said] = []
    known_since: dict[str, int] = {}

    def now():
        found = people(RECORDS, said=said, known_since=known_since)
        for name in sorted(found.groups, key=lambda one: min(found.groups[one])):
            known_since.setdefault(name, len(known_since))
        return found

    now()
    spoken: list[Said] = []
    for words in filter(None, (part.strip() for part in text.split(","))):
        if words.startswith("undo"):
            said.remove(spoken[int(words.split()[1]) - 1])
        else:
            a, sign, b, human = re.fullmatch(r"(\d)([=#])(\d)(!?)", words).groups()
            bits = None if human else 20.0
            spoken.append(
                Said(number=len(spoken) + 1, a=int(a), b=int(b), is_same=sign == "=", bits=bits)
            )
            said.append(spoken[-1])
        found = now()
    return "; ".join(
        f"{re.match(r'r([0-9]+)', name)[1]}{'’' if '.' in name else ''}: {' '.join(map(str, sorted(group)))}"
        for name, group in sorted(found.groups.items(), key=lambda item: min(item[1]))
        if len(group) > 1 or "." in name
    )


def test_people_follow_from_what_was_said(holds):
    """A reference such as 1: is that of record 1; one that began by parting is marked ’."""
    holds(
        """
        said, in this order          | people                 | because
        -----------------------------|------------------------|--------
        1=2                          | 1: 1 2                 | the model treats them as one, and the older reference stays
        3=1                          | 1: 1 3                 | whichever was said first
        1=2, 3=4, 2=3!               | 1: 1 2 3 4             | a human joins two people
        1=2, 2=3                     | 1: 1 2 3               | a chain is one person where nobody says otherwise
        1=2, 2=3, 1#3!               | 1: 1 2                 | a human different is never passed by another path
        1#3!, 1=2, 2=3               | 1: 1 2                 | whenever it was said
        1=2, 1#2!                    |                        | the human wins over the model
        1#2!, 1=2                    |                        | also beforehand
        1=2, 1#2!, undo 2            | 1: 1 2                 | taken back, it is as it was
        1=2, 3=4, 2=3!, undo 3       | 1: 1 2; 3: 3 4         | both people are back under their own references
        1=2, 3=4, 5=6, 2=3!, 4=5!, undo 4 | 1: 1 2; 3: 3 4 5 6 | only what was taken back parts
        1=2, 2=3, 3=4, 1#2!          | 1’: 1; 1: 2 3 4        | the greater part keeps the reference
        """,
        answer=lambda row: {"people": who_is_who(row["said, in this order"])},
    )


def written(text: str, *, ref: str, contact: str) -> RecordFacts:
    """Read "Wren Tallow, F, born 2018-03-04, NHS 943 476 5919" as one record of one contact."""
    name, *rest = (part.strip() for part in text.split(","))
    said = dict(part.split(" ", 1) for part in rest if " " in part)
    day = said.get("born", "")
    return RecordFacts(
        ref=ref,
        contact_ref=contact,
        name=name,
        sex=next((part for part in rest if part in ("F", "M")), None),
        nhs_number=said.get("NHS"),
        date_of_birth=PartialDate.of(date.fromisoformat(day)) if day else None,
    )


def test_when_joining_two_people_needs_a_second_person(holds):
    """Where something that never changes differs, one pair of eyes is not enough."""
    holds(
        """
        one                            | other                          | second person | because
        -------------------------------|--------------------------------|---------------|--------
        Wren Tallow, born 2018-03-04   | Wren Talow, born 2018-03-04    | no            | a spelling
        Wren Tallow, born 2018-03-04   | Wren Tallow, born 2018-04-03   | no            | day and month changed about: a slip
        Wren Tallow, born 2018-03-04   | Wren Tallow, born 2018-01-01   | no            | 1 January often stands for the year
        Wren Tallow, born 2018-03-04   | Wren Tallow, born 2011-11-19   | yes           | no child has two birthdays
        Wren Tallow, NHS 943 476 5919  | Wren Tallow, NHS 999 000 0018  | yes           | two numbers, and both check
        Wren Tallow, NHS 943 476 5919  | Wren Tallow, NHS 943 476 5918  | no            | the second does not check: mistyped
        Wren Tallow, F                 | Kit Tallow, M                  | yes           | sister and brother
        Sam Tallow, F                  | Samantha Tallow, M             | no            | a short form, and a slip of the sex
        """,
        answer=lambda row: {
            "second person": "yes"
            if why_two(
                [written(row["one"], ref="1", contact="C-1")],
                [written(row["other"], ref="2", contact="C-2")],
            )
            else "no"
        },
    )


def test_joining_needs_more_than_staying_joined(holds):
    """Two lines, so that nobody comes and goes with every new version of the model."""
    lines = {
        "under the lower line": STAY_FROM - 1,
        "between the lines": (STAY_FROM + JOIN_FROM) / 2,
        "over the upper line": JOIN_FROM + 1,
    }
    holds(
        """
        looked at again        | they are | a human is asked | because
        -----------------------|----------|------------------|--------
        under the lower line   | one      | whether to part  | the model would not even show them as possible
        between the lines      | one      | nothing          | it was enough to join once, and is enough to stay
        between the lines      | two      | nothing          | it is not enough to join
        over the upper line    | two      | whether to join  | the model changes nobody by itself at night
        over the upper line    | one      | nothing          | they agree
        """,
        answer=lambda row: {
            "a human is asked": {
                "": "nothing",
                "join": "whether to join",
                "part": "whether to part",
            }[finding(lines[row["looked at again"]], is_one=row["they are"] == "one")]
        },
    )


def test_what_was_written_of_a_person_may_be_next_to_nothing():
    """A caller who gives no name is kept like everybody else."""
    assert PersonAsWritten(role="caller").name == ""
