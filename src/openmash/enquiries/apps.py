from django.apps import AppConfig


class EnquiriesRoom(AppConfig):
    name = "openmash.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        """Hear what the rooms below say and ask, which do not know of enquiries."""
        from openmash.contacts.events import contact_submitted, statement_added
        from openmash.enquiries import receiving
        from openmash.enquiries.mentions.access import on_mentions_asked, on_references_asked
        from openmash.enquiries.mentions.actions import on_person_changed
        from openmash.people.events import mentions_asked, person_changed, references_asked

        contact_submitted.connect(
            receiving.on_contact_submitted, dispatch_uid="enquiries.contact_submitted"
        )
        statement_added.connect(
            receiving.on_statement_added, dispatch_uid="enquiries.statement_added"
        )
        mentions_asked.connect(on_mentions_asked, dispatch_uid="enquiries.mentions")
        references_asked.connect(on_references_asked, dispatch_uid="enquiries.references")
        person_changed.connect(on_person_changed, dispatch_uid="enquiries.person_changed")
