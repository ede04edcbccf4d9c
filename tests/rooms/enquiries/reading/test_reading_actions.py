"""What people may say of an enquiry's people and pieces; beside each success, its refusal."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.rooms.enquiries.reading.family import piece

from openmash.enquiries.models import Alert, Enquiry, Piece, Significance, Subject


def path(family, page):
    return f"/enquiries/{family.enquiry.reference}/{page}/"


def body(response) -> str:
    return response.content.decode()


def version(family) -> int:
    return Enquiry.objects.values_list("version", flat=True).get(pk=family.enquiry.pk)


def given(family, **more):
    return {
        "what": "A man’s car blocks the gate most nights.",
        "source_label": "A neighbour, by telephone",
        "about": [family.wren.pk],
        "kind": "reported",
        "place": "household",
        "restriction": "share",
        "sighting": "",
        **more,
    }


def test_a_piece_of_the_hubs_own_joins_the_jigsaw(family, signed_in, acting):
    before = acting(family.hub.triage) and version(family)
    client = signed_in(family.hub.triage)

    answer = client.post(path(family, "pieces/add"), given(family))

    assert answer.status_code == 302
    acting(family.hub.triage)
    added = Piece.objects.get(source_label="A neighbour, by telephone")
    assert (added.agency, added.lawful_bases) == (None, family.enquiry.lawful_bases)
    assert version(family) > before
    assert "A man’s car blocks the gate" in body(client.get(path(family, "jigsaw")))


@pytest.mark.parametrize(
    "wrong", [{"what": ""}, {"about": []}, {"place": ""}, {"source_label": ""}, {"kind": "rumour"}]
)
def test_a_piece_without_what_it_needs_is_handed_back(family, signed_in, acting, wrong):
    answer = signed_in(family.hub.triage).post(path(family, "pieces/add"), given(family, **wrong))

    assert answer.status_code == 422
    acting(family.hub.triage)
    assert not Piece.objects.filter(source_label="A neighbour, by telephone").exists()


def test_a_very_long_narrative_is_kept_whole(family, signed_in, acting):
    words = "She said it again. " * 5000

    answer = signed_in(family.hub.triage).post(
        path(family, "pieces/add"), given(family, what=words)
    )

    assert answer.status_code == 302
    acting(family.hub.triage)
    assert Piece.objects.get(source_label__startswith="A neighbour").what == words.strip()


def test_news_after_the_decision_reopens_the_analysis_and_tells_the_risk_owner(
    family, signed_in, acting
):
    from openmash import firewall
    from openmash.policy import Service

    with firewall.acting_as(Service.SETUP):
        Enquiry.objects.filter(pk=family.enquiry.pk).update(stage="decided")

    signed_in(family.hub.triage).post(path(family, "pieces/add"), given(family))

    acting(family.hub.decision_maker)
    assert Enquiry.objects.get(pk=family.enquiry.pk).stage == "analysis"
    assert Piece.objects.get(source_label__startswith="A neighbour").is_after_decision
    assert Alert.objects.filter(kind="news after decision").count() == 1


def test_a_mark_has_a_reason_and_is_shown(family, signed_in):
    client = signed_in(family.hub.triage)
    address = path(family, f"pieces/{family.attendance.pk}")

    refused = client.post(address, {"why": ""})
    marked = client.post(address, {"why": "It fell within one term."})

    assert (refused.status_code, marked.status_code) == (422, 302)
    assert "It fell within one term." in body(client.get(address))
    assert "71% attendance" in body(client.get(path(family, "chronology") + "?only=significant"))


def test_a_mark_can_be_taken_off_and_both_stay_on_record(family, signed_in, acting):
    client = signed_in(family.hub.triage)
    address = path(family, f"pieces/{family.attendance.pk}")
    client.post(address, {"why": "It fell within one term."})

    client.post(address, {"why": "It was a broken register.", "mark": "off"})

    page = body(client.get(address))
    assert "It fell within one term." in page
    assert "It was a broken register." in page
    assert "Nobody has marked it." in page
    acting(family.hub.triage)
    with pytest.raises(DatabaseError), transaction.atomic():
        Significance.objects.update(why="something else")


def test_an_agency_does_not_read_what_the_hub_found_significant(family, signed_in, acting):
    signed_in(family.hub.triage).post(
        path(family, f"pieces/{family.attendance.pk}"), {"why": "Police say the same."}
    )

    acting(family.hub.school_lead)

    assert Piece.objects.filter(pk=family.attendance.pk).exists()
    assert Significance.objects.count() == 0


def test_a_piece_of_another_enquiry_is_not_found_here(family, signed_in, hub):
    from tests.rooms.enquiries.reading.family import make_other

    other = make_other(hub)
    line = piece(other, "Of somebody else.", agency=hub.school)

    answer = signed_in(family.hub.triage).get(path(family, f"pieces/{line.pk}"))

    assert answer.status_code == 404


def test_somebodys_own_words_are_put_in_the_middle_with_who_heard_them(family, signed_in):
    client = signed_in(family.hub.triage)
    address = path(family, "people/1")

    refused = client.post(address, {"words": "Ba!", "to_whom": ""})
    chosen = client.post(address, {"words": "Ba!", "to_whom": "the health visitor"})

    assert (refused.status_code, chosen.status_code) == (422, 302)
    page = body(client.get(chosen.url))
    assert "<q>Ba!</q>" in page
    assert "to the health visitor" in page


def test_nobody_is_given_words_that_a_sister_may_have_said(family, signed_in):
    piece(family, "Kit’s arm went floppy.", about=[family.kit], agency=family.hub.school,
          kind="own_words", place="injuries")  # fmt: skip

    page = body(signed_in(family.hub.triage).get(path(family, "jigsaw") + "?middle=S1"))

    assert "Nobody has heard Kit yet" in page
    assert "choose them" in page


def test_a_man_without_a_name_can_be_added(family, signed_in, acting):
    client = signed_in(family.hub.triage)

    answer = client.post(
        path(family, "people/add"), {"called": "a man in a blue van", "part": "household"}
    )

    assert answer.status_code == 302
    acting(family.hub.triage)
    added = Subject.objects.get(enquiry=family.enquiry, position=4)
    assert (added.name, added.record) == ("a man in a blue van", None)
    page = body(client.get(path(family, "jigsaw")))
    assert "a man in a blue van" in page
    assert "Nobody has established who this is" in page


def test_an_adult_with_a_name_becomes_a_record_that_can_be_matched(family, signed_in, acting):
    signed_in(family.hub.triage).post(
        path(family, "people/add"), {"called": "Callum Orde", "part": "household", "age": "31"}
    )

    acting(family.hub.triage)
    added = Subject.objects.get(enquiry=family.enquiry, position=4)
    assert added.record.name == "Callum Orde"


def test_who_checked_and_who_spoke_is_written_down(family, signed_in):
    client = signed_in(family.hub.triage)

    client.post(
        path(family, "people/2"),
        {"called": "Jolene Tallow", "part": "household", "relation": "Mother",
         "is_checked_by": "Police", "is_spoken_to": "Today 09:00, by school"},
    )  # fmt: skip

    page = body(client.get(path(family, "jigsaw")))
    assert "Today 09:00, by school" in page
    assert "No agency has checked Jolene Tallow" not in page


def test_an_adult_without_any_words_is_handed_back(family, signed_in):
    answer = signed_in(family.hub.triage).post(
        path(family, "people/add"), {"called": " ", "part": "household"}
    )

    assert answer.status_code == 422
    assert "Write a name, or the words somebody used" in body(answer)


def test_who_may_be_contacted_stands_on_every_page(family, signed_in):
    client = signed_in(family.hub.triage)

    answer = client.post(
        path(family, "contact"),
        {"safe_contact": "no", "must_not_know": "Dev", "informed": "NO_RISK",
         "informed_why": "He reads her messages. Looked at again on Friday."},
    )  # fmt: skip

    assert answer.status_code == 302
    for page in ("jigsaw", "chronology", "network", "history", "people"):
        shown = body(client.get(path(family, page)))
        assert "Do not contact the family." in shown
        assert "Must not know" in shown


def test_not_telling_the_family_needs_a_reason(family, signed_in):
    answer = signed_in(family.hub.triage).post(
        path(family, "contact"), {"safe_contact": "yes", "informed": "NO_RISK"}
    )

    assert answer.status_code == 422
    assert "Say why the family has not been told" in body(answer)


def test_nobody_without_a_hub_role_may_say_anything_here(family, signed_in, acting):
    client = signed_in(family.hub.school_lead)
    before = timezone.now()

    for page in ("pieces/add", "people/add", "people/2", "contact", "restrict"):
        assert client.post(path(family, page), given(family)).status_code == 404

    acting(family.hub.decision_maker)
    assert not Piece.objects.filter(at__gte=before).exists()
    assert Subject.objects.filter(enquiry=family.enquiry).count() == 4
