from django.apps import AppConfig


class EnquiriesRoom(AppConfig):
    name = "openmash.enquiries"
    label = "enquiries"
