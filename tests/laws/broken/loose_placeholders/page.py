from django.utils.translation import gettext as _

said = _("%s rows") % 3
