"""Images as public pages show them: in the sizes that were made at the upload (``hub.models.media``). A reader's request makes none."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, prefetch_related_objects
from wagtail.images.models import SourceImageIOError

from hub.models import HubImage
from hub.models.media import SIZES, USES

logger = logging.getLogger(__name__)

WIDTHS: Final = {"words": "(min-width: 48rem) 42rem, 100vw"}
"""How wide an image stands on the page, by its use: browsers choose the file by this. What is not named stands as wide as its smallest file: the
others are for sharper screens."""
WHOLE: Final = ("max-", "width-", "scale-", "height-", "original")
"""How the sizes begin that cut nothing off."""
AT_A_TIME: Final = 20


@dataclass(frozen=True)
class Picture:
    """An image in the sizes that there are of it, the smallest first."""

    files: tuple[Any, ...]
    use: str

    @property
    def smallest(self) -> Any:
        """The file for slow lines, and for browsers that cannot choose."""
        return self.files[0]

    @property
    def box(self) -> Any:
        """The file whose width and height are kept free for the image, so that nothing on the page moves when it comes."""
        return self.files[-1 if self.use in WIDTHS else 0]

    @property
    def widths(self) -> str:
        """How wide it stands on the page."""
        return WIDTHS.get(self.use, f"{self.box.width}px")

    @property
    def source(self) -> str:
        """Where the smallest file is."""
        return str(self.smallest.url)

    @property
    def srcset(self) -> str:
        """All files with their widths."""
        return ", ".join(f"{one.url} {one.width}w" for one in self.files)

    @property
    def weight(self) -> int:
        """How many bytes the smallest file has; 0 where it is not there."""
        file = self.smallest.file
        return int(file.size) if file.storage.exists(file.name) else 0


def picture(image: HubImage, use: str) -> Picture | None:
    """``image`` for ``use``, in the sizes meant for that; before they are made, in the next best one; None where there is none at all."""
    made = {one.filter_spec: one for one in image.renditions.all()}
    meant = [made[spec] for spec in USES[use] if spec in made]
    files = meant or _next_best(made.values(), int(USES[use][0].split("|")[0].split("-")[1].split("x")[0]))
    by_width = {one.width: one for one in reversed(files)}
    return Picture(tuple(by_width[width] for width in sorted(by_width)), use) if files else None


def _next_best(made: Iterable[Any], wide: int) -> list[Any]:
    """The smallest of the uncut sizes that is at least ``wide``, else the largest."""
    whole = sorted((one for one in made if one.filter_spec.startswith(WHOLE)), key=lambda one: one.width)
    enough = [one for one in whole if one.width >= wide]
    return enough[:1] or whole[-1:]


def prefetch(images: Sequence[HubImage]) -> None:
    """Load the sizes of all ``images`` of a page at once."""
    prefetch_related_objects(list(images), "renditions")


def make_missing() -> int:
    """Make the sizes that some images lack, of a few images; of how many. For images of a time before a size was known, and where an upload
    could not be finished."""
    has = Count("renditions", filter=Q(renditions__filter_spec__in=SIZES), distinct=True)
    made = 0
    for image in HubImage.objects.annotate(has=has).filter(has__lt=len(SIZES)).order_by("-pk").iterator(AT_A_TIME):
        made += _made(image)
        if made == AT_A_TIME:
            break
    return made


def _made(image: HubImage) -> bool:
    """Make its sizes; whether its file is there to make them from."""
    try:
        image.make_sizes()
    except SourceImageIOError:
        logger.warning("The file of image %s is not there: no sizes of it can be made.", image.pk)
        return False
    return True
