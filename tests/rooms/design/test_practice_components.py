"""The hub's own components: words first, a shape second, colour last."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template import engines

from openmash.design.icons import ICONS, icon_svg
from openmash.design.last_seen import SeenLine, Sighting, a_year_before, drawn
from openmash.design.templatetags import design_practice as practice
from openmash.design.templatetags import design_record as record
from openmash.design.templatetags import design_words as words
from openmash.design.templatetags.design_pictures import last_seen, reasons
from openmash.design.weighing import Reason, waterfall

TODAY = date(2026, 11, 23)


def page(html: str) -> BeautifulSoup:
    """Return drawn HTML to look into."""
    return BeautifulSoup(html, "html.parser")


def drawn_from(source: str, **context: object) -> BeautifulSoup:
    """Return a template as a page would write it."""
    return page(engines["django"].from_string(source).render(context))


@pytest.mark.parametrize("rating", practice.RATINGS)
def test_a_rating_is_a_word_and_a_shape(rating):
    """Four ratings, four shapes."""
    shown = page(practice.brag(rating.upper()))

    assert shown.text == practice.RATINGS[rating][0]
    assert shown.svg["aria-hidden"] == "true"


def test_no_two_ratings_share_a_shape():
    """Printed in black, they still differ."""
    assert len({shape for _, shape in practice.RATINGS.values()}) == len(practice.RATINGS)


@pytest.mark.parametrize("unrated", [None, "", "unrated"])
def test_not_yet_rated_says_so(unrated):
    """No rating is never shown as a colour."""
    assert page(practice.brag(unrated)).text == "Not yet rated"


def test_every_state_of_an_answer_has_its_own_words_and_a_shape():
    """Nothing held is not nothing relevant, and neither is nobody answered."""
    shown = [page(practice.answer_state(state)) for state in practice.ANSWER_STATES]

    assert len({answer.text for answer in shown}) == len(practice.ANSWER_STATES)
    assert all(answer.svg for answer in shown)


def test_an_unknown_icon_is_refused_with_the_names_there_are():
    """A page with a missing picture is found in its test, not by its reader."""
    with pytest.raises(LookupError, match="tick"):
        icon_svg("smiley")


def test_no_icon_carries_a_style():
    """The policy of the pages would drop it."""
    assert not [name for name, drawing in ICONS.items() if "style" in drawing]


def test_words_are_kept_as_they_were_said():
    """Not tidied, and escaped: a child may write an ampersand."""
    shown = page(practice.voice(words="me & Kit  wos in the dark", by="Wren, 6"))

    assert shown.blockquote.text == "“me & Kit  wos in the dark”"


def test_what_was_shown_is_not_put_in_quotation_marks():
    """He did not say it."""
    shown = page(practice.voice(words="He pointed at the door.", by="Kit", how="shown"))

    assert "“" not in shown.text
    assert "shown, not said" in shown.text


def test_a_voice_not_heard_is_a_hole_with_what_is_done_about_it():
    """Silence is shown, with its remedy."""
    shown = page(practice.voice_not_heard(who="Kit", about_it="seen today by a doctor"))

    assert "om-hole" in shown.div["class"]
    assert "What we do about it: seen today by a doctor" in shown.text


def test_a_hole_says_what_is_missing_and_whom_to_ask():
    """A hole is as plain as a fact."""
    shown = page(
        practice.hole("Nobody has asked who collects her.", ask="school", state="not_asked")
    )

    assert shown.strong.text == "Nobody has asked who collects her."
    assert "Ask: school" in shown.text
    assert "Not asked" in shown.text


def test_a_piece_carries_its_meta_line_and_its_handling():
    """Date, source, kind, and where it may go."""
    shown = drawn_from(
        '{% piece said="Seen at the clinic." meta="3 May · health visiting" '
        'handling="The gist only" number=2 change="/c/" %}Alone.{% endpiece %}'
    )

    assert "2. Seen at the clinic. Alone." in " ".join(shown.text.split())
    assert shown.find(class_="om-handling").text == "The gist only"
    assert shown.a.text == "Change piece 2"


def test_what_is_missing_never_disables_the_button():
    """The list says what is open; signing says why not."""
    shown = page(practice.ready_to([{"words": "Voice", "done": True}, {"words": "Views"}]))

    assert [li.span.text for li in shown.find_all("li")] == ["Done: ", "Still open: "]
    assert not shown.find(disabled=True)


def test_a_lexicon_word_is_a_link_until_scripts_open_it():
    """Without scripts the meaning is one click away, never a hover."""
    shown = page(
        words.lex("disclosure", id="lex-1", meanings=[("Police", "…")], href="/lexicon/d/")
    )

    assert shown.a["href"] == "/lexicon/d/"
    assert shown.find(id=shown.a["data-lex"]).has_attr("hidden")


def test_an_adult_whom_nobody_checked_says_so():
    """Including those nobody has named."""
    shown = page(record.unseen_adults([{"who": "A man, name not known"}]))

    assert "Not checked" in shown.text
    assert "Nobody has" in shown.text


def test_a_telephone_number_can_be_dialled():
    """A telephone number is a link."""
    shown = drawn_from('{% answer_first do="Ring:" number="01632 960 100" %}{% endanswer_first %}')

    assert shown.a["href"] == "tel:01632960100"


def test_a_small_number_says_why_it_is_hidden():
    """Words, for those who hear the page too."""
    assert "nobody can be found" in page(record.suppressed()).text


def test_what_a_human_said_can_be_taken_back_and_what_was_taken_back_cannot():
    """Undo stands beside what still holds."""
    shown = page(
        record.ledger(
            [
                {"when": "Today", "who": "Sam", "said": "same", "undo": "/u/1/"},
                {"when": "May", "who": "Amal", "said": "same", "undo": "/u/2/", "is_undone": True},
            ]
        )
    )

    assert [a["href"] for a in shown.find_all("a")] == ["/u/1/"]


def kit(*sightings: Sighting) -> SeenLine:
    """Return a baby's line."""
    return SeenLine(name="Kit", words="By the health visitor.", sightings=sightings)


def seen(day: date, kind: str = "seen") -> Sighting:
    """Return a sighting."""
    return Sighting(on=day, kind=kind, by="Health visitor")


@pytest.mark.parametrize(
    ("sightings", "headline", "has_gap"),
    [
        ((), "Never seen", True),
        ((seen(TODAY, "alone"),), "Today", False),
        ((seen(date(2026, 11, 22)),), "Yesterday", False),
        ((seen(date(2026, 9, 10)), seen(date(2026, 10, 6), "not_brought")), "74 days ago", True),
        ((seen(date(2026, 10, 6), "not_brought"),), "Never seen", True),
    ],
)
def test_days_since_somebody_was_seen(sightings, headline, has_gap):
    """Not being brought is not being seen."""
    line = drawn(kit(*sightings), today=TODAY, since=a_year_before(TODAY))

    assert line.headline == headline
    assert (line.unseen_from is not None) == has_gap


def test_the_line_names_twelve_months_and_keeps_its_marks_inside():
    """A year, from its first month to today."""
    line = drawn(kit(seen(date(2025, 12, 1)), seen(TODAY)), today=TODAY, since=a_year_before(TODAY))

    assert [month.name for month in line.months][0::11] == ["Dec", "Nov"]
    assert len(line.months) == 12
    assert all(10 <= mark.x <= 850 for mark in line.marks)


def test_the_picture_and_its_table_hold_the_same_sightings():
    """Every picture has a twin, older sightings in it too."""
    days = (date(2024, 1, 1), date(2026, 3, 2), date(2026, 9, 10))
    shown = page(last_seen([kit(*(seen(day) for day in days))], today=TODAY))

    assert len(shown.tbody.find_all("tr")) == 3
    assert len(shown.find(class_="om-seen").find_all("circle")) == 2


GIVEN = [
    Reason(words="Same mobile", way="for", strength="strong", weight=9.5),
    Reason(words="A brother had it", way="against", strength="strong", weight=4.1),
    Reason(words="No date of birth", way="neither", strength="says nothing either way"),
]


def test_the_reasons_add_up_to_the_same_in_picture_and_table():
    """Before, each step, and together."""
    picture = waterfall(GIVEN, before=-5, possible_from=0, one_from=11)

    assert [bar.so_far for bar in picture.bars] == ["4.5", "0.4", "0.4"]
    assert (picture.before, picture.total, picture.verdict) == ("−5.0", "0.4", "possible")


@pytest.mark.parametrize(("one_from", "verdict"), [(0.0, "treat as one"), (9.0, "two people")])
def test_two_lines_decide_what_the_reasons_mean(one_from, verdict):
    """One line for treating as one, a lower one for showing as possible."""
    found = waterfall(GIVEN, before=-5, possible_from=one_from - 1, one_from=one_from).verdict

    assert found == verdict


def test_reasons_stand_in_words_before_the_picture():
    """And none is given for a person, only for records."""
    shown = page(reasons(GIVEN, before=-5, possible_from=0, one_from=11))

    assert "Same mobile Strong" in shown.section.text
    assert len(shown.tbody.find_all("tr")) == len(GIVEN) + 1
    assert "never a person" in shown.text
