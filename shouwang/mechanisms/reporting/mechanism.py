"""reporting 信息报送与共享: village to township, township to county with copies, signed for or returned; notices."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.reporting import forms
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Report

_UNITS = ("village", "township")
_CHILD = (
    ("reporting.police_notified", _("Police notified the township"), _("Notify the township (police)")),
    ("reporting.village_notified", _("Village notified"), _("Notify the village")),
    ("reporting.risk_notified", _("Risk notified"), _("Notify of a risk")),
    ("reporting.placement_notified", _("Placement notified"), _("Notify who looks after the child for now")),
    ("reporting.dropout_reported", _("Leaving school reported in writing"), _("Report leaving school in writing")),
)

_SENT, _WAITING = "reporting:summary", "reporting:latest"
_SENDING = (
    Act("reporting.village_submitted", _("Send the report"), ("village",), right="report.submit", url_name=_SENT),
    Act("reporting.township_submitted", _("Send the report"), ("township",), right="report.submit", url_name=_SENT),
    Act("reporting.village_accepted", _("Sign for it"), ("village",), right="report.receive", url_name=_WAITING),
    Act("reporting.township_acknowledged", _("Sign for it"), ("township",), right="report.receive", url_name=_WAITING),
    Act("reporting.returned", _("Return for correction"), _UNITS, right="report.receive", url_name=_WAITING),
    Act("reporting.copied_education", _("Sign for the copy"), ("township",), right="report.receive", url_name=_WAITING),
    Act("reporting.copied_police", _("Sign for the copy"), ("township",), right="report.receive", url_name=_WAITING),
)

MECHANISM = Mechanism(
    key="reporting",
    title=_("Reports"),
    told={"period_until": _("Last day of the period"), "version": _("Version"), "because": _("Reason")},
    events=(
        Declared("reporting.village_submitted", _("Village sent its report"), about=("village",)),
        Declared("reporting.village_accepted", _("Township signed for the village's report"), about=("village",)),
        Declared("reporting.township_submitted", _("Township sent its report"), about=("township",)),
        Declared("reporting.township_acknowledged", _("County signed for the township's report"), about=("township",)),
        Declared("reporting.copied_education", _("Education signed for its copy"), about=("township",)),
        Declared("reporting.copied_police", _("Police signed for its copy"), about=("township",)),
        Declared("reporting.returned", _("Report returned"), about=("village", "township")),
        Declared("reporting.information_shared", _("Information shared"), about=("county", "township")),
        Declared("reporting.progress_reported", _("Progress reported"), about=("township", "county")),
        Declared("reporting.important_reported", _("Important matter reported"), about=("county",)),
        Declared("reporting.mechanism_published", _("Rules of reporting published"), about=("county",)),
        Declared("reporting.messenger_reported", _("Messenger reported"), about=("village",)),
        Declared("reporting.told_by_parents", _("Parents told how care is arranged")),
        Declared("reporting.conflict_settled", _("Contradiction settled")),
        *(Declared(what, title) for what, title, _act in _CHILD),
    ),
    acts=(
        *(Act(what, act, form=forms.Notice) for what, _title, act in _CHILD),
        Act(
            "reporting.told_by_parents", _("Take what the parents tell"), form=forms.ToldByParents, right="child.write"
        ),
        Act("reporting.conflict_settled", _("Settle a contradiction"), form=forms.Settled, right="child.write"),
        Act("reporting.information_shared", _("Share information"), form=forms.Shared, about=("county", "township")),
        Act("reporting.progress_reported", _("Report progress"), form=forms.Notice, about=("township", "county")),
        Act("reporting.important_reported", _("Report an important matter"), form=forms.Notice, about=("county",)),
        Act("reporting.mechanism_published", _("Publish the rules of reporting"), form=forms.Notice, about=("county",)),
        *_SENDING,
        Act("reporting.messenger_reported", _("Report as messenger"), form=forms.Notice, about=("village",)),
    ),
    documents=(
        Document(_("Quarterly report"), "reporting:quarterly_report", _UNITS, "report.submit"),
        Document(_("Quarterly summary"), "reporting:quarterly_summary", _UNITS, "report.submit"),
        Document(_("Report of leaving school"), "reporting:dropout_report"),
    ),
    reports=(Report("quarterly_summary", _("Quarterly summary"), "reporting:list", right="report.receive"),),
    menu=(
        MenuItem(_("Reports"), "reporting:list", "report.submit"),
        MenuItem(_("Reports"), "reporting:list", "report.receive"),
    ),
)
