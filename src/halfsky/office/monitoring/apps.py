from django.apps import AppConfig


class Book(AppConfig):
    name = "halfsky.office.monitoring"
    label = "monitoring"
