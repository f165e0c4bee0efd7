"""Areas that tests of the taxonomy share."""

import pytest

from taxonomy.areas import area_for
from taxonomy.models import Area, AreaLabel


@pytest.fixture
def town(db):
    """A place that editors made in Bremen, with names in English and Arabic."""
    town = Area.objects.create(code="DE-HB.hafenstadt", kind=Area.Kind.PLACE, parent=area_for("DE-HB"))
    AreaLabel.objects.create(area=town, language="en", name="Hafenstadt")
    AreaLabel.objects.create(area=town, language="ar", name="مدينة الميناء")
    return town
