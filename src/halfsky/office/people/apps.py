from django.apps import AppConfig


class Book(AppConfig):
    name = "halfsky.office.people"
    label = "people"
