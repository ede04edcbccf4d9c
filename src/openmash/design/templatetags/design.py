"""Every component of the hub's pages, as one tag library.

The settings make it a builtin, so that no page needs to load it. The tags themselves stand in
modules by what they are for: pages, fields, practice, words, the record, and pictures.
"""

from django import template

from openmash.design.templatetags import (
    design_fields,
    design_pages,
    design_pictures,
    design_practice,
    design_record,
    design_words,
)

PARTS = (
    design_pages,
    design_fields,
    design_practice,
    design_words,
    design_record,
    design_pictures,
)

register = template.Library()

for part in PARTS:
    register.tags.update(part.register.tags)
