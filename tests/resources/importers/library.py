"""A folder of guides in two languages for the tests of the import, and what it becomes."""

from __future__ import annotations

from pathlib import Path

from resources.models import GuidePage
from tests.resources.importers.helpers import lesson, write

ENGLISH = "Keep it with you.\n\n## At night\n\n* Switch it off\n* Hide it\n"
FRENCH = "Gardez-le sur vous.\n\n## La nuit\n\n* Éteignez-le\n* Cachez-le\n"


def library(below: Path) -> Path:
    """Two languages, two levels of folders, a checklist."""
    return write(
        below / "library",
        {
            "en/phones/.category.yml": "title: Phones\nindex: 1\ndescription: What a phone tells of you.",
            "en/phones/s_burner.md": lesson(ENGLISH, title="Burner phones", index=2),
            "en/phones/s_before.md": lesson("Think first.", title="Before you start", index=1),
            "en/phones/c_checklist.yml": "index: 100\nlist:\n- check: Lock it\n- label: Others\n- check: Tell a friend\n- check: No\n",
            "fr_FR/phones/.category.yml": "title: Téléphones",
            "fr_FR/phones/s_burner.md": lesson(FRENCH, title="Téléphones jetables", index=2),
        },
    )


def guide(title: str) -> GuidePage:
    """The guide called ``title``."""
    return GuidePage.objects.get(title=title)


def block_texts(page: GuidePage) -> str:
    """What its blocks say."""
    return "\n".join(str(block.value) for block in page.body)
