"""Where an alert leads: the page on which one does something about it. Pure."""

# What rooms above the enquiry tell people who cannot open it leads to pages of their own.
OWN_PAGES = {
    "action": "/actions/{}/",
    "product": "/products/{}/",
    "disagreement": "/disagreements/{}/",
}
ASSESSMENT_PAGES = {"assessment": "/assessments/{}/", "second person": "/assessments/{}/second/"}


def address_of(*, kind: str, reference: str, enquiry: str = "", request: str = "") -> str:
    """Return the page an alert opens, by what it refers to, most particular first."""
    if kind.startswith("handover"):
        return f"/enquiries/triage/{reference}/" if reference else "/"
    if kind in ASSESSMENT_PAGES:
        return ASSESSMENT_PAGES[kind].format(reference)
    if kind in OWN_PAGES and reference and not enquiry:
        return OWN_PAGES[kind].format(reference.rsplit(" ", 1)[-1])
    if request:
        return f"/requests/{request}/"
    if enquiry:
        return f"/enquiries/{enquiry}/"
    if reference.startswith("C-"):
        return f"/enquiries/triage/{reference}/"
    return f"/enquiries/{reference}/" if reference else "/"
