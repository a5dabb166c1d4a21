"""Where somebody came from, so that they get back there."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The address in `back` or `next`, when it is one of ours."""
    wanted = request.POST.get("back") or request.GET.get("back") or request.POST.get("next") or request.GET.get("next")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=False) and wanted[0] == "/":
        return wanted
    return otherwise
