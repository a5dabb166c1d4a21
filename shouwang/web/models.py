"""Who is logged in where, so that a person can see and end the own sessions."""

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models import County, User


class SignIn(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    session_key = models.TextField(help_text="of the session that it opened; the row goes when the session ends")
    began_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.TextField(help_text="the browser, as it names itself", default="")

    class Meta:
        indexes = [models.Index(fields=["county", "user", "-began_at"], name="sign_in_user")]
