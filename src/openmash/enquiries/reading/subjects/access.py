"""The door to one person of an enquiry that the viewer has opened."""

from openmash.enquiries.models import Enquiry, Subject
from openmash.errors import NotVisible


def get_subject(enquiry: Enquiry, position: int) -> Subject:
    """Return the person at a position of an enquiry.

    Raises:
        NotVisible: nobody has that position.
    """
    subject = enquiry.subjects.select_related("person", "record").filter(position=position).first()
    if subject is None:
        raise NotVisible("There is nobody with that number in this enquiry. Go back to its people.")
    return subject
