"""The addresses that take the place of Wagtail's, ahead of its own."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from .reset import Reset, ResetConfirm
from .views import SecondStep, SignIn

urlpatterns = [
    path("login/", never_cache(SignIn.as_view()), name="wagtailadmin_login"),
    path("login/second/", SecondStep.as_view(), name="wagtailadmin_login_second"),
    path("password_reset/", never_cache(Reset.as_view()), name="wagtailadmin_password_reset"),
    path("password_reset/confirm/<uidb64>/<token>/", never_cache(ResetConfirm.as_view()), name="wagtailadmin_password_reset_confirm"),
]
