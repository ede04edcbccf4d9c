from django.apps import AppConfig


class ContactsRoom(AppConfig):
    name = "openmash.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Hear what the agencies room says, which has no way of its own to reach people."""
        from openmash.agencies.events import practitioner_invited
        from openmash.contacts.invitations import on_practitioner_invited

        practitioner_invited.connect(
            on_practitioner_invited, dispatch_uid="contacts.practitioner_invited"
        )
