"""What may be wrong with a document, each as the sentence that its editor reads."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class UncleanError(ValidationError):
    """A document that cannot be taken."""


def damaged() -> UncleanError:
    """It is something else, or half of it is missing."""
    return UncleanError(
        _("This file is not what its name says, or it is damaged. Save it again in the program it was made with and upload that."), "damaged"
    )


def locked() -> UncleanError:
    """Nobody can look into it."""
    return UncleanError(_("This file is protected with a password. Save it without a password and upload that."), "locked")


def runs() -> UncleanError:
    """It would do something on the machine of a reader."""
    return UncleanError(_("This file holds macros or scripts, which can harm whoever opens it. Save it without them and upload that."), "runs")


def holds_files() -> UncleanError:
    """Another file lies in it, where no reader and no editor sees it."""
    return UncleanError(_("Other files are hidden in this file. Take them out, and upload each by itself."), "holds_files")


def calls() -> UncleanError:
    """Opening it would tell somebody that it is read."""
    return UncleanError(
        _("This file loads something from another place when it is opened, which gives readers away. Put it into the file, or take it out."), "calls"
    )


def swells() -> UncleanError:
    """A small file that fills a machine."""
    return UncleanError(
        _("This file becomes far too large when it is unpacked. Save it again in the program it was made with and upload that."), "swells"
    )


def not_text() -> UncleanError:
    """Bytes that are no letters."""
    return UncleanError(_("This is not text in the encoding UTF-8. Save it as UTF-8 and upload that."), "not_text")
