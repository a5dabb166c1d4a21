from django.apps import AppConfig


class MandatoryReportConfig(AppConfig):
    name = "shouwang.mechanisms.mandatory_report"
    label = "mandatory_report"
