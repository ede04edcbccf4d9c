"""The printed page: marked, tagged, readable, and never made of anybody's markup."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from openmash.errors import BadInput, NaiveTime
from openmash.products.letters import cleaned, spelt_in_latin, unprintable_letters
from openmash.products.pieces import Kind
from openmash.products.sheet import render_pdf, render_receipt_pdf, render_sheet
from openmash.products.written import Analysis, Decision, Subject

from .situations import NOW, make_composition, make_header, make_piece

HUB = "Ashmere safeguarding hub"


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def printed(**traits) -> bytes:
    return render_pdf(make_composition(**traits), partnership_name=HUB, now=NOW)


def said(text: str) -> bytes:
    return printed(pieces=[make_piece(what=text)])


def test_every_page_carries_marking_twice_reference_recipient_and_its_number():
    pdf = said("She was seen. " * 800)
    pages = read(pdf).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert "ASH-2026-0417/P2" in text
        assert "Ashmere children's social care" in " ".join(text.split())
        assert f"Page {number} of {len(pages)}" in text


def test_the_document_is_tagged_in_british_english_and_its_title_names_nobody():
    reader = read(printed(header=make_header(heading="Keeping Wren Tallow safe")))
    root = reader.trailer["/Root"]

    assert reader.metadata is not None
    assert reader.metadata.title == "Full product for a statutory decision, ASH-2026-0417/P2"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"] is not None
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "Wren" not in str(reader.metadata)


def test_what_we_ask_comes_first_and_every_part_is_there():
    voice = make_piece("E-2", kind=Kind.OWN_WORDS, what="The light stays on.")
    text = words(printed(pieces=[make_piece(), voice]))
    order = [
        "What we ask of you",
        "See her at home",
        "Who it is about",
        "In their own words",
        "The light stays on.",
        "What you may need to know",
        "from a school",
        "as known on 20 November 2026",
        "What we do not know",
        "Who sleeps at the home.",
        "What was decided",
        "Whom it is safe to speak to",
        "Conditions of use",
        "Ends on 20 December 2026",
    ]
    places = [text.index(part) for part in order]

    assert places == sorted(places)


def test_a_product_that_may_not_go_yet_says_so_on_every_page():
    draft = words(printed(header=make_header(second_reader="")))

    assert "NOT SENT" in draft
    assert "NOT SENT" not in words(printed())


@pytest.mark.parametrize(
    "text",
    [
        '#import "look.typ": *',
        '#read("/etc/passwd")',
        "$ x^2 $ and *bold* and _slant_ and `raw`",
        "@ref <label> = Heading",
        "\\u{41} \\n \\\\ \\",
        "#set page(width: 1cm) ] } ) // /* */",
        "quote \" and ' and #{",
        "https://ashmere.example/?a=b",
        "- one + two / three: four",
    ],
)
def test_what_people_write_is_never_markup(text):
    seen = words(said(text)).replace("’", "'")

    assert " ".join(text.split()) in seen


def test_a_name_written_from_right_to_left_is_printed():
    reader = read(
        printed(
            subjects=[Subject(ref="p-1", shown_as="ליאת כהן"), Subject(ref="p-2", shown_as="نورة")]
        )
    )

    assert "ליאת" in reader.pages[0].extract_text() or "תאיל" in reader.pages[0].extract_text()


def test_letters_that_no_font_has_are_spelt_out():
    # Bengali, Linear B and an emoji: what this machine can print it prints; it spells the rest.
    text = words(said("Her name is বাংলা 𐀀 😀 and she is well"))

    assert "Her name is" in text
    assert "and she is well" in text
    assert "[a]" in text
    assert "spelt in Latin letters" in text


@pytest.mark.parametrize(
    "text",
    ["a\x00b\x07c", "lone \ud800 half", "turned \u202e round", "private \ue000 use", "\ufffe end"],
)
def test_hidden_controls_do_not_stop_the_printing(text):
    assert said(text).startswith(b"%PDF")


def test_a_hundred_thousand_characters_are_printed_to_the_last():
    pdf = said("The kitchen light was on again and nobody came to the door. " * 1700 + "The end.")

    assert "The end." in words(pdf)


@pytest.mark.parametrize(
    "code", ["P_FULL", "P_SUMMARY", "P_GIST", "P_SAFETY", "P_NIL", "P_ANALYST"]
)
def test_empty_parts_are_printed_without_a_fault(code):
    made = make_composition(
        code,
        pieces=(),
        actions=(),
        unknowns=(),
        subjects=(),
        analysis=Analysis(),
        decision=Decision(outcome=""),
        safe_contact="",
        header=make_header(bases=(), purpose="", necessity="", expires_on=None, questions_to=""),
    )

    assert "No end has been set" in words(render_pdf(made, partnership_name=HUB, now=NOW))


def test_one_content_and_one_moment_give_the_same_bytes():
    assert printed() == printed()


def test_a_stored_recipients_part_prints_as_it_was_sent():
    made = make_composition()
    sent = render_pdf(made, partnership_name=HUB, now=NOW)

    assert render_sheet(made.sheet, partnership_name=HUB, now=NOW) == sent


@pytest.mark.parametrize("marking", ["SECRET", "TOP SECRET", "", "OFFICIAL SECRET"])
def test_a_marking_above_official_is_refused(marking):
    with pytest.raises(BadInput, match="OFFICIAL"):
        render_pdf(make_composition(), partnership_name=HUB, now=NOW, marking=marking)


def test_a_descriptor_may_follow_the_marking():
    marking = "OFFICIAL-SENSITIVE RECIPIENTS ONLY"
    pdf = render_pdf(make_composition(), partnership_name=HUB, now=NOW, marking=marking)

    assert marking in words(pdf)


def test_printing_needs_a_timezone():
    with pytest.raises(NaiveTime):
        render_pdf(make_composition(), partnership_name=HUB, now=datetime(2026, 11, 23))  # noqa: DTZ001


def test_a_receipt_says_the_reference_and_what_happens_next():
    pdf = render_receipt_pdf(
        "C-2026-1183",
        next_steps=["A social worker reads it today.", "#You *hear* from us."],
        partnership_name=HUB,
        received_at=datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
        now=NOW,
        questions_to="01632 960 100",
    )
    text = words(pdf)

    assert "C-2026-1183" in text
    assert "1 July 2026, 10:00" in text
    assert "A social worker reads it today." in text
    assert "#You *hear* from us." in text
    assert "Call 999" in text
    assert text.count("OFFICIAL-SENSITIVE") >= 2
    assert read(pdf).metadata.title == "Receipt, C-2026-1183"


def test_a_receipt_without_steps_still_says_what_happens():
    pdf = render_receipt_pdf("C-1", next_steps=(), partnership_name=HUB, received_at=NOW, now=NOW)

    assert "You will hear from us" in words(pdf)


def test_the_diagnosis_of_the_typesetter_is_read_for_missing_letters_only():
    diagnosis = 'the text `"ব\\u{9be}x"` could not be displayed with font `"Liberation Sans"`'

    assert unprintable_letters(diagnosis) == {"ব", "\u09be"}
    assert spelt_in_latin(["aবb", {"k": 1}], letters=frozenset("ব")) == ["a[b]b", {"k": 1}]


def test_cleaning_keeps_lines_and_letters_and_takes_controls():
    assert cleaned({"a": ["x\r\ny\x00", 3, None, True]}) == {"a": ["x\ny", 3, None, True]}
    assert cleaned("e\u0301") == "é"
