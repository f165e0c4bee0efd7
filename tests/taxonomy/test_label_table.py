"""Editors change words for topics in one table; nothing they typed is lost, and nothing another editor wrote meanwhile."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from hub import languages
from members.models import User
from taxonomy.admin.label_form import cell_name
from taxonomy.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db


def user(*permissions):
    """A person of the admin with these permissions of the taxonomy."""
    person = User.objects.create_user(f"user{User.objects.count()}", password="a long password")
    codenames = ["access_admin", *permissions]
    person.user_permissions.set(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["taxonomy", "wagtailadmin"]))
    return person


@pytest.fixture
def editor():
    client = Client()
    client.force_login(user("change_conceptlabel"))
    return client


def address(kind="preferred", scheme="topic"):
    return reverse("taxonomy-labels:table", kwargs={"scheme": scheme, "kind": kind})


def sent(response):
    """What a browser sends when the form comes back unchanged."""
    form = response.context["form"]
    data = {}
    for row in form.rows():
        for cell in row.cells:
            data[cell.html_name] = data[cell.html_initial_name] = cell.field.prepare_value(cell.initial).replace("\n", "\r\n")
    return data


def cell(code, language, scheme="topic"):
    return cell_name((Concept.objects.get(scheme=scheme, code=code).pk, language))


def word(code, language):
    return ConceptLabel.objects.get(concept__code=code, language=language)


def test_the_table_shows_every_concept_with_a_cell_for_each_language_named_for_screen_readers(editor):
    html = editor.get(address()).content.decode()
    assert html.count('<th scope="row" class="depth-') == Concept.objects.filter(scheme="topic").count()
    assert 'lang="ar" dir="rtl"' in html
    assert 'aria-label="Somewhere safe to stay in العربية"' in html


def test_the_first_page_of_labels_is_the_table_of_topics(editor):
    assert editor.get(reverse("taxonomy-labels:index")).context["form"].kind == "preferred"


def test_a_changed_label_is_saved_and_nothing_else_is_touched(editor, django_capture_on_commit_callbacks):
    data = sent(editor.get(address()))
    before = dict(ConceptLabel.objects.values_list("pk", "preferred"))
    response = editor.post(address(), {**data, cell("hiv", "fr"): "VIH"}, follow=True)
    changed = {pk for pk, preferred in ConceptLabel.objects.values_list("pk", "preferred") if before[pk] != preferred}
    assert changed == {word("hiv", "fr").pk}
    assert "1 cell has been saved." in response.content.decode()


def test_whoever_follows_labels_is_told_of_each_change(editor):
    from django.db.models.signals import post_save

    told = []
    post_save.connect(told_of := lambda instance, **kwargs: told.append((instance.language, instance.preferred)), sender=ConceptLabel)
    editor.post(address(), {**sent(editor.get(address())), cell("hiv", "fr"): "VIH", cell("hiv", "ru"): "ВИЧ"})
    post_save.disconnect(told_of, sender=ConceptLabel)
    assert sorted(told) == [("fr", "VIH"), ("ru", "ВИЧ")]


def test_sending_the_table_back_unchanged_saves_nothing_in_any_table(editor):
    for kind in ("preferred", "alternatives", "definition"):
        for scheme in ("topic", "audience"):
            page = editor.get(address(kind, scheme))
            assert "Nothing had changed." in editor.post(address(kind, scheme), sent(page), follow=True).content.decode()


def test_other_words_are_one_a_line_each_once(editor):
    page = editor.get(address("alternatives"))
    editor.post(address("alternatives"), {**sent(page), cell("hiv", "en"): " PrEP \r\n\r\nPEP\r\nPrEP\r\nmorning  after"})
    assert word("hiv", "en").alternatives == ["PrEP", "PEP", "morning after"]


def test_a_definition_is_saved_on_one_line(editor):
    page = editor.get(address("definition"))
    editor.post(address("definition"), {**sent(page), cell("hiv", "en"): "Tests\r\nand more.\x00"})
    assert word("hiv", "en").definition == "Tests and more."


def test_what_another_editor_changed_meanwhile_is_not_overwritten_unseen(editor):
    data = sent(editor.get(address()))
    ConceptLabel.objects.filter(concept__code="hiv", language="fr").update(preferred="Autre")
    refused = editor.post(address(), {**data, cell("hiv", "fr"): "VIH", cell("work", "fr"): "Boulot"})
    assert (word("hiv", "fr").preferred, word("work", "fr").preferred) == ("Autre", "Travail et argent")
    assert "“Autre”" in refused.content.decode()
    assert 'value="VIH"' in refused.content.decode()


def test_saving_again_after_the_warning_replaces_it(editor):
    data = {**sent(editor.get(address())), cell("hiv", "fr"): "VIH"}
    ConceptLabel.objects.filter(concept__code="hiv", language="fr").update(preferred="Autre")
    again = editor.post(address(), data).context["form"].data
    editor.post(address(), dict(again))
    assert word("hiv", "fr").preferred == "VIH"


def test_another_editors_change_of_another_cell_stays(editor):
    data = sent(editor.get(address()))
    ConceptLabel.objects.filter(concept__code="hiv", language="fr").update(preferred="Autre")
    editor.post(address(), {**data, cell("work", "fr"): "Boulot"})
    assert (word("hiv", "fr").preferred, word("work", "fr").preferred) == ("Autre", "Boulot")


@pytest.mark.parametrize(
    ("kind", "mistakes"),
    [
        (
            "preferred",
            {
                ("hiv", "en"): ("", "cannot be empty"),
                ("hiv", "fr"): ("", "Take them away first"),
                ("work", "fr"): ("x" * 121, "at most 120"),
                ("housing", "fr"): ("École et études", "Another concept has this label"),
            },
        ),
        ("preferred", {("hiv", "fr"): ("ecole et  ÉTUDES", "Another concept has this label")}),
        ("alternatives", {("hiv", "fr"): ("x" * 121, "too long"), ("work", "fr"): ("\n".join(map(str, range(61))), "too many")}),
    ],
)
def test_each_mistake_is_explained_at_its_cell_and_on_top_and_nothing_is_saved(editor, kind, mistakes):
    before = list(ConceptLabel.objects.order_by("pk").values())
    typed = {cell(*where): value for where, (value, _said) in mistakes.items()}
    html = editor.post(address(kind), {**sent(editor.get(address(kind))), **typed, cell("work", "en"): "Changed"}).content.decode()
    for where, (_value, said) in mistakes.items():
        assert html.count(said) == 2, where
        assert f'href="#id_{cell(*where)}"' in html
    assert list(ConceptLabel.objects.order_by("pk").values()) == before


def test_words_wait_for_their_label_and_a_bare_label_can_go(editor):
    ConceptLabel.objects.filter(concept__code="hiv", language="fr").delete()
    refused = editor.post(address("alternatives"), {**sent(editor.get(address("alternatives"))), cell("hiv", "fr"): "sida"})
    assert "Give the label in this language first." in refused.content.decode()
    editor.post(address(), {**sent(editor.get(address())), cell("hiv", "fr"): "VIH"})
    assert word("hiv", "fr").preferred == "VIH"
    editor.post(address(), {**sent(editor.get(address())), cell("hiv", "fr"): ""})
    assert not ConceptLabel.objects.filter(concept__code="hiv", language="fr").exists()


def test_words_are_shown_as_words_and_never_as_markup(editor):
    ConceptLabel.objects.filter(concept__code="hiv", language="en").update(preferred='"><script>alert(1)</script>')
    assert "<script>alert" not in editor.get(address()).content.decode()


def test_a_person_without_the_permission_neither_sees_nor_changes_labels():
    client = Client()
    client.force_login(user("change_concept"))
    assert client.get(address()).status_code == 302
    assert client.post(address(), {cell("hiv", "fr"): "x"}).status_code == 302
    assert word("hiv", "fr").preferred != "x"


def test_an_unknown_table_is_not_found(editor):
    for scheme, kind in (("nothing", "preferred"), ("topic", "nothing")):
        assert editor.get(address(kind, scheme), follow=True).status_code == 404


def test_the_menu_leads_to_the_table_only_for_those_who_may(editor):
    assert address().rsplit("/", 3)[0] in editor.get("/admin/").content.decode()
    other = Client()
    other.force_login(user())
    assert "taxonomy-labels" not in other.get("/admin/").content.decode()


def test_the_table_costs_the_same_queries_however_many_concepts_there_are(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        editor.get(address())
    for number in range(40):
        Concept.objects.create(scheme="topic", code=f"more-{number}")
    with django_assert_max_num_queries(20):
        editor.get(address())


def test_the_table_speaks_the_editors_language_from_right_to_left(editor):
    from wagtail.users.models import UserProfile

    person = User.objects.get(pk=editor.session["_auth_user_id"])
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "ar"})
    html = editor.get(address()).content.decode()
    assert 'dir="rtl"' in html.split("<body")[0]
    assert "<bdi>مكان آمن للإقامة</bdi>" in html


def test_the_stylesheet_knows_only_start_and_end():
    from django.contrib.staticfiles import finders

    css = Path(finders.find("taxonomy/labels.css")).read_text()
    assert not [word for word in ("left", "right", "margin-top", "width:") if word in css.replace("inline-size", "")]


def test_no_migration_is_missing():
    call_command("makemigrations", "taxonomy", check=True, dry_run=True, verbosity=0)


def test_every_language_of_the_hub_is_a_column(editor):
    html = editor.get(address()).content.decode()
    assert [language.name for language in languages.LANGUAGES if f">{language.name}</th>" not in html] == []
