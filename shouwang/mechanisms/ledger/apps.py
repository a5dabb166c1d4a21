from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "shouwang.mechanisms.ledger"
    label = "ledger"
