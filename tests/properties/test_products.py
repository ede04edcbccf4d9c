"""Laws of what leaves the hub, for any pieces, marks, recipients and words."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from openmash.products.composing import compose
from openmash.products.grading import Conditions, sanitisation_checklist
from openmash.products.pieces import (
    Flag,
    Kind,
    PersonRef,
    PieceForProduct,
    Recipient,
    Restriction,
    Verdict,
)
from openmash.products.product_types import RecipientKind, product_type, product_types
from openmash.products.rules import may_include
from openmash.products.sheet import render_pdf
from openmash.products.written import Action, Analysis, Decision, Header, Subject, Unknown

NOW = datetime(2026, 11, 23, 15, 52, tzinfo=UTC)
PEOPLE = tuple(PersonRef(ref=f"p-{number}", shown_as=f"Person{number} Test") for number in range(3))

flags = st.frozensets(st.sampled_from(list(Flag)), max_size=3)
bases = st.sampled_from([("A6_E",), ("A6_E", "A9_G"), ()])
purposes = st.frozensets(st.sampled_from(["S47", "S42", "WELFARE"]), max_size=2)
conditions = st.none() | st.builds(
    Conditions,
    action=st.sampled_from(["", "A1", "A2", "A3"]),
    sanitisation=st.sampled_from(["", "S1", "S2"]),
    instructions=st.sampled_from(["", "Not to be quoted."]),
    ticked=st.sampled_from([frozenset(), frozenset(sanitisation_checklist())]),
    originator_agreed_on=st.none() | st.just(date(2026, 11, 22)),
    rationale=st.sampled_from(["", "Mistaken before."]),
)


@st.composite
def pieces(draw, ref="E-1", *, what="what", gist="gist"):
    return PieceForProduct(
        ref=ref,
        agency_ref=draw(st.sampled_from(["school", "police", "gp"])),
        agency_class="an agency",
        about=tuple(draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2))),
        what=what,
        gist=draw(st.sampled_from([None, "", gist])),
        happened_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2026, 11, 23))),
        known_on=date(2026, 11, 20),
        kind=draw(st.sampled_from(list(Kind))),
        first_hand=draw(st.booleans()),
        grade=draw(st.sampled_from(["", "1AP", "2BC", "3EP", "E41", "??"])),
        conditions=draw(conditions),
        restriction=draw(st.sampled_from(list(Restriction))),
        lawful_bases=draw(bases),
        is_third_party=draw(st.booleans()),
        relevant_for=draw(purposes),
        is_intelligence=draw(st.booleans()),
        flags=draw(flags),
    )


ALL_REFS = frozenset(f"E-{number}" for number in range(5))

recipients = st.builds(
    Recipient,
    ref=st.just("r-1"),
    agency_ref=st.sampled_from(["", "school", "police", "social-care"]),
    sector=st.sampled_from(["police", "health"]),
    kind=st.sampled_from(list(RecipientKind)),
    is_linked_to_feared_person=st.sampled_from([True, False, None]),
    purposes=purposes,
    readers=st.sampled_from([(), ("A reader",)]),
    gets_receipt_only=st.booleans(),
    cleared_for=flags,
)
types = st.sampled_from(list(product_types().values()))


def verdict(piece, recipient, kind):
    return may_include(piece, recipient=recipient, product_type=kind).verdict


@given(piece=pieces(), recipient=recipients, kind=types, mark=st.sampled_from(list(Flag)))
def test_one_more_mark_never_lets_more_go(piece, recipient, kind, mark):
    """But `safety`, which is what lets a piece into a safety note at all."""
    marked = replace(piece, flags=piece.flags | {mark})

    if mark is not Flag.SAFETY:
        assert verdict(marked, recipient, kind) >= verdict(piece, recipient, kind)


@given(piece=pieces(), recipient=recipients, kind=types)
def test_the_agencys_limit_is_never_loosened(piece, recipient, kind):
    ladder = [Restriction.SHARE, Restriction.GIST, Restriction.MEETING_ONLY, Restriction.SEALED]
    found = [verdict(replace(piece, restriction=limit), recipient, kind) for limit in ladder]

    assert found == sorted(found)
    assert found[2] is found[3] is Verdict.WITHHOLD
    assert found[1] is not Verdict.INCLUDE


@given(piece=pieces(), recipient=recipients, kind=types)
def test_a_recipient_with_a_link_never_gets_more_than_one_without(piece, recipient, kind):
    linked = replace(recipient, is_linked_to_feared_person=True)
    free = replace(recipient, is_linked_to_feared_person=False)
    hidden = replace(piece, flags=piece.flags | {Flag.ADDRESS_WITHHELD})

    assert verdict(piece, linked, kind) >= verdict(piece, free, kind)
    assert verdict(hidden, linked, kind) is Verdict.WITHHOLD


@given(piece=pieces(), recipient=recipients, kind=types)
def test_nothing_goes_without_a_basis_a_purpose_and_a_reader(piece, recipient, kind):
    assert verdict(replace(piece, lawful_bases=()), recipient, kind) is Verdict.WITHHOLD
    assert verdict(piece, replace(recipient, purposes=frozenset()), kind) is Verdict.WITHHOLD
    assert verdict(piece, replace(recipient, readers=()), kind) is Verdict.WITHHOLD


@given(piece=pieces(), recipient=recipients, kind=types)
def test_covert_development_leaves_for_nobody(piece, recipient, kind):
    covert = Conditions(action="A1", sanitisation="S1", instructions="None.")
    covert = replace(covert, ticked=frozenset(sanitisation_checklist()))
    piece = replace(piece, grade="1AC", conditions=covert)

    assert verdict(piece, recipient, kind) is Verdict.WITHHOLD


@given(piece=pieces(), recipient=recipients)
def test_a_referrer_gets_no_line_of_another_agency(piece, recipient):
    referrer = replace(recipient, kind=RecipientKind.REFERRER)
    for kind in product_types().values():
        if verdict(piece, referrer, kind) is not Verdict.WITHHOLD:
            assert piece.agency_ref == referrer.agency_ref


# Laid over most pieces, or hardly anything would go and the laws would hold for nothing.
plain_traits = st.fixed_dictionaries(
    {
        "flags": st.sampled_from([frozenset(), frozenset({Flag.SAFETY})]),
        "grade": st.sampled_from(["", "", "1AP"]),
        "is_intelligence": st.just(False),
        "conditions": st.none(),
        "restriction": st.sampled_from([Restriction.SHARE, Restriction.SHARE, Restriction.GIST]),
        "relevant_for": st.just(frozenset({"S47"})),
        "lawful_bases": st.just(("A6_E",)),
    }
) | st.just({})


# Distinct words for each piece, so that any of them found outside is a leak.
def own_words(number: int, *, of: str) -> str:
    return f"{of}{number}alpha {of}{number}beta {of}{number}gamma"


@st.composite
def situations(draw):
    """Return the arguments of `compose`: an author who repeats any piece anywhere.

    Most recipients fit the type, or hardly anything would go and the laws would hold for nothing.
    """
    kind = draw(types)
    recipient = draw(recipients)
    if draw(st.integers(0, 3)):
        recipient = replace(
            recipient,
            gets_receipt_only=False,
            kind=draw(st.sampled_from(sorted(kind.to))),
            purposes=frozenset({"S47", "S42"}),
            readers=("A reader",),
            is_linked_to_feared_person=draw(st.sampled_from([False, False, True])),
        )
    given_pieces = [
        draw(
            pieces(
                f"E-{number}", what=own_words(number, of="what"), gist=own_words(number, of="gist")
            )
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    given_pieces = [replace(piece, **draw(plain_traits)) for piece in given_pieces]
    texts = [piece.what for piece in given_pieces] + [own_words(n, of="gist") for n in range(5)]
    prose = st.lists(st.sampled_from(["We think:", *texts]), max_size=2).map(" ".join)
    header = Header(
        reference="ASH-2026-0417/P1",
        author="A",
        author_role="hub",
        written_at=NOW,
        expires_on=date(2026, 12, 20),
        bases=tuple(draw(st.lists(prose, max_size=2))),
        purpose=draw(prose),
        necessity=draw(prose),
        questions_to="01632 960 100",
        second_reader="B",
        heading=draw(prose),
        conditions=tuple(draw(st.lists(prose, max_size=2))),
    )
    return {
        "product_type": kind,
        "recipient": draw(st.sampled_from([recipient, recipient, recipient, None])),
        "header": header,
        "subjects": [
            Subject(ref=who.ref, shown_as=who.shown_as, born=draw(prose), voice_missing=draw(prose))
            for who in PEOPLE[: draw(st.integers(0, 2))]
        ],
        "pieces": given_pieces,
        "analysis": Analysis(words=draw(prose), confidence=draw(prose)),
        "decision": Decision(
            outcome=draw(prose),
            reason=draw(prose),
            led_by=draw(prose),
            general_outcome=draw(prose),
            general_reason=draw(prose),
            next_steps=(draw(prose),),
        ),
        "actions": [
            Action(what=draw(prose), by_when=draw(prose), agency_ref=agency, who=draw(prose))
            for agency in ("school", "social-care")
        ],
        "unknowns": [Unknown(what=draw(prose), finds_out=draw(prose))],
        "safe_contact": draw(prose),
        "chosen": draw(st.just(ALL_REFS) | st.frozensets(st.sampled_from(sorted(ALL_REFS)))),
    }


def forbidden(made, given_pieces):
    """Return every text that may not be reachable from the recipient's part.

    Whoever has a whole piece may read its gist too; whoever has the gist may not read the whole.
    """
    whole = {line.piece.ref for line in made.included if line.inclusion.verdict is Verdict.INCLUDE}
    texts = {
        text
        for piece in given_pieces
        if piece.ref not in whole
        for text in (piece.what, piece.gist)
        if text
    }
    return texts - {line.text for line in made.included}


@given(situation=situations())
@settings(max_examples=150, deadline=None)
def test_no_withheld_word_is_reachable_from_the_recipients_part(situation):
    made = compose(**situation)

    sent = made.sheet_json()
    for text in forbidden(made, situation["pieces"]):
        assert text not in sent
    kept = {line.piece.ref for line in made.included}, {piece.ref for piece in made.withheld}
    assert kept[0] | kept[1] == {piece.ref for piece in situation["pieces"]}
    assert not kept[0] & kept[1]
    assert kept[0] <= situation["chosen"]


@given(situation=situations())
@settings(max_examples=15, deadline=None)
def test_no_withheld_word_stands_on_the_printed_page(situation):
    made = compose(**situation)
    pdf = render_pdf(made, partnership_name="Ashmere safeguarding hub", now=NOW)

    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in forbidden(made, situation["pieces"]):
        assert words not in text


@given(words=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
@settings(max_examples=30, deadline=None)
def test_any_words_at_all_can_be_printed(words):
    piece = PieceForProduct(
        ref="E-1",
        agency_ref="school",
        agency_class=words,
        about=(PEOPLE[0],),
        what=words,
        known_on=date(2026, 11, 20),
        kind=Kind.FACT,
        first_hand=True,
        restriction=Restriction.SHARE,
        lawful_bases=("A6_E",),
        is_third_party=False,
    )
    recipient = Recipient(
        ref="r-1",
        agency_ref="school",
        sector="education",
        kind=RecipientKind.STATUTORY_TEAM,
        is_linked_to_feared_person=False,
        purposes=frozenset({"S47"}),
        readers=(words,),
        shown_as=words,
    )
    header = Header(
        reference="ASH-2026-0417/P1",
        author=words,
        author_role=words,
        written_at=NOW,
        expires_on=None,
        bases=(words,),
        purpose=words,
        necessity=words,
        questions_to=words,
        heading=words,
    )
    made = compose(
        product_type("P_FULL"),
        recipient=recipient,
        header=header,
        subjects=[Subject(ref="p-0", shown_as=words)],
        pieces=[piece],
        analysis=Analysis(words=words),
        decision=Decision(outcome=words),
        chosen={"E-1"},
    )

    assert render_pdf(made, partnership_name=words, now=NOW).startswith(b"%PDF")
