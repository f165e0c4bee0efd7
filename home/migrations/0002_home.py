"""The first home page in place of Wagtail's welcome page, and a locale for each language of the hub."""

from django.conf import settings
from django.db import migrations

from hub import languages


def make_home(apps, schema_editor):
    """A home page in the default language as the root of the one site."""
    Locale = apps.get_model("wagtailcore.Locale")
    for code in languages.codes():
        Locale.objects.get_or_create(language_code=code)
    ContentType = apps.get_model("contenttypes.ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    apps.get_model("wagtailcore.Page").objects.filter(depth=2, slug="home").delete()
    home = apps.get_model("home.HomePage").objects.create(
        title=settings.WAGTAIL_SITE_NAME,
        draft_title=settings.WAGTAIL_SITE_NAME,
        slug="home",
        url_path="/home/",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        locale=Locale.objects.get(language_code=languages.DEFAULT.code),
    )
    apps.get_model("wagtailcore.Page").objects.filter(depth=1).update(numchild=1)
    apps.get_model("wagtailcore.Site").objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": home.pk, "site_name": settings.WAGTAIL_SITE_NAME}
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
