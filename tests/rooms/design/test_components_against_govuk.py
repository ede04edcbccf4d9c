"""Our components are GOV.UK's components: the HTML is what GOV.UK Frontend publishes."""

import pytest
from django.utils.safestring import SafeString
from tests.rooms.design.sameness import published, shape

from openmash.design.templatetags import design_fields as fields
from openmash.design.templatetags import design_pages as pages

NI = "National Insurance number"
DETAIL = "Can you provide more detail?"
CHANGED = "Have you changed your name?"
YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
BORN = {"legend": "What is your date of birth?", "hint": "For example, 31 3 1980"}

EXAMPLES = [
    ("button", "default", lambda: pages.button("Save and continue", once=False)),
    ("button", "link", lambda: pages.button("Link button", href="/")),
    ("button", "secondary", lambda: pages.button(
        "Secondary button", kind="secondary", name="secondary", once=False)),
    ("button", "warning", lambda: pages.button(
        "Warning button", kind="warning", name="Warning", once=False)),
    ("button", "prevent double click", lambda: pages.button("Submit")),
    ("back-link", "with custom text and link", lambda: pages.back_link(
        "/home", text="Back to home")),
    ("skip-link", "default", lambda: pages.skip_link("#test-target-element")),
    ("tag", "default", lambda: pages.tag("Alpha")),
    ("tag", "grey", lambda: pages.tag("Grey", colour="grey")),
    ("inset-text", "default", lambda: pages.inset(
        "It can take up to 8 weeks to register a lasting power of attorney if there are no "
        "mistakes in the application.")),
    ("warning-text", "default", lambda: pages.warning(
        "You can be fined up to £5,000 if you don’t register.")),
    ("details", "default", lambda: pages.details(
        "We need to know your nationality so we can work out which elections you’re entitled to "
        "vote in. If you can’t provide your nationality, you’ll have to send copies of identity "
        "documents through the post.", summary="Help with nationality")),
    ("notification-banner", "default", lambda: pages.notification(
        title="Important", words="This publication was withdrawn on 7 March 2014.")),
    ("breadcrumbs", "with last breadcrumb as current page", lambda: pages.breadcrumbs([
        {"text": "Home", "href": "/"},
        {"text": "Passports, travel and living abroad", "href": "/browse/abroad"},
        {"text": "Travel abroad"}])),
    ("pagination", "default", lambda: pages.pagination(
        [{"number": n, "href": f"/page/{n}", "current": n == 2} for n in (1, 2, 3)],
        previous="/previous", next="/next")),
    ("task-list", "default", lambda: pages.task_list([
        {"title": "Company Directors", "href": "#", "status": "Completed"},
        {"title": "Registered company details", "href": "#", "status": "Incomplete",
         "colour": "blue"},
        {"title": "Business plan", "href": "#", "status": "Incomplete", "colour": "blue"}])),
    ("fieldset", "default", lambda: fields.fieldset("", legend="What is your address?")),
    ("fieldset", "as page heading l", lambda: fields.fieldset(
        "", legend="What is your address?", legend_size="l", is_heading=True)),
    ("input", "default", lambda: fields.text_input(name="test-name", label=NI)),
    ("input", "with error and hint", lambda: fields.text_input(
        name="with-error-hint", label="National insurance number",
        hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, "
             "‘QQ 12 34 56 C’.",
        error="Enter a National Insurance number in the correct format")),
    ("textarea", "default", lambda: fields.textarea(name="more-detail", label=DETAIL)),
    ("character-count", "default", lambda: fields.textarea(
        name="more-detail", label=DETAIL, max_length=10)),
    ("character-count", "with hint and error", lambda: fields.textarea(
        name="with-error", label=DETAIL, max_length=10, error="Please provide more detail",
        hint="Don't include personal or financial information, eg your National Insurance number "
             "or credit card details.")),
    ("select", "with hint text and error message", lambda: fields.select(
        name="select-2", label="Label text goes here", hint="Hint text goes here",
        error="Error message goes here",
        items=[{"value": n, "text": f"GOV.UK frontend option {n}"} for n in (1, 2, 3)])),
    ("file-upload", "default", lambda: fields.file_upload(
        name="file-upload-1", label="Upload a file")),
    ("radios", "default", lambda: fields.radios(
        name="example-default", legend=CHANGED, items=YES_NO)),
    ("radios", "with fieldset and error message", lambda: fields.radios(
        name="example", legend=CHANGED, error="Please select an option",
        items=[YES_NO[0], {**YES_NO[1], "checked": True}])),
    ("checkboxes", "with divider and None", lambda: fields.checkboxes(
        name="with-divider-and-none", legend="Which types of waste do you transport regularly?",
        items=[
            {"value": "animal", "text": "Waste from animal carcasses"},
            {"value": "mines", "text": "Waste from mines or quarries"},
            {"value": "farm", "text": "Farm or agricultural waste"},
            {"divider": "or"},
            {"value": "none", "text": "None of these", "exclusive": True}])),
    ("date-input", "default", lambda: fields.date_input(id="dob", **BORN)),
    ("date-input", "with error on day input", lambda: fields.date_input(
        id="dob-day-error", error="Error message goes here", at_fault="day", **BORN)),
    ("error-summary", "default", lambda: fields.error_summary([
        {"text": "The date your passport was issued must be in the past",
         "href": "#example-error-1"},
        {"text": "Enter a postcode, like AA1 1AA", "href": "#example-error-2"}])),
    ("panel", "default", lambda: pages.confirmation(
        SafeString("Your reference number<br><strong>HDJ2123F</strong>"),
        title="Application complete", level=1)),
    ("table", "default", lambda: pages.table("", stack=False, rows=[
        [month, {"text": first, "numeric": True}, {"text": second, "numeric": True}]
        for month, first, second in (
            ("January", "£85", "£95"), ("February", "£75", "£55"), ("March", "£165", "£125"))])),
    ("summary-list", "single action with anchor", lambda: pages.summary_list("", rows=[
        {"key": "Name", "value": "Firstname Lastname",
         "actions": [{"href": "#", "text": "First action"}]}])),
]  # fmt: skip


@pytest.mark.parametrize(
    ("component", "example", "ours"), EXAMPLES, ids=[f"{c}, {e}" for c, e, _ in EXAMPLES]
)
def test_a_component_is_what_govuk_publishes(component, example, ours):
    """Order of attributes and blanks aside, no element, class or name differs."""
    assert shape(ours()) == shape(published(component, example))
