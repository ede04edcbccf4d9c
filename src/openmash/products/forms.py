"""Begin a product, and call one back."""

from collections.abc import Mapping, Sequence

from django import forms

from openmash.design.forms import PlainForm, Radios
from openmash.products.product_types import ProductType


class BeginForm(PlainForm):
    """Which agency gets which type of product."""

    agency = forms.TypedChoiceField(label="Who gets it?", coerce=int)
    type = forms.ChoiceField(label="What do they get?", widget=Radios(small=True))

    def __init__(
        self,
        *args,
        agencies: Sequence[tuple[int, str]],
        types: Mapping[str, ProductType],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]
        self.fields["type"].choices = [(code, each.title) for code, each in types.items()]
        self.fields["type"].widget.hints = {
            code: f"Holds {', '.join(each.contains)}. Never: {', '.join(each.never)}."
            for code, each in types.items()
        }


class RecallForm(PlainForm):
    """Why a product is called back."""

    why = forms.CharField(label="Why is it called back?", widget=forms.Textarea(attrs={"rows": 2}))
