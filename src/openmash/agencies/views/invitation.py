"""Choose a password by one's own link. No account yet signs in here."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openmash.agencies import actions
from openmash.agencies.actions.invitation import bearer_of
from openmash.agencies.forms import ChoosePasswordForm
from openmash.agencies.views.form_page import FormPage, answer, posted


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def choose_password(request, key):
    """Let whoever holds the link choose their password, once."""
    practitioner = bearer_of(key)
    if practitioner is None:
        return render(request, "account/link_lapsed.html", status=404)
    form = ChoosePasswordForm(posted(request), practitioner=practitioner)

    def do(form) -> str:
        actions.choose_password(key, password=form.cleaned_data["password"], at=timezone.now())
        return reverse("account_login")

    page = FormPage(
        heading="Choose your password",
        back=reverse("account_login"),
        back_words="Back to signing in",
        button="Keep this password",
        beside="account.password",
        done="Your password is kept. Sign in with it now.",
    )
    return answer(request, form, page=page, do=do)
