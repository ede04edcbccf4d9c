"""Say a worry in a browser without scripts: every page, every bad input, and nothing lost."""

import datetime
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from tests.rooms.contacts.factories import draft_with, full_raw

from openmash import firewall
from openmash.contacts import actions, keys
from openmash.contacts.models import Contact, Draft
from openmash.contacts.words import steps
from openmash.policy import Service

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def teacher(hub, signed_in):
    return signed_in(hub.teacher)


@pytest.fixture
def draft(hub, teacher, acting):
    return draft_with(by=acting(hub.teacher))


def url(draft, page: str = "") -> str:
    return f"/concerns/drafts/{keys.draft_key(draft.submission_key)}/{page}"


def kept(draft) -> dict:
    firewall.hold_draft(draft.key_hash)
    return Draft.objects.get(pk=draft.pk).answers


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_danger_is_asked_before_anything_else_and_999_stands_above_it(teacher):
    page = soup(teacher.get("/concerns/new/"))

    first = page.select_one("main .om-danger")
    assert "999" in first.text
    assert first.find_next("form").select_one("input[name=danger]")


def test_danger_leads_to_the_list_and_no_danger_to_who_writes(teacher):
    yes = teacher.post("/concerns/new/", {"danger": "yes", "submission_key": uuid.uuid4()})
    no = teacher.post("/concerns/new/", {"danger": "no", "submission_key": uuid.uuid4()})

    assert yes.status_code == no.status_code == 302
    assert yes.url.endswith("/danger-now/")
    assert no.url.endswith("/you/")


def test_danger_has_to_be_answered(teacher):
    assert teacher.post("/concerns/new/", {}).status_code == 422


def test_a_double_click_on_continue_starts_one_draft(hub, acting, teacher):
    key = uuid.uuid4()
    for _ in range(2):
        teacher.post("/concerns/new/", {"danger": "no", "submission_key": key})

    acting(hub.teacher)
    assert Draft.objects.count() == 1


def test_every_page_renders_with_one_heading_and_a_label_for_every_field(teacher, draft):
    pages = [one.slug for one in steps()] + ["danger-now", "check", "", "forget", "people/aa"]
    for page in pages:
        response = teacher.get(url(draft, f"{page}/" if page else ""))
        assert response.status_code == 200, page
        shown = soup(response)
        assert len(shown.select("h1")) == 1, page
        assert "Wren" not in shown.title.text
        ids = [tag["id"] for tag in shown.select("[id]")]
        assert len(ids) == len(set(ids)), page
        for field in shown.select("main input:not([type=hidden]), main textarea, main select"):
            assert shown.select_one(f'label[for="{field["id"]}"]'), (page, field["name"])


def test_a_whole_worry_goes_through_without_scripts(hub, acting, teacher):
    begun = teacher.post("/concerns/new/", {"danger": "no", "submission_key": uuid.uuid4()})
    base = begun.url.removesuffix("you/")
    teacher.post(f"{base}you/", {"kind": "worry", "referrer_name": "Yewande Abara"})
    person = teacher.get(f"{base}people/", follow=True).request["PATH_INFO"]
    teacher.post(person, {"part": "child", "name": "Wren Tallow", "born_year": "2020"})
    teacher.post(f"{base}seen/", {"seen": "A mark on her arm.\r\nBlue."})
    teacher.post(f"{base}voice/", {"voice": "“The light stays on.”", "voice_heard": "me"})
    sent = teacher.post(f"{base}check/", follow=True)

    assert "Your worry is with the hub" in sent.content.decode()
    acting(hub.teacher)
    contact = Contact.objects.get()
    assert contact.reference in sent.content.decode()
    assert contact.seen == "A mark on her arm.\nBlue."
    assert contact.people.get().record.born_precision == "year"


def test_sending_twice_shows_the_same_receipt(hub, acting, teacher, draft):
    first = teacher.post(url(draft, "check/"), follow=True)
    second = teacher.post(url(draft, "check/"), follow=True)

    acting(hub.teacher)
    reference = Contact.objects.get().reference
    assert reference in first.content.decode()
    assert reference in second.content.decode()


def test_what_is_missing_is_said_at_the_end_and_linked(teacher, hub, acting):
    thin = draft_with({"danger": {"danger": "no"}}, by=acting(hub.teacher))

    refused = teacher.post(url(thin, "check/"))

    assert refused.status_code == 422
    links = [link["href"] for link in soup(refused).select(".govuk-error-summary a")]
    assert any(link.endswith("/people/") for link in links)


def test_an_impossible_date_is_kept_as_typed_and_holds_nobody_up(hub, acting, teacher, draft):
    typed = {
        "part": "child",
        "name": "Wren",
        "born_day": "31",
        "born_month": "2",
        "born_year": "2020",
    }

    refused = teacher.post(url(draft, "people/aa/"), typed)
    passed = teacher.post(url(draft, "people/aa/"), {**typed, "keep": "1"})
    sent = teacher.post(url(draft, "check/"))

    assert refused.status_code == 422
    assert 'value="31"' in refused.content.decode()
    assert passed.status_code == sent.status_code == 302
    acting(hub.teacher)
    child = Contact.objects.get().people.get(part="child")
    assert child.record.born_on is None
    assert child.as_typed == {"Date of birth": "31 / 2 / 2020"}


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("nhs_number", "999 000 0001", "does not check"),
        ("postcode", "AS1", "whole postcode"),
        ("age", "old", "number of years"),
        ("born_year", "2031", "in the future"),
        ("born_year", "26", "four numbers"),
        ("name", "x" * 400, "fewer than 300"),
    ],
)
def test_bad_input_is_named_kindly_and_kept(teacher, draft, field, typed, says):
    posted = {"part": "child", "name": "Wren", field: typed}
    if field == "born_year":
        posted |= {"born_day": "1", "born_month": "1"}

    refused = teacher.post(url(draft, "people/aa/"), posted)

    assert refused.status_code == 422
    assert says in soup(refused).select_one(".govuk-error-summary").text
    assert teacher.post(url(draft, "people/aa/"), {**posted, "keep": "1"}).status_code == 302
    assert typed in str(kept(draft)["people"])


def test_a_birth_after_what_happened_is_questioned(teacher, draft):
    typed = {"part": "child", "born_day": "24", "born_month": "11", "born_year": "2026"}
    typed["born_year"] = "2026"
    teacher.post(url(draft, "seen/"), {"seen": "x", "happened_year": "2019"})

    refused = teacher.post(url(draft, "people/aa/"), {**typed, "born_year": "2020"})

    assert "after the day it happened" in refused.content.decode()


def test_a_number_that_does_not_check_is_kept_and_marked(hub, acting, teacher, draft):
    typed = {"part": "child", "name": "Wren", "nhs_number": "9990000001", "keep": "1"}
    teacher.post(url(draft, "people/aa/"), typed)
    teacher.post(url(draft, "check/"))

    acting(hub.teacher)
    record = Contact.objects.get().people.get(part="child").record
    assert (record.nhs_number, record.nhs_number_checks) == ("9990000001", False)


@pytest.mark.parametrize(
    "words",
    [
        "😀 “Kit’s arm went floppy” – she said…",
        "اسمي ليلى \u202eabc",
        "nul\x00 and word\x0bbreak\x0c",
        "long " * 20_000,
        "<script>alert(1)</script> {{ 7|add:7 }} %s",
        "\ud800 lone",
    ],
)
def test_any_words_are_kept_and_sent(hub, acting, teacher, draft, words):
    posted = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    assert teacher.post(url(draft, "seen/"), {"seen": posted}).status_code == 302
    shown = teacher.get(url(draft, "check/"))
    assert teacher.post(url(draft, "check/")).status_code == 302

    assert "<script>alert(1)" not in shown.content.decode()
    acting(hub.teacher)
    assert "\x00" not in Contact.objects.get().seen
    assert len(Contact.objects.get().seen) >= len(posted.strip()) - 8


def test_autosave_keeps_what_cannot_be_read_and_says_when(teacher, draft):
    typed = {"step": "seen", "seen": "half a sen", "happened_day": "99"}

    saved = teacher.post(url(draft, "autosave/"), typed)

    assert re.fullmatch(r"\d\d:\d\d", saved.json()["saved_at"])
    assert kept(draft)["seen"]["seen"] == "half a sen"
    assert kept(draft)["seen"]["happened"]["day"] == "99"


def test_autosave_of_a_person_is_kept_with_that_person(teacher, draft):
    teacher.post(url(draft, "autosave/"), {"step": "people", "person": "aa", "name": "Wren T"})

    assert [one["raw"]["name"] for one in kept(draft)["people"]] == ["Wren T", "Dev"]


def test_autosave_keeps_nothing_for_somebody_signed_out(client, teacher, draft):
    teacher.logout()

    answer = client.post(url(draft, "autosave/"), {"step": "seen", "seen": "x"})

    assert answer.status_code == 401


def test_a_session_that_ran_out_loses_no_words(hub, signed_in, teacher, draft):
    teacher.logout()

    answer = teacher.post(url(draft, "seen/"), {"seen": "written while signed out"})

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=/concerns/drafts/")
    assert kept(draft)["seen"]["seen"] == "written while signed out"
    assert teacher.get(url(draft, "seen/")).status_code == 401
    back = signed_in(hub.teacher).get(url(draft, "seen/"))
    assert "written while signed out" in back.content.decode()


def test_a_draft_is_found_again_and_never_opens_by_itself(hub, acting, teacher, draft):
    page = teacher.get("/concerns/new/").content.decode()

    assert "that you have not sent" in page
    assert url(draft) in page
    assert "Wren" not in page
    begun = teacher.post("/concerns/new/", {"danger": "no", "submission_key": uuid.uuid4()})
    assert url(draft) not in begun.url
    assert "Wren" not in teacher.get(begun.url).content.decode()


def test_nobody_else_opens_a_draft(hub, signed_in, teacher, draft):
    other = signed_in(hub.school_lead)

    for page in ("", "seen/", "check/", "people/", "files/"):
        assert other.get(url(draft, page)).status_code == 404
    assert other.post(url(draft, "autosave/"), {"step": "seen", "seen": "x"}).status_code == 404


def test_a_removed_person_takes_their_ties_with_them(teacher, draft):
    teacher.get(url(draft, "people/bb/remove/"))
    teacher.post(url(draft, "people/bb/remove/"))

    assert [one["key"] for one in kept(draft)["people"]] == ["aa"]
    assert kept(draft)["ties"] == []


def test_ties_are_said_between_two_different_people(teacher, draft):
    same = teacher.post(url(draft, "ties/"), {"who": "aa", "kind": "lives_with", "whom": "aa"})
    good = teacher.post(url(draft, "ties/"), {"who": "bb", "kind": "partner_of", "whom": "aa"})

    assert (same.status_code, good.status_code) == (422, 302)
    assert len(kept(draft)["ties"]) == 2


def test_files_are_checked_by_content_kept_and_sent(hub, acting, teacher, draft):
    from django.core.files.uploadedfile import SimpleUploadedFile as File

    good = File("../../note\u202e.png", PNG, content_type="text/html")
    bad = File("letter.pdf", b"MZ\x90\x00" + b"\x00" * 50, content_type="application/pdf")

    assert teacher.post(url(draft, "files/"), {"file": good}).status_code == 302
    assert teacher.post(url(draft, "files/"), {"file": bad}).status_code == 422
    teacher.post(url(draft, "check/"))
    acting(hub.teacher)
    contact = Contact.objects.get()
    file = contact.attachments.get()
    assert (file.name, file.media_type, file.scan) == ("note.png", "image/png", "not_scanned")
    handed = teacher.get(f"/concerns/{contact.reference}/files/{file.pk}/")
    assert handed["Content-Disposition"].startswith("attachment")
    assert handed["Content-Type"] == "application/octet-stream"
    assert handed["X-Content-Type-Options"] == "nosniff"
    assert handed.content == PNG


def test_a_file_is_handed_to_nobody_else(hub, acting, teacher, draft, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile as File

    teacher.post(url(draft, "files/"), {"file": File("a.png", PNG)})
    teacher.post(url(draft, "check/"))
    acting(hub.teacher)
    contact = Contact.objects.get()
    file = contact.attachments.get()

    other = signed_in(hub.officer)

    assert other.get(f"/concerns/{contact.reference}/files/{file.pk}/").status_code == 404
    assert other.get(f"/concerns/{contact.reference}/").status_code == 404


def test_the_writer_reads_what_they_sent_and_adds_to_it(hub, acting, teacher, draft):
    teacher.post(url(draft, "check/"))
    acting(hub.teacher)
    reference = Contact.objects.get().reference

    assert reference in teacher.get("/concerns/").content.decode()
    assert "A mark on her arm." in teacher.get(f"/concerns/{reference}/").content.decode()
    assert teacher.post(f"/concerns/{reference}/add/", {"words": ""}).status_code == 422
    for _ in range(2):
        teacher.post(f"/concerns/{reference}/add/", {"words": "It was her left arm."})
    page = teacher.get(f"/concerns/{reference}/").content.decode()
    assert page.count("It was her left arm.") == 1
    assert "A mark on her arm." in page


def test_an_agencys_lead_reads_its_contacts_and_another_agency_none(
    hub, acting, teacher, draft, signed_in
):
    teacher.post(url(draft, "check/"))
    acting(hub.teacher)
    reference = Contact.objects.get().reference

    assert reference in signed_in(hub.school_lead).get("/concerns/").content.decode()
    assert reference not in signed_in(hub.officer).get("/concerns/").content.decode()


def test_fifty_people_stand_on_every_page(hub, acting, teacher):
    raw = full_raw() | {
        "people": [
            {"key": f"k{n}", "raw": {"part": "child", "name": f"Child {n}"}} for n in range(50)
        ]
    }
    many = draft_with(raw, by=acting(hub.teacher))

    for page in ("people/", "ties/", "check/"):
        assert teacher.get(url(many, page)).status_code == 200
    assert teacher.post(url(many, "check/")).status_code == 302


def test_a_draft_that_was_thrown_away_is_gone(hub, acting, teacher, draft):
    assert teacher.get(url(draft, "forget/")).status_code == 200
    teacher.post(url(draft, "forget/"))

    acting(hub.teacher)
    assert not Draft.objects.exists()


def test_lapsed_drafts_go_and_fresh_ones_stay(hub, acting):
    viewer = acting(hub.teacher)
    old, fresh = draft_with(by=viewer), draft_with(by=viewer)
    long_ago = timezone.now() - datetime.timedelta(days=120)
    Draft.objects.filter(pk=old.pk).update(saved_at=long_ago)
    firewall.identify(viewer_id=0, service=Service.WORKER)

    assert actions.forget_lapsed_drafts(at=timezone.now()) == 1

    acting(hub.teacher)
    assert [draft.pk for draft in Draft.objects.all()] == [fresh.pk]


def test_ones_own_words_can_be_looked_through_and_a_childs_never(draft, teacher):
    seen, voice = soup(teacher.get(url(draft, "seen/"))), soup(teacher.get(url(draft, "voice/")))

    assert seen.select_one(".om-plainly button")["formaction"] == "/lexicon/say-it-plainly/"
    assert "voice=" not in voice.select_one("input[name=plainly_fields]")["value"]


def test_words_that_were_looked_through_come_back_to_their_page(draft, teacher):
    sent = {"seen": "I told the school’s safeguarding lead.", "go": "here"}
    answer = teacher.post(url(draft, "seen/"), sent)

    assert answer["Location"] == url(draft, "seen/")
    assert kept(draft)["seen"]["seen"] == sent["seen"]
