# ruff: noqa: E501 - a table is read across, like a page.
"""What a word means to who reads it, in the words of their own agency, and when they are warned.

The words stand in `library/lexicon.yaml`; a lead reads here what each reader is told.
"""

from bs4 import BeautifulSoup

from openmash.handbook.lexicon.marking import Marking
from openmash.handbook.lexicon.meaning import meaning_of
from openmash.handbook.lexicon.plainer import offers
from openmash.handbook.lexicon.spellings import words_in
from openmash.handbook.words import OF_SECTOR, agency_labels, lexicon
from openmash.sources import read_library_file

SECTOR = {
    "a probation officer": "probation", "a health visitor": "health", "an officer": "police",
    "a teacher": "education", "a social worker": "la_children", "an adults’ social worker": "la_adults",
    "a housing officer": "housing", "an adviser in a refuge": "voluntary",
}  # fmt: skip

# As a health visitor would write it, with all the short words of the trade.
ANSWER = (
    "HV new birth visit done, 6-8 week check DNA. EPDS raised, GP aware, mum referred to CMHT, PND "
    "query. WNB x2 for ASQ. UHV caseload, stepped up to UPP. MW handover: Dad RUI, MARAC heard. "
    "Red book not seen. FNP closed. NAI excluded in A&E; SaLT and CAMHS waiting. Open to CIN, TAF held, "
    "strategy discussion asked for. PP query. SDQ done. LAC review. No concerns otherwise."
)


def explained(row):
    (found,) = words_in(row["word"])
    meaning = meaning_of(
        found.word, reader=SECTOR[row["reader"]], writer=SECTOR.get(row["writer"], "")
    )
    return {
        "for the reader": meaning.own[1] if meaning.own else meaning.plain,
        "warned": "yes" if meaning.writer else "no",
    }


def test_a_word_is_explained_in_the_readers_words_with_a_warning_where_the_writer_means_another(
    holds,
):
    holds(
        """
        word        | reader              | writer           | for the reader                                                                    | warned
        ------------|---------------------|------------------|-----------------------------------------------------------------------------------|-------
        HV          | a probation officer | a health visitor | the nurse who visits families with a child under five; sees inside the home, as you do on a home visit, but without powers to enforce | no
        disclosure  | an officer          | a social worker  | giving unused material to the defence in a criminal case; also telling a partner about a person's past (disclosure schemes) | yes
        disclosure  | an officer          | an officer       | giving unused material to the defence in a criminal case; also telling a partner about a person's past (disclosure schemes) | no
        no concerns | a probation officer | a health visitor | complies with appointments                                                        | yes
        recalled    | a health visitor    | a probation officer | called back for a test or result                                               | yes
        exclusion   | a teacher           | a probation officer | a head’s decision that a pupil may not attend, for days or for good            | yes
        breach      | a housing officer   | a probation officer | breaking a tenancy agreement                                                   | yes
        high risk   | a social worker     | an officer       | near or over section 47                                                                     | yes
        MARAC       | a teacher           | an officer       | a meeting about a victim at high risk; you may be asked how the pupil is          | no
        sectioned   | a housing officer   | a health visitor | held in hospital; the tenancy goes on                                             | no
        """,
        answer=explained_or_section,
    )


def explained_or_section(row):
    said = explained(row)
    if row["word"] == "sectioned":
        said.pop("warned")
    return said


def test_a_probation_officer_reads_a_health_visitors_answer_with_every_short_word_explained():
    """In probation's terms: each either in the library's words for probation, or warned of."""
    numbers = iter(range(100))
    marking = Marking(reader="probation", writer="health", next_id=lambda: f"t{next(numbers)}")
    page = BeautifulSoup(marking.text(ANSWER) + marking.boxes(), "html.parser")
    own = "For you in probation:"
    boxes = {one["id"]: one for one in page.select(".om-lexbox")}
    shorts = {link.text: boxes[link["data-lex"]].text for link in page.select("a.om-lex")}

    told = {"HV", "GP", "CMHT", "WNB", "ASQ", "EPDS", "UHV", "UPP", "MW", "MARAC", "FNP", "NAI",
            "SaLT", "CAMHS", "CIN", "TAF", "SDQ", "LAC", "RUI", "PND", "PP", "DNA",
            "strategy discussion", "new birth visit", "Red book"}  # fmt: skip
    assert told - set(shorts) == set()
    assert [word for word in told if own not in shorts[word]] == []
    assert "Written by health, where it means something else" in shorts["PP"]


def test_every_row_of_the_translation_table_is_told_to_every_agency_that_has_a_meaning():
    """The whole table: each agency reads its own meaning, and is warned of each other writer's."""
    wrong = []
    for word in (one for one in lexicon().values() if one.is_said_differently):
        for reader in OF_SECTOR:
            for writer in OF_SECTOR:
                meaning = meaning_of(word, reader=reader, writer=writer)
                own, theirs = word.meaning_in(reader), word.meaning_in(writer)
                should_warn = theirs is not None and theirs != own
                if bool(meaning.writer) != should_warn or bool(meaning.own) != bool(own):
                    wrong.append((word.id, reader, writer))
    assert wrong == []


def test_every_meaning_of_the_table_is_somewhere_in_what_a_reader_opens():
    for word in (one for one in lexicon().values() if one.is_said_differently):
        meaning = meaning_of(word, reader="probation", writer="health")
        shown = {said for _, said in meaning.others}
        shown |= {pair[1] for pair in (meaning.own, meaning.writer) if pair}
        assert {said for _, said in word.meanings} <= shown | {said for _, said in word.own_words}


def test_what_a_writer_is_offered(holds):
    def offered(row):
        found = offers(row["you wrote"])
        return {
            "pointed out": found[0].said if found else "–",
            "offered": " / ".join(found[0].wordings) if found and found[0].wordings else "–",
        }

    holds(
        """
        you wrote                              | pointed out         | offered
        ---------------------------------------|---------------------|-------------------------------------------------
        I told our DSL at noon.                | DSL                 | school’s safeguarding lead
        Mother DNA again.                      | DNA                 | was not brought
        She alleges that he hit her.           | alleges             | said
        He is hard to reach.                   | hard to reach       | we have not yet reached
        She disclosed abuse.                   | disclosed           | told us
        Grandmother committed suicide in 2019. | committed suicide   | died by suicide / ended their life
        NFA by police.                         | NFA                 | We ended our part on … because …
        Mother failed to protect him.          | failed to protect   | –
        He said “the DSL knows”.               | –                   | –
        The GP saw him.                        | –                   | –
        """,
        answer=offered,
    )


def test_every_phrase_to_avoid_is_pointed_out():
    for row in read_library_file("lexicon.yaml")["phrases"]:
        for said in row["said"]:
            found = offers(f"Today {said} was written.")
            assert any(one.said.lower() == said.lower() for one in found), said


def test_every_agency_of_the_lexicon_belongs_to_a_sector_or_is_everybody():
    assert set(agency_labels()) - {one for many in OF_SECTOR.values() for one in many} == {"all"}
