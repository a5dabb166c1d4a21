"""contact 亲情联系: parents and children hear and see one another; the village and the school help; gaps are shown."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.contact import forms, operations
from shouwang.mechanisms.contact.panels import contact_panel
from shouwang.page.mechanism import Act, Declared, Mechanism, MenuItem, Panel, Report

_record = operations.record_contact

MECHANISM = Mechanism(
    key="contact",
    title=_("Family contact"),
    events=(
        Declared("contact.called", _("Parent and child talked")),
        Declared("contact.met", _("Parent and child met")),
        Declared("contact.helped", _("Village helped with a call")),
        Declared("contact.school_helped", _("School helped with a call")),
        Declared("contact.reminded", _("Parent reminded to call")),
        Declared("contact.teacher_talked", _("Parent spoke with teacher or carer")),
        Declared("contact.point_opened", _("Contact point opened"), about=("village", "school")),
    ),
    acts=(
        Act("contact.called", _("Record a call"), form=forms.Called, operation=partial(_record, what="contact.called")),
        Act("contact.met", _("Record a meeting"), form=forms.Met, operation=partial(_record, what="contact.met")),
        Act(
            "contact.helped",
            _("Help with a call"),
            form=forms.Helped,
            operation=partial(_record, what="contact.helped"),
        ),
        Act(
            "contact.school_helped",
            _("Help with a call at school"),
            form=forms.Helped,
            operation=partial(_record, what="contact.school_helped"),
        ),
        Act("contact.reminded", _("Remind a parent to call"), form=forms.Reminded),
        Act("contact.teacher_talked", _("Record a talk with the teacher"), form=forms.TeacherTalked),
        Act("contact.point_opened", _("Open a contact point"), form=forms.PointOpened, about=("village", "school")),
    ),
    panels=(Panel(_("Family contact"), "contact/panel.html", contact_panel),),
    menu=(MenuItem(_("Family contact"), "contact:gaps", "child.read"),),
    reports=(Report("contact_gaps", _("Children long without contact"), "contact:gaps", "days=30", "child.read"),),
)
