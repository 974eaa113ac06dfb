"""The WSGI application that ``halfsky serve`` starts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halfsky.config.settings")
application = get_wsgi_application()
