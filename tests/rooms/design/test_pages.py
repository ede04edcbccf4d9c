"""The frame of every page: one heading, a title that names the service, nothing inline."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

import openmash.design
from openmash.design.drawing import attributes
from openmash.design.gallery import examples
from openmash.design.templatetags.design import register
from openmash.design.vendor import cleaned

ROOM = Path(openmash.design.__file__).parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
FRAME = {
    "nav": [{"label": "Your work", "url": "/", "current": True}],
    "partnership": {"name": "Ashmere safeguarding hub", "area": "Ashmere"},
    "practice": True,
    "viewer_label": "Sam Pritchett, hub screener",
}


def rendered(template: str, **context: object) -> BeautifulSoup:
    """Return a page as a browser reads it."""
    return BeautifulSoup(render_to_string(template, FRAME | context), "html.parser")


@pytest.mark.parametrize("template", ["404.html", "403.html", "400.html", "500.html"])
def test_every_page_has_one_heading_and_a_title_with_the_service(template):
    """The service comes last in the title."""
    page = rendered(template)

    assert len(page.find_all("h1")) == 1
    assert page.title.text.endswith(" - OpenMASH")


def test_the_page_of_a_failure_needs_nothing_but_itself():
    """No context, no database: it must come even when nothing else does."""
    assert "Something went wrong" in render_to_string("500.html")


def test_absent_and_forbidden_read_the_same():
    """Nobody can tell a hidden record from none."""
    assert rendered("404.html").main == rendered("403.html").main


def test_the_frame_says_where_who_and_that_all_is_invented():
    """Name, partnership, viewer in role, practice."""
    page = rendered("404.html")

    assert page.header.find(class_="om-header__where").text == "Ashmere safeguarding hub"
    assert "Sam Pritchett, hub screener" in page.header.text
    assert "Ashmere and everyone in it are invented" in page.find(class_="om-practice").text
    assert page.nav.find("a", attrs={"aria-current": "page"}).text == "Your work"


def test_signing_out_is_a_form():
    """A link that signs out could be followed by a picture on another site."""
    form = rendered("404.html").header.form

    assert form["method"] == "post"
    assert form.button.text == "Sign out"


def test_the_gallery_shows_every_component():
    """A component that is not in the gallery does not exist."""
    source = (ROOM / "templates/design/gallery.html").read_text()
    drawn_inside_others = {"form_field", "error_summary", "skip_link", "toolbar", "select"}
    drawn_inside_others |= {"textarea", "file_upload", "radios", "checkboxes"}
    missing = {
        name
        for name in register.tags
        if not re.search(rf"{{% {name}\b", source) and name not in drawn_inside_others
    }

    assert not missing


def test_ids_in_the_gallery_are_unique():
    """Labels, errors and descriptions find their field by id."""
    page = rendered("design/gallery.html", **examples())
    ids = [element["id"] for element in page.find_all(id=True)]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_what_the_policy_forbids(template):
    """No script inside the page, no style attribute, no handler."""
    source = template.read_text()

    assert not re.search(r"\sstyle=|\son[a-z]+=|hx-on|javascript:|<style", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


def test_a_style_attribute_is_refused_at_once():
    """Better an error in the workshop than a rule that the browser drops in silence."""
    with pytest.raises(ValueError, match="class"):
        attributes({"style": "color: red"})


def test_keywords_become_attributes():
    """`hx_get` is `hx-get`; True is bare; None is not there."""
    written = attributes({"hx_get": "/x/?a=1&b=2", "required": True, "data_key": None})

    assert written == ' hx-get="/x/?a=1&amp;b=2" required'


VENDORED = sorted((ROOM / "static/design/vendor").glob("*.min.*"))


@pytest.mark.parametrize("built", VENDORED, ids=lambda path: path.name)
def test_the_vendored_files_hold_nothing_that_is_not_ours_to_use(built):
    """No reserved typeface, no crown, no address of another place."""
    source = built.read_text()

    assert not re.search(r"GDS Transport|@font-face|sourceMappingURL|url\(/assets", source)
    assert not re.search(r"url\([^)]*(crest|crown)", source)


def test_cleaning_makes_small_type_readable_and_leaves_the_rest():
    """Nothing is smaller than 16 px."""
    built = "@font-face{src:url(a)}.a{font-size:.875rem}.b{font-size:1.1875rem;font-size:14px}"

    assert cleaned(built) == ".a{font-size:1rem}.b{font-size:1.1875rem;font-size:1rem}"


def test_a_form_that_came_back_says_so_first_and_in_the_title():
    """The summary stands before the heading, and the title begins with the word."""
    form = examples()["wrong_form"]
    page = rendered("404.html", form=form)

    assert page.title.text.startswith("Error: ")
    assert page.main.find(class_="govuk-error-summary").find_next("h1")
