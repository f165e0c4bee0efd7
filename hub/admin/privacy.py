"""Wagtail saves who may see a page outside of any transaction. The search must hear of it in the same one, or of neither."""

from __future__ import annotations

from django.db import transaction
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.page_privacy import SetPrivacyView

set_privacy = require_admin_access(transaction.atomic(SetPrivacyView.as_view()))
"""Wagtail's view, all or nothing."""
