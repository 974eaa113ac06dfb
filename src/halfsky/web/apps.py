from django.apps import AppConfig


class Pages(AppConfig):
    name = "halfsky.web"
    label = "web"
