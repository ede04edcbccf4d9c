"""What an administrator and information governance write down."""

from openmash.agencies.forms.agencies import AgencyForm, PartnershipForm, TeamForm
from openmash.agencies.forms.agreements import AgreementForm, EndAgreementForm
from openmash.agencies.forms.people import (
    ChoosePasswordForm,
    CloseAccountForm,
    EndRoleForm,
    GrantForm,
    PractitionerForm,
)

__all__ = [
    "AgencyForm",
    "AgreementForm",
    "ChoosePasswordForm",
    "CloseAccountForm",
    "EndAgreementForm",
    "EndRoleForm",
    "GrantForm",
    "PartnershipForm",
    "PractitionerForm",
    "TeamForm",
]
