"""One page with one form: what stands around it, and what happens when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from openmash.errors import RuleBroken
from openmash.handbook import beside


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What stands around a form: heading, way back, button, the handbook's paragraph beside it."""

    heading: str
    back: str
    back_words: str
    button: str
    beside: str
    caption: str = ""
    lead: str = ""
    done: str = "Saved."
    is_serious: bool = False


def answer(request, form: forms.Form, *, page: FormPage, do: Callable[[forms.Form], str]):
    """Show a form, or do what it asks and go where `do` says.

    A rule that forbids it is said above the form with all that was typed still there.
    """
    if request.method == "POST" and form.is_valid():
        try:
            target = do(form)
        except RuleBroken as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, page.done)
            return redirect(target)
    return render(
        request,
        "agencies/form.html",
        {"form": form, "page": page, "paragraph": beside(page.beside)},
        status=422 if form.is_bound else 200,
    )


def posted(request) -> dict | None:
    """Return what was sent, or None where the page is only opened."""
    return request.POST if request.method == "POST" else None
