"""What a figure is: this period's total, a share of it, a baseline, a target, or a shortfall."""

from __future__ import annotations

from huibao.indicators.cues import cue
from huibao.indicators.quantities import Quantity
from huibao.schema import Status, Tag
from huibao.taxonomy import Taxonomy

# A plan cue reaches over the clauses that follow it, unless something done is told in between.
_REACH = 40


def status_of(quantity: Quantity, text: str, tag: Tag | None, taxonomy: Taxonomy) -> Status:
    """Status of a quantity from its phrase, then its clause and sentence, then the sentence's label.

    ``part`` is only a guess here; whether a total of the same name exists is settled for the whole report.

    Example:
        目标100户，已完成86户，还差14户 → plan, actual, gap
    """
    before, after = quantity.before, quantity.after
    role = taxonomy[tag.labels[0]].role if tag else "none"
    if cue("gap_before").search(before.rstrip("约近")) or cue("gap_after").search(after):
        return "plan" if role == "todo" and not cue("gap_after").search(after) else "gap"
    if cue("past_before").search(before) or cue("past_after").search(after):
        return "past"
    lead = text[max(0, quantity.start - len(before) - _REACH) : quantity.start]
    plan = max((match.end() for match in cue("plan").finditer(lead)), default=-1)
    told = cue("done_for_sure" if role == "todo" else "done")
    done = max((match.end() for match in told.finditer(lead)), default=-1)
    if plan > done:
        return "plan"
    if done >= 0:
        return _part_or_actual(before)
    if role == "todo" and tag is not None and not any(taxonomy[key].role == "done" for key in tag.labels):
        return "plan"
    return _part_or_actual(before)


def _part_or_actual(before: str) -> Status:
    return "part" if cue("part_before").search(before) else "actual"
