"""What stays private, as whole sentences: for each question yes, no, or that we do not know."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resources.codes import Answer, ConfidentialityKind

from .wording import Remark, Tone

TONES: Final[dict[str, Tone]] = {Answer.YES: "bad", Answer.NO: "good", Answer.UNKNOWN: "unknown"}
"""Every question asks after something that may harm: yes is the bad news."""

SENTENCES: Final[dict[str, tuple[Promise, Promise, Promise]]] = {
    ConfidentialityKind.RECORD: (
        _("Notes are kept about what you tell."),
        _("No notes are kept about what you tell."),
        _("We do not know whether notes are kept about what you tell."),
    ),
    ConfidentialityKind.MESSAGE: (
        _("A message may be left for you, on a telephone or at home."),
        _("No message is left for you unless you agree to it."),
        _("We do not know whether a message may be left for you."),
    ),
    ConfidentialityKind.PARENTS: (
        _("Parents are told when a person under age gets in touch."),
        _("Parents are not told."),
        _("We do not know whether parents are told."),
    ),
    ConfidentialityKind.POLICE: (_("The police may be told."), _("The police is not told."), _("We do not know whether the police is told.")),
    ConfidentialityKind.INSURER: (
        _("The health insurance is told, and may write to the person who holds the policy."),
        _("The health insurance is not told."),
        _("We do not know whether the health insurance is told."),
    ),
    ConfidentialityKind.MUST_REPORT: (
        _("If a life is in danger, the team has to call for help, even against your will."),
        _("The team does not have to report to anybody what you tell, even if a life is in danger."),
        _("We do not know whether the team has to report when a life is in danger."),
    ),
    ConfidentialityKind.PAPERS: (
        _("Identity papers are needed."),
        _("No identity papers are needed."),
        _("We do not know whether identity papers are needed."),
    ),
    ConfidentialityKind.LEGAL_NAME: (
        _("You have to give your legal name."),
        _("You do not have to give your legal name."),
        _("We do not know whether you have to give your legal name."),
    ),
}
"""For each kind what is said on yes, on no, and when nobody knows."""


def private_remarks(facts: Any) -> list[Remark]:
    """A sentence for each kind, those that are known first. Where there is no row, or several that contradict each other, nobody knows."""
    answers: dict[str, set[str]] = {}
    for row in facts.confidentiality.all():
        answers.setdefault(row.kind, set()).add(row.answer)
    found = [_remark(kind, answers.get(kind, set())) for kind in ConfidentialityKind.values]
    return sorted(found, key=lambda remark: remark.tone == "unknown")


def _remark(kind: str, answers: set[str]) -> Remark:
    """The sentence on one question."""
    answer = next(iter(answers)) if len(answers) == 1 else Answer.UNKNOWN
    position = (Answer.YES, Answer.NO, Answer.UNKNOWN).index(Answer(answer))
    return Remark(TONES[answer], str(SENTENCES[kind][position]))
