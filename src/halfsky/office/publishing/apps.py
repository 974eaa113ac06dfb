from django.apps import AppConfig


class Book(AppConfig):
    name = "halfsky.office.publishing"
    label = "publishing"
