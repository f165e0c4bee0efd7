"""The addresses of the hub, and ``/slow/``, which says that it has begun and answers three seconds later."""

import time

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from hub.urls import urlpatterns as hubs

TAKES = 3


def slow(request):
    (settings.HUB_DATA / "request-begun").touch()
    time.sleep(TAKES)
    return HttpResponse("the whole answer")


urlpatterns = [path("slow/", slow), *hubs]
