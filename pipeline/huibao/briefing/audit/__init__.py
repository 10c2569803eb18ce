"""Check a briefing that a person has since edited against the reports it was made from, from the words alone.

``sources`` reads the reports, ``check`` holds the briefing's sentences against them, one module a kind of fault.
"""

from __future__ import annotations

from huibao.briefing.audit.check import find_doubts
from huibao.briefing.audit.findings import Doubt, Passage
from huibao.briefing.audit.sources import Evidence, evidence_of

__all__ = ["Doubt", "Evidence", "Passage", "evidence_of", "find_doubts"]
