"""Signing in: by password today, through a library that adds passkeys and OpenID Connect later."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.views import LoginView, PasswordChangeView
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import Resolver404, resolve

from openmash.design.forms import PlainWords
from openmash.handbook import beside


class Accounts(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs themselves up."""

    # One sentence for a wrong password and for an address that nobody has: no hint which it was.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address and the password do not belong together. "
        "Check both, or ask your administrator for a new link",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again",
        "enter_current_password": "This is not your present password. Check it and write it again",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Say nothing of the library's own: its messages greet people by name."""

    def get_password_change_redirect_url(self, request) -> str:
        return "/"


class SignInForm(PlainWords, LoginForm):
    """An e-mail address and a password, in our own words."""

    missing = {"login": "Enter your work e-mail address", "password": "Enter your password"}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Work e-mail address"
        self.fields["login"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "spellcheck": "false", "width": 30}
        )
        self.fields["login"].error_messages["invalid"] = (
            "Write the whole e-mail address, like name@example.org"
        )
        _plain_password(self.fields["password"], label="Password", now="current-password")


class NewPasswordForm(PlainWords, ChangePasswordForm):
    """The present password and, twice, a new one."""

    missing = {
        "oldpassword": "Enter your present password",
        "password1": "Enter a new password",
        "password2": "Enter the new password again",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _plain_password(
            self.fields["oldpassword"], label="Present password", now="current-password"
        )
        _plain_password(self.fields["password1"], label="New password", now="new-password")
        _plain_password(
            self.fields["password2"], label="The new password again", now="new-password"
        )
        self.fields["password1"].help_text = "At least 12 letters or signs"


class SignIn(LoginView):
    """The sign-in page. What was wrong answers 422, as every form of the hub does."""

    def get_form_class(self) -> type[forms.Form]:
        return SignInForm

    def form_invalid(self, form: forms.Form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: object) -> dict:
        context = super().get_context_data(**kwargs)
        hours = settings.SESSION_COOKIE_AGE // 3600
        return {
            **context,
            "tour_url": _if_there("/tour/"),
            "worry_url": _if_there("/concerns/new/"),
            "next_url": self.request.GET.get("next", ""),
            "session_hours": hours,
        }


class ChangePassword(PasswordChangeView):
    """Change one's own password."""

    extra_context = {"paragraph": beside("account.password")}

    def get_form_class(self) -> type[forms.Form]:
        return NewPasswordForm

    def form_invalid(self, form: forms.Form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


sign_in = SignIn.as_view()
change_password = login_required(ChangePassword.as_view())


def _plain_password(field: forms.Field, *, label: str, now: str) -> None:
    field.label, field.help_text = label, ""
    field.widget = forms.PasswordInput(attrs={"autocomplete": now, "width": 30})


def _if_there(path: str) -> str:
    """Return a stable address of a room unknown to this one, or "" where it is not there."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
