"""How what was said is shown: the same lines before it is sent and ever after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from openmash.contacts.questions.asking import YES_NO
from openmash.contacts.questions.people import PARTS, SEX
from openmash.contacts.questions.story import AGREEMENT, DANGER
from openmash.contacts.rules import RELATIONS
from openmash.contacts.words import Step, danger_tests, steps, tie_kinds

Line = Mapping[str, object]  # `key` and `value`, as a summary list shows them

KNOWN = dict(YES_NO)
TOLD = {**KNOWN, "some": "Some of them"}
LIVES = {**KNOWN, "comes_and_goes": "They come and go"}
KIND = {"worry": "A worry about somebody", "consultation": "A question"}
PART_WORDS = dict(PARTS)
PART_SHORT = {
    "child": "Child", "adult_at_risk": "Adult at risk", "household": "In the household",
    "feared": "May be causing harm", "other": "Somebody else",
}  # fmt: skip

# step -> (field of Answers and Contact, its name on the page, words for its codes)
LINES: Mapping[str, Sequence[tuple[str, str, Mapping[str, str]]]] = {
    "danger": (
        ("danger", "Danger now", dict(DANGER)),
        ("danger_done", "What was done about it", {}),
    ),
    "you": (
        ("kind", "What this is", KIND),
        ("referrer_name", "Name", {}),
        ("referrer_job", "Job", {}),
        ("referrer_body", "Works at", {}),
        ("referrer_phone", "Telephone", {}),
        ("referrer_email", "E-mail", {}),
    ),
    "home": (("not_known", "Not known", {}),),
    "seen": (
        ("seen", "Seen or heard (fact)", {}),
        ("happened_where", "Where", {}),
    ),
    "told": (("told", "Told by others (report)", {}),),
    "opinion": (("opinion", "What the writer makes of it (opinion)", {}),),
    "voice": (
        ("voice", "Their own words", {}),
        ("voice_of", "Whose words", {}),
        ("voice_before", "What came just before", {}),
        ("voice_heard_by", "Heard by", {}),
        ("voice_why_not", "Why there are no words yet", {}),
    ),
    "history": (
        ("history", "What came before", {}),
        ("done_so_far", "Done so far", {}),
    ),
    "family": (
        ("is_family_told", "Do they know", TOLD),
        ("agreement", "Do they agree", dict(AGREEMENT)),
        ("agreement_whose", "Whose agreement", {}),
        ("agreement_why", "If not told or asked, why", {}),
        ("safe_contact", "Safe to get in touch", KNOWN),
        ("safe_contact_how", "Whom to reach, how and when", {}),
        ("must_not_know", "Who must not know", {}),
        ("risk_to_staff", "Danger to who visits", {}),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What was said on one page of the worry."""

    step: Step
    lines: Sequence[Line]


def sections(said: object, *, without: str = "") -> list[Section]:
    """Return what was said, page by page; `said` is a draft's answers or a contact.

    `without` names an answer that the page shows elsewhere.
    """
    return [Section(step=step, lines=_lines(said, step.slug, without=without)) for step in steps()]


def unquoted(words: str) -> str:
    """Return words without the one pair of quotation marks round all of them, if there is one."""
    bare = words.strip()
    inner = bare[1:-1]
    is_quoted = (bare[:1], bare[-1:]) in (("“", "”"), ('"', '"')) and not set(inner) & set('“”"')
    return inner if is_quoted else words


def spoken(text: object) -> SafeString:
    """Return somebody's words as they wrote them: line ends kept, right-to-left names too."""
    return format_html('<span class="om-words" dir="auto">{}</span>', text)


def _lines(said: object, slug: str, *, without: str) -> list[Line]:
    lines = [
        dict(key=label, value=spoken(codes.get(value, value)))
        for name, label, codes in LINES.get(slug, ())
        if name != without and (value := getattr(said, name))
    ]
    return lines + _more(said, slug)


def _more(said: object, slug: str) -> list[Line]:
    """Return the lines that are put together from several answers."""
    if slug == "danger" and said.danger_tests:
        words = [test.words for key, test in danger_tests().items() if key in said.danger_tests]
        return [dict(key="Signs of danger", value=spoken("\n".join(words)))]
    if slug == "you":
        return _writer(said)
    if slug == "seen" and said.happened_on:
        when = known_date(said.happened_on, precision=said.happened_precision)
        return [dict(key="When", value=when)]
    if slug == "family" and said.as_typed:
        return [
            dict(key=f"{label}, as typed", value=spoken(v)) for label, v in said.as_typed.items()
        ]
    return []


def _writer(said: object) -> list[Line]:
    lines = []
    if said.referrer_relation:
        code, _, more = said.referrer_relation.partition(": ")
        words = ". ".join(part for part in (RELATIONS.get(code, code), more) if part)
        lines.append(dict(key="How they know them", value=spoken(words)))
    if said.is_confidential:
        lines.append(dict(key="Keep who said it from the family", value="Yes, it could be unsafe"))
    return lines


def person_lines(person: object, facts: object) -> list[Line]:
    """Return what was said of one person; `facts` are the writer's words or the record of them."""
    said = [
        ("Who this is", PART_WORDS.get(str(person.part), "")),
        ("What they are to the others", person.relation),
        ("Other names", ", ".join(facts.other_names)),
        ("Born", _birth(facts)),
        ("Age", "" if facts.age is None else str(facts.age)),
        ("Sex", dict(SEX).get(facts.sex, facts.sex)),
        ("Lives or stays", ", ".join(part for part in (facts.address, facts.postcode) if part)),
        ("Lives where the child or adult lives", LIVES.get(person.lives_there, "")),
        ("Last seen", _last_seen(person)),
        ("Seen alone", KNOWN.get(person.is_seen_alone, "")),
        ("School, nursery or doctor", person.known_to),
        ("Telephone", facts.phone),
        ("NHS number", facts.nhs_number),
        ("Language", facts.language),
        ("Ethnicity", facts.ethnicity),
        ("Needs", facts.needs),
        ("Parental responsibility", KNOWN.get(person.responsibility, "")),
        ("Knows of this", KNOWN.get(person.is_told, "")),
        ("Not known", person.not_known),
        *((f"{label}, as typed", words) for label, words in person.as_typed.items()),
    ]
    return [dict(key=key, value=spoken(value)) for key, value in said if value]


def _birth(facts: object) -> str:
    if facts.is_unborn:
        expected = f", expected {known_date(facts.expected_on)}" if facts.expected_on else ""
        return f"Not born yet{expected}"
    return known_date(facts.born_on, precision=facts.born_precision) if facts.born_on else ""


def _last_seen(person: object) -> str:
    when = known_date(person.last_seen_on) if person.last_seen_on else ""
    by = f"by {person.last_seen_by}" if person.last_seen_by else ""
    return " ".join(part for part in (when, by) if part)


def known_date(day: date, *, precision: str = "day") -> str:
    """Return a date as far as it is known: "2019", "March 2019", "4 March 2019"."""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B} {day.year}"
    return f"{'about ' if precision == 'estimated' else ''}{day.day} {day:%B} {day.year}"


def person_words(name: str, *, part: str, relation: str = "") -> str:
    """Return how a person is named on a page where they may have no name."""
    if name:
        return name
    return relation or {
        "child": "A child without a name yet", "adult_at_risk": "An adult without a name yet",
        "feared": "Somebody who may be causing harm",
    }.get(part, "Somebody without a name yet")  # fmt: skip


def tie_words(kind: str) -> str:
    """Return a tie as it stands between two names."""
    return tie_kinds().get(kind, kind.replace("_", " "))


def about_words(people: Iterable[object]) -> str:
    """Return whom a worry is about, in a line: "Wren Tallow, 6, and Kit Tallow, 1"."""
    named = [
        ", ".join(
            str(part)
            for part in (person_words(p.facts.name, part=p.part, relation=p.relation), p.facts.age)
            if part not in ("", None)
        )
        for p in people
        if p.part in ("child", "adult_at_risk")
    ]
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"
