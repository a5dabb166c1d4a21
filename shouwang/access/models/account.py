"""Accounts (one per person) and posts (what the person holds, where, from when until when)."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models.office import Office
from shouwang.access.models.place import County, Region


class AccountKind(models.TextChoices):
    """三员分立: none of the three administrators can do another's work, and none of them sees a child's file."""

    BUSINESS = "business", "业务账号"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDIT = "audit", "审计管理员"


class Users(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        """With the county: every page names it."""
        return super().get_queryset().select_related("county")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    username = models.TextField(unique=True)
    name = models.TextField()
    phone = EncryptedTextField(null=True)
    email = EncryptedTextField(null=True)
    kind = models.TextField(choices=AccountKind.choices, default=AccountKind.BUSINESS)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    language = models.TextField(default="zh-hans", help_text="in which messages are written")
    is_synthetic = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = Users()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post held for a term. The role gives the rights, the office the functions, the office's jurisdictions the place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="posts", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts", db_index=False)
    role = models.TextField(help_text="a key of access.rights.ROLES")
    title = models.TextField()
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, help_text="narrower than the office's"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="last day of the term")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="post_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "user"], name="post_user"),
            models.Index(fields=["county", "office"], name="post_office"),
        ]

    def __str__(self) -> str:
        return self.title
