"""What befell people and things, as paragraphs: the gravest first, losses to one storm in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from huibao.briefing.choosing.harms import Harm
from huibao.briefing.template import Fill, Part
from huibao.briefing.themes.harm import KINDS
from huibao.briefing.writing.blocks import Group
from huibao.schema import Statement


def harm_groups(part: Part, harms: Sequence[Harm], fill: Fill) -> list[Group]:
    """The runs of sentences that tell the events of a part; none where there are none.

    Args:
        part: whose phrases they are told in.
        harms: as selected, the gravest first.
        fill: fills phrases in.
    """
    if part.harms is None or not harms:
        return []
    lead = fill(part.harms.lead)
    groups = [Group(before=(Statement(text=lead),))] if lead else []
    for kind, alike in groupby(harms, key=lambda harm: harm.kind):
        opens = part.harms.kinds[KINDS.index(kind)] if part.harms.kinds else ""
        for place, run in enumerate(_runs(list(alike))):
            cases = tuple(_case(part, harm, fill) for harm in run)
            before = (Statement(text=fill(opens)),) if opens and place == 0 else ()
            groups.append(Group(before=before, cases=cases, apart=bool(before)))
    return groups


def _runs(harms: Sequence[Harm]) -> list[list[Harm]]:
    """The events one by one, those of one occasion together."""
    runs: list[list[Harm]] = []
    for harm in harms:
        if runs and harm.occasion and runs[-1][0].occasion == harm.occasion:
            runs[-1].append(harm)
        else:
            runs.append([harm])
    return runs


def _case(part: Part, harm: Harm, fill: Fill) -> Statement:
    wording = harm.wording
    before, told = wording.text[: wording.name_at], wording.text[wording.name_at :]
    phrase = part.told if wording.of_others else part.statement
    text = before + fill(phrase, village=harm.village, text=told, verb=wording.verb_first)
    return Statement(text=text, sources=harm.cited)
