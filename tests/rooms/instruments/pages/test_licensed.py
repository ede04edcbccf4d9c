"""A licensee's own instrument: checked first, private to the partnership, gone with its licence."""

import datetime

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.rooms.decisions.factories import make_case
from tests.rooms.instruments.records import SMALL

from openmash.errors import BadInput, NotVisible
from openmash.instruments.models import Assessment, LicensedInstrument
from openmash.instruments.shelf import actions
from openmash.instruments.shelf.access import instrument_of, instruments_in_use

LICENCE = {"licence_holder": "Ashmere partnership", "licence_reference": "L-1"}


def file_of(**more) -> str:
    return yaml.safe_dump({**SMALL, **more}, sort_keys=False)


def bring(by, *, name="small.yaml", text=None, expires_on=None):
    return actions.bring_in(
        name, text or file_of(), expires_on=expires_on, by=by, at=timezone.now(), **LICENCE
    )


def test_a_licensed_instrument_is_checked_and_then_in_use(hub, acting):
    bring(acting(hub.administrator))

    assert instrument_of("small").title == "Small"
    assert "small" in {one.id for one in instruments_in_use()}


def test_only_an_administrator_brings_one_in(hub, acting):
    with pytest.raises(NotVisible):
        bring(acting(hub.triage))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("small.yaml", "schema: [", "line 2"),
        ("small.yaml", file_of(default_scale="no_such_scale"), "no_such_scale"),
        ("child-harm-neglect.yaml", file_of(id="child-harm-neglect"), "The library has"),
    ],
)
def test_a_faulty_file_names_its_fault_and_nothing_is_kept(name, text, said, hub, acting):
    with pytest.raises(BadInput, match=said):
        bring(acting(hub.administrator), name=name, text=text)

    assert not LicensedInstrument.objects.exists()


def test_a_version_never_changes(hub, acting):
    viewer = acting(hub.administrator)
    bring(viewer)
    with pytest.raises(BadInput, match="is here already"):
        bring(viewer, text=file_of(title="Otherwise"))
    bring(viewer, text=file_of(title="Next", version="1.1.0"))

    assert instrument_of("small").title == "Next"
    assert instrument_of("small", version="1.0.0").title == "Small"


def test_past_its_licence_it_starts_nothing_and_stays_readable(hub, acting):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    bring(acting(hub.administrator), expires_on=yesterday)

    assert "small" not in {one.id for one in instruments_in_use()}
    assert instrument_of("small").title == "Small"


def test_past_its_licence_it_cannot_be_begun(hub, acting, signed_in):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    bring(acting(hub.administrator), expires_on=yesterday)
    case = make_case(hub)
    client = signed_in(hub.triage)
    address = f"/enquiries/{case.enquiry.reference}/assessments/new/small/"
    sent = {"about": str(case.child.position), "acknowledged": "on"}

    assert client.post(address, sent).status_code == 409
    assert not Assessment.objects.exists()


def test_the_page_lists_each_fault_of_a_file(hub, signed_in):
    client = signed_in(hub.administrator)
    faulty = SimpleUploadedFile("small.yaml", b"schema: x\nid: small\n")
    refused = client.post("/instruments/bring-in/", {"file": faulty, **LICENCE})
    good = SimpleUploadedFile("small.yaml", file_of().encode())
    kept = client.post("/instruments/bring-in/", {"file": good, **LICENCE})

    assert refused.status_code == 422
    assert "line 1" in refused.content.decode()
    assert kept.url == "/instruments/small/"
    assert "Ashmere partnership" in client.get(kept.url).content.decode()
