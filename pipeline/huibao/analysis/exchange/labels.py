"""How a label is written outside, and what labels on stretches of text say about the sentences beneath."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from huibao.errors import UsageError
from huibao.schema import AnnotatedReport, Sentence, Tag
from huibao.taxonomy import Taxonomy


def written_label(label: str, kind: str | None, taxonomy: Taxonomy) -> str:
    """A label as the authoring format writes it: ``requirement.development/plan``."""
    return f"{label}/{kind}" if kind and taxonomy[label].role == "todo" else label


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledSpan:
    """A label that somebody put on ``text[start:end]``."""

    start: int
    end: int
    label: str
    kind: str | None = None


def read_label(written: str, taxonomy: Taxonomy) -> tuple[str, str | None]:
    """Key and kind of a label written as key, as key with kind, or as full Chinese name.

    Raises:
        UsageError: no label is called so.
    """
    name, _, kind = written.partition("/")
    kinds = {known.name: known.key for known in taxonomy.kinds} | {known.key: known.key for known in taxonomy.kinds}
    names = {label.full_name: label.key for label in taxonomy.labels}
    key = name if name in taxonomy else names.get(name)
    if key is None or (kind and kind not in kinds):
        raise UsageError(
            f"标签 {written!r} 不在标签体系里；请改成 {'、'.join(list(names)[:3])} 等已有的标签，"
            "或用 --taxonomy 换一个标签体系"
        )
    return key, kinds[kind] if kind else None


def _covers(span: LabelledSpan, sentence: Sentence) -> bool:
    """Whether span and sentence share at least half of the shorter one."""
    shared = min(span.end, sentence.end) - max(span.start, sentence.start)
    return shared > 0 and 2 * shared >= min(span.end - span.start, sentence.end - sentence.start)


def relabelled(annotated: AnnotatedReport, spans: Iterable[LabelledSpan], taxonomy: Taxonomy) -> AnnotatedReport:
    """The report with its sentences labelled by what people marked.

    A sentence whose labels and kind are what they were keeps its tag, with scores and review mark. Where they differ
    it is a person's tag: no scores, no review. A sentence that nobody marked asserts nothing (the taxonomy's fallback).
    A label of role ``todo`` marked without a kind keeps the kind the sentence had, else gets the taxonomy's first.
    """
    starts = [sentence.start for sentence in annotated.sentences]
    marks_of: dict[int, list[LabelledSpan]] = {}
    for span in sorted(spans, key=lambda span: span.start):
        first = max(bisect_right(starts, span.start) - 1, 0)
        for sentence in annotated.sentences[first : bisect_left(starts, span.end)]:
            if _covers(span, sentence):
                marks_of.setdefault(sentence.index, []).append(span)
    before: Sequence[Tag | None] = annotated.tags or [None] * len(annotated.sentences)
    tags = []
    for sentence, old in zip(annotated.sentences, before, strict=True):
        marks = marks_of.get(sentence.index, [])
        labels = tuple(dict.fromkeys(mark.label for mark in marks)) or (taxonomy.fallback.key,)
        kind = next((mark.kind for mark in marks if mark.kind), None)
        tags.append(person_tag(labels, kind, old, taxonomy))
    return replace(annotated, tags=tuple(tags))


def person_tag(labels: tuple[str, ...], kind: str | None, old: Tag | None, taxonomy: Taxonomy) -> Tag:
    """The old tag where a person left it as it was, else the person's."""
    if len(labels) > 1:
        labels = tuple(label for label in labels if taxonomy[label].role != "none")
    if not any(taxonomy[label].role == "todo" for label in labels):
        kind = None
    elif kind is None:
        kind = (old.kind if old else None) or next((known.key for known in taxonomy.kinds), None)
    if old and set(old.labels) == set(labels) and old.kind == kind:
        return old
    return Tag(labels=labels, kind=kind)
