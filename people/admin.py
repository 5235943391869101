"""The people pages of Wagtail's admin: one name, no address shown, every write through the services."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.users.views.users import CreateView, EditView, IndexView, UserFilterSet, UserViewSet

from .contact import email_hash
from .models import Identity, User
from .services import change_display_name, change_language, create_person, deactivate_person, reactivate_person


class PersonForm(forms.ModelForm):
    """Roles are not given here: they come from memberships, and the group follows."""

    def __init__(self, *args: Any, for_user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = for_user

    class Meta:
        model = User
        fields = ["display_name", "language"]


class PersonCreationForm(PersonForm):
    """A colleague of the office. Writers are made by the training pages, with a card."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("For signing in only. It is kept sealed; nothing is ever sent."))
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Tell it in person. The second step is set up at the first sign-in."),
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Identity.objects.filter(email_hash=email_hash(email)).exists():
            raise forms.ValidationError(_("This e-mail address belongs to an account already."))
        return email

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def save(self, commit: bool = True) -> User:
        user = create_person(**self.cleaned_data)
        self.instance.pk = user.pk  # the view goes on with the instance, not with what save() gives back
        return user


class PersonEditForm(PersonForm):
    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    class Meta(PersonForm.Meta):
        fields = ["display_name", "language", "is_active"]

    def save(self, commit: bool = True) -> User:
        """ModelForm has put the new values on the instance already, so the services get the person as the database knows her."""
        user = User.objects.get(pk=self.instance.pk)
        change_display_name(user=user, display_name=self.cleaned_data["display_name"], by=self.acting)
        if user.language != self.cleaned_data["language"]:
            change_language(user=user, language=self.cleaned_data["language"])
        wanted = self.cleaned_data.get("is_active", user.is_active)
        if user.is_active and not wanted:
            deactivate_person(user=user, by=self.acting)
        elif wanted and not user.is_active:
            reactivate_person(user=user, by=self.acting)
        return user


class PersonFilterSet(UserFilterSet):
    last_login = None  # not kept


class ActingUserMixin:
    """Tells the form who is acting."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "for_user": self.request.user}


class PersonIndexView(IndexView):
    search_fields = ["display_name"]

    def get_delete_url(self, instance: User) -> None:
        """Nobody is deleted (people.wagtail_hooks), so no button offers it."""

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("display_name", label=_("Name shown"), sort_key="display_name", get_url=self.get_edit_url),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
            Column("date_joined", label=_("Joined on"), sort_key="date_joined", accessor=lambda person: date_format(person.date_joined)),
        ]


class PersonCreateView(ActingUserMixin, CreateView):
    template_name = "wagtailadmin/generic/form.html"


class PersonEditView(ActingUserMixin, EditView):
    template_name = "wagtailadmin/generic/edit.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False


class PersonViewSet(UserViewSet):
    ordering = "display_name"
    filterset_class = PersonFilterSet
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    index_template_name = "wagtailadmin/generic/index.html"  # the users' own one offers actions on many people (people.wagtail_hooks)
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonEditForm if for_update else PersonCreationForm
