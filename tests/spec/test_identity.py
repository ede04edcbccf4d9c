# ruff: noqa: E501 - a table is read across, like a page.
"""Who is who, as it is said: what humans and the model say of records, and which people follow.

Records are numbered in the order in which they came. `1=2` is the model treating two as one;
`1=2!` a human saying *same*; `1#2!` a human saying *different*; `undo 3` takes back the third
thing that was said. People are written as their records, the one who keeps the reference of
record 1 as `1:`.
"""

import re

from openmash.people.ledger import Said, people
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


def test_what_was_written_of_a_person_may_be_next_to_nothing():
    """A caller who gives no name is kept like everybody else."""
    assert PersonAsWritten(role="caller").name == ""
