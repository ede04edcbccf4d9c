"""The form with which a licensee brings in an instrument of their own."""

from django import forms

from openmash.design.forms import DatePartsField, PlainForm


class BringInForm(PlainForm):
    """The file, and the licence under which it may be used here."""

    file = forms.FileField(
        label="The instrument, as YAML",
        help_text="In the published format; its name is the id of the instrument",
    )
    licence_holder = forms.CharField(label="Who holds the licence?", max_length=200)
    licence_reference = forms.CharField(label="Reference of the licence", max_length=200)
    expires_on = DatePartsField(
        label="Last day of the licence", required=False, help_text="Leave it blank if it has none"
    )

    def text(self) -> str:
        """Return the file's text.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        return self.cleaned_data["file"].read().decode("utf-8-sig")
