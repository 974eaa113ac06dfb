from django.apps import AppConfig


class Book(AppConfig):
    name = "halfsky.office.decision"
    label = "decision"
