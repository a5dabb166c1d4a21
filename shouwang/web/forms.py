"""Forms of the shell."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import User
from shouwang.page.words import document_words
from shouwang.policy.vocabulary import vocabulary


class Login(forms.Form):
    username = forms.CharField(
        label=_("Account"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Password(forms.Form):
    """A new password; at the first login, and whenever somebody wants."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        help_text=_("At least 10 characters, not only digits, not a common word, not like your name or account."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        self.user = user
        super().__init__(*args, **options)

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError(_("This is not your present password."))
        return present

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("The two new passwords differ. Type both anew."))
        if given.get("new") and given.get("new") == given.get("present"):
            self.add_error("new", _("The new password is the present one. Choose another."))
        return given


class Code(forms.Form):
    """A one-time code from the authenticator on the phone."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("Six-digit code"),
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )

    def clean_code(self) -> int:
        return int(self.cleaned_data["code"])


class Unveil(forms.Form):
    """Which sensitive value, and why."""

    field = forms.RegexField(
        r"^((person|father|mother)\.(citizen_id|phone|address)|event\.[0-9a-f-]{36}\.[a-z_0-9]{1,40})$"
    )
    reason = forms.CharField(min_length=4, max_length=200)


class PaperPrefix(forms.Form):
    """What stands before the year in the numbers of one kind of paper."""

    paper = forms.ChoiceField(label=_("Kind of paper"))
    prefix = forms.CharField(
        label=_("Before the year"), max_length=20, help_text=_("As it stands on the papers of the office")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["paper"].choices = [(kind, document_words(kind)) for kind in vocabulary().documents]
