from django.apps import AppConfig


class ContactsRoom(AppConfig):
    name = "openmash.contacts"
    label = "contacts"
