"""The design room: the look, the components and their gallery."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Serves the style sheet, the scripts and the templates that every page is made of."""

    name = "openmash.design"
    label = "design"
    verbose_name = "Design"
