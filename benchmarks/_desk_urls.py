"""The URL map of the product and ``/empty/``, which reads what is sent and answers nothing.

No phone sends as fast as these: the limit of one phone is lifted.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from zwgk.config.urls import urlpatterns as product
from zwgk.web.api import limits

limits.DEVICE = 10**9


@csrf_exempt
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing: the baseline."""
    return HttpResponse(b"{}" if request.body else b"")


urlpatterns = [path("empty/", empty), *product]
