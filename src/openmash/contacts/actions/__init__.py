"""The verbs of contacts: keep a draft, send it once, add to it, tell what became of it."""

from openmash.contacts.actions.adding import add_statement
from openmash.contacts.actions.drafting import (
    add_file,
    forget_draft,
    forget_lapsed_drafts,
    keep_person,
    keep_step,
    keep_tie,
    remove_file,
    remove_person,
    remove_tie,
    start_draft,
)
from openmash.contacts.actions.feedback import give_feedback
from openmash.contacts.actions.links import open_link, send_link
from openmash.contacts.actions.posting import post, send_outbox
from openmash.contacts.actions.submitting import submit, submit_answers

__all__ = [
    "add_file",
    "add_statement",
    "forget_draft",
    "forget_lapsed_drafts",
    "give_feedback",
    "keep_person",
    "keep_step",
    "keep_tie",
    "open_link",
    "post",
    "remove_file",
    "remove_person",
    "remove_tie",
    "send_link",
    "send_outbox",
    "start_draft",
    "submit",
    "submit_answers",
]
