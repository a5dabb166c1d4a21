"""Photos, scans and voice that prove something. The content lies encrypted in the data folder, named by its digest."""

from django.db import models

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, User
from shouwang.registry.models.file import File


class Attachment(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="attachments", db_index=False)
    title = models.TextField()
    file_name = EncryptedTextField(help_text="as it was sent; may hold a name")
    media_type = models.TextField()
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "file", "-added_at"], name="attachment_file")]
