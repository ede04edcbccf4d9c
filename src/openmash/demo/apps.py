from django.apps import AppConfig


class PracticeHub(AppConfig):
    name = "openmash.demo"
    label = "demo"
