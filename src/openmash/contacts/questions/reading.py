"""Read a draft: what could be read becomes answers, what could not stays beside them as typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from openmash.contacts.answers import Answers, Part, PersonInContact, TieSaid
from openmash.contacts.questions.asking import Raw, posted_again, typed_words
from openmash.contacts.questions.people import PersonForm, birth_faults
from openmash.contacts.questions.story import STEP_FORMS
from openmash.contacts.typed import on_one_line
from openmash.contacts.words import danger_tests, not_known_choices, tie_kinds
from openmash.design.forms import DateAsKnown
from openmash.people.rules import PersonAsWritten

THE_WRITER = "the person who wrote this"
TEST_GROUPS = ("tests_both", "tests_child", "tests_adult")
# Answers whose words stand in the contact under the same name.
SAME_NAME = {
    "you": ("referrer_name", "referrer_job", "referrer_body", "referrer_phone"),
    "seen": ("seen", "happened_where"),
    "told": ("told",),
    "opinion": ("opinion",),
    "voice": ("voice", "voice_of", "voice_before", "voice_why_not"),
    "history": ("history", "done_so_far"),
    "family": (
        "is_family_told", "agreement", "agreement_whose", "agreement_why", "safe_contact",
        "safe_contact_how", "must_not_know", "risk_to_staff",
    ),
}  # fmt: skip
OF_THEIR_DAYS = (
    "relation", "lives_there", "last_seen_by", "is_seen_alone", "known_to", "responsibility",
    "is_told", "not_known",
)  # fmt: skip
# Kept in the record as far as they fit even where they do not check; whole in `as_typed`.
KEPT_IN_PART = {"name": 300, "address": 500, "postcode": 20, "nhs_number": 40, "needs": 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that could not be read or looks odd: kept as typed, and shown before sending.

    `person` is the key of the person whom it is about, or blank.
    """

    step: str
    words: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A draft that was read: its answers, and the notes about what is kept as typed."""

    answers: Answers
    notes: tuple[Note, ...] = ()


def read_draft(raw: Mapping[str, object], *, email: str = "", today: date) -> Read:
    """Return the answers of a draft and the notes about what could not be read.

    Never raises for anything that somebody typed.
    """
    forms_of = {slug: posted_again(STEP_FORMS[slug], raw.get(slug) or {}) for slug in STEP_FORMS}
    found: dict[str, object] = {"referrer_email": email}
    notes: list[Note] = []
    as_typed: dict[str, str] = {}
    for slug, form in forms_of.items():
        if raw.get(slug) and not form.is_valid():
            notes += [Note(step=slug, words=words) for words in _faults(form)]
            as_typed |= _unread(form)
    for slug, names in SAME_NAME.items():
        found |= {name: _text(forms_of[slug], name) for name in names}
    found |= _danger(forms_of) | _writer(forms_of["you"]) | _event(forms_of["seen"])
    found |= _voice(forms_of["voice"], kind=str(found["kind"])) | _home(forms_of["home"])
    happened = _date(forms_of["seen"], "happened")
    written = list(raw.get("people") or [])
    people = [_person(one, happened=happened, today=today) for one in written]
    notes += [note for _, about in people for note in about]
    answers = Answers(
        **found,
        as_typed=as_typed,
        people=tuple(person for person, _ in people),
        ties=tuple(_ties(raw.get("ties") or [], keys=[one.get("key", "") for one in written])),
    )
    return Read(answers=answers, notes=tuple(notes))


def when_it_happened(raw: Mapping[str, object]) -> DateAsKnown | None:
    """Return when it happened, as far as a draft says and as far as that can be read."""
    form = posted_again(STEP_FORMS["seen"], raw.get("seen") or {})
    form.is_valid()
    return _date(form, "happened")


def _text(form: forms.Form, name: str) -> str:
    """Return a field's words; those too long for their column wait in `as_typed`."""
    value = (getattr(form, "cleaned_data", None) or {}).get(name)
    return value if isinstance(value, str) and value.strip() else ""


def _date(form: forms.Form, name: str) -> DateAsKnown | None:
    return (getattr(form, "cleaned_data", None) or {}).get(name) or None


def _faults(form: forms.Form) -> Iterator[str]:
    for errors in form.errors.values():
        yield from (str(error) for error in errors)


def _unread(form: forms.Form) -> dict[str, str]:
    typed = {
        str(form[name].label): typed_words(form, name)
        for name in form.errors
        if name in form.fields
    }
    return {label: words for label, words in typed.items() if words}


def _danger(forms_of: Mapping[str, forms.Form]) -> dict[str, object]:
    danger, now = forms_of["danger"], forms_of["danger-now"]
    danger.is_valid()
    now.is_valid()
    ticked = {test for group in TEST_GROUPS for test in now.cleaned_data.get(group) or []}
    return {
        "danger": _text(danger, "danger"),
        "danger_tests": tuple(test for test in danger_tests() if test in ticked),
        "danger_done": _text(now, "danger_done"),
    }


def _writer(form: forms.Form) -> dict[str, object]:
    code, more = _text(form, "relation"), _text(form, "relation_words")
    return {
        "kind": _text(form, "kind") or "worry",
        "referrer_relation": ": ".join(part for part in (code, more) if part),
        "is_confidential": _text(form, "is_confidential") == "yes",
    }


def _event(form: forms.Form) -> dict[str, object]:
    happened = _date(form, "happened")
    return {
        "happened_on": happened.first_day if happened else None,
        "happened_precision": happened.precision if happened else "",
    }


def _voice(form: forms.Form, *, kind: str) -> dict[str, object]:
    heard, words = _text(form, "voice_heard"), _text(form, "voice")
    by = {"me": THE_WRITER, "other": _text(form, "voice_heard_name") or "Somebody else"}.get(
        heard, ""
    )
    why_not = _text(form, "voice_why_not")
    if heard == "nobody" and not words and not why_not and kind == "worry":
        why_not = "Nobody has spoken with them yet."
    return {"voice_heard_by": by, "voice_why_not": why_not}


def _home(form: forms.Form) -> dict[str, object]:
    ticked = (getattr(form, "cleaned_data", None) or {}).get("not_known") or []
    lines = [words for code, words in not_known_choices() if code in ticked]
    return {"not_known": "\n".join([*lines, _text(form, "not_known_words")]).strip()}


def _person(
    one: Raw, *, happened: DateAsKnown | None, today: date
) -> tuple[PersonInContact, list[Note]]:
    form = posted_again(PersonForm, one.get("raw") or {})
    form.is_valid()
    key, as_typed = str(one.get("key", "")), _unread(form)
    notes = [Note(step="people", words=words, person=key) for words in _faults(form)]
    born = _date(form, "born")
    odd = birth_faults(born or DateAsKnown(), happened=happened, today=today)
    if odd:
        notes.append(Note(step="people", words=odd, person=key))
    kept = {
        name: on_one_line(typed_words(form, name))[:most] for name, most in KEPT_IN_PART.items()
    }
    last_seen = _date(form, "last_seen")
    if last_seen and last_seen.precision != "day":
        as_typed |= {"When were they last seen?": str(last_seen)}
    facts = _facts(form, born=born, **kept)
    person = PersonInContact(
        part=Part(_text(form, "part") or "other"),
        facts=facts,
        last_seen_on=last_seen.first_day if last_seen else None,
        is_seen="yes" if last_seen else "",
        as_typed=as_typed,
        **{name: _text(form, name) for name in OF_THEIR_DAYS},
    )
    return person, notes


def _facts(form: forms.Form, *, born: DateAsKnown | None, **kept: str) -> PersonAsWritten:
    expected = _date(form, "expected")
    others = [on_one_line(name) for name in _text(form, "other_names").split(",")]
    return PersonAsWritten(
        other_names=tuple(name for name in others if name),
        born_on=born.first_day if born else None,
        born_precision=born.precision if born else "",
        expected_on=expected.first_day if expected else None,
        is_unborn=bool(form.cleaned_data.get("unborn")),
        age=form.cleaned_data.get("age"),
        sex=_text(form, "sex"),
        phone=_text(form, "phone"),
        ethnicity=_text(form, "ethnicity"),
        language=_text(form, "language"),
        role=on_one_line(_text(form, "relation"))[:60] or _text(form, "part"),
        **kept,
    )


def _ties(said: Sequence[Raw], *, keys: Sequence[str]) -> Iterator[TieSaid]:
    for tie in said:
        who, whom = str(tie.get("who", "")), str(tie.get("whom", ""))
        if who in keys and whom in keys and who != whom and tie.get("kind") in tie_kinds():
            yield TieSaid(
                from_position=keys.index(who), to_position=keys.index(whom), kind=str(tie["kind"])
            )
