"""Persons who need attention: a doubt about who is who that stands until a human settles it."""
