from django.apps import AppConfig


class AuditRoom(AppConfig):
    name = "openmash.audit"
    label = "audit"
