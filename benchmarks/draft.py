"""How much of what a secretary needs is in the draft, beside LexRank and TextRank extracts of the same length.

    pip install -c constraints.txt -e '.[benchmarks]' # sumy wants setuptools < 82: an environment of its own
    python benchmarks/draft.py [--length 字数] [--splits train validation test]

For fifteen townships people wrote down, from the villages' reports and before any draft was read, what a secretary
should find (``benchmarks/keypoints/*.toml``). The selection was settled on the training and the validation townships;
the three test townships were measured afterwards, and theirs is the figure to quote. So that the training townships
resemble the others, their reports are tagged by a ``linear`` model that was trained without them; the others get the
shipped model's tags. Two measures, neither made from what the draft itself computes:

* told: share of key points for which one sentence of the text holds a word of every group of the key point;
* near: for each key point the cosine of its sentence vector with the nearest sentence of the text, averaged.

All texts are made from the same plain reports (leaders' speeches left out) and cut at the same marks (。；！？)
and at line ends.
The draft is made from a model's tags, not the authors' labels; its attachments do not count. The two extracts come
from sumy, given our words as tokens, and stop at the draft's length. Names of villages count neither as words
nor in the length. What the draft spends on topic sentences, counts and sums tells no key point and is charged.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.language import Language

from huibao.briefing.make import make_briefing
from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.template import load_template
from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import read_split
from huibao.nlp import annotate, load
from huibao.schema import AnnotatedReport
from huibao.segment.normalize import normalize
from huibao.segment.words import cut_words
from huibao.tagging.decision import fit_decision
from huibao.tagging.model import TaggingModel
from huibao.taxonomy import Taxonomy, load_taxonomy
from huibao.training import decision_params, new_tagger

ROOT = Path(__file__).resolve().parents[1]
REPORTS, SPLITS = ROOT / "corpus" / "reports", ROOT / "corpus" / "splits.toml"
# Every line of a text ends a sentence: a report in chat style has no marks, and its sentences must not run together.
_MARKS = re.compile(r"(?<=[。；！？])|\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyPoint:
    """Something a secretary should find: in words, and as groups of words one of each of which tells it."""

    text: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """Of one text: characters, share of key points told, and mean nearness."""

    length: int
    told: float
    near: float


def key_points(path: Path) -> list[KeyPoint]:
    """The key points of a township."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["point"]
    return [KeyPoint(text=entry["text"], words=tuple(map(tuple, entry["words"]))) for entry in entries]


def unnamed(text: str, villages: Sequence[str]) -> str:
    """The text without the names of villages: an extract has none, a draft must have them, and neither is charged."""
    plain = "\n".join(normalize(line).text for line in text.splitlines())
    for village in villages:
        plain = plain.replace(village, "")
    return plain


def score(text: str, points: Sequence[KeyPoint], villages: Sequence[str]) -> Score:
    """Measure a text against key points, which name no village: whoever tells them, they are told."""
    plain = unnamed(text, villages)
    sentences = [part for part in _MARKS.split(plain) if part.strip()]
    told = sum(
        any(all(any(word in sentence for word in group) for group in point.words) for sentence in sentences)
        for point in points
    )
    near = sentence_vectors([point.text for point in points]) @ sentence_vectors(sentences).T
    return Score(length=len(plain.replace("\n", "")), told=told / len(points), near=float(near.max(axis=1).mean()))


def extract(reports: Sequence[AnnotatedReport], summarizer: Any, length: int, villages: Sequence[str]) -> str:
    """sumy's best sentences, in the order of the reports, a line each, until the length is reached."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    class Words:
        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(word for word in cut_words(sentence) if word.strip() and word[0].isalnum())

    paragraphs = [
        Paragraph([Sentence(sentence.text, Words()) for sentence in annotated.sentences]) for annotated in reports
    ]

    def until_long_enough(ranked: Sequence[Any]) -> list[Any]:
        taken, characters = [], 0
        for info in ranked:
            if characters >= length:
                break
            taken.append(info)
            characters += len(unnamed(str(info.sentence), villages))
        return taken

    return "\n".join(str(sentence) for sentence in summarizer(ObjectDocumentModel(paragraphs), until_long_enough))


def summarizers() -> dict[str, Callable[..., Any]]:
    """The extractors to compare with, by name."""
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    return {"LexRank": LexRankSummarizer(), "TextRank": TextRankSummarizer()}


def tagger_without(names: frozenset[str], taxonomy: Taxonomy, folder: Path) -> Language:
    """The pipeline with a linear model trained on the training reports but these."""
    params = ROOT / "params.yaml"
    train = read_split(REPORTS, SPLITS, "train", taxonomy)
    tagger = new_tagger("linear", params, taxonomy)
    tagger.fit([annotated for annotated in train if annotated.report.name not in names])
    validation = read_split(REPORTS, SPLITS, "validation", taxonomy)
    decision = fit_decision(tagger, validation, taxonomy, decision_params(params))
    TaggingModel(tagger=tagger, decision=decision, taxonomy=taxonomy).save(folder)
    return load(folder)


def main() -> None:
    """Print one line a township and text, and the means."""
    parser = argparse.ArgumentParser(description="key points in the draft and in extracts of its length")
    parser.add_argument("--length", type=int, help="characters of body text; the template's by default")
    known = tomllib.loads(SPLITS.read_text(encoding="utf-8"))
    parser.add_argument("--splits", nargs="+", choices=list(known), default=list(known), help="all by default")
    asked = parser.parse_args()
    taxonomy, template, shipped = load_taxonomy(), load_template("briefing"), load()
    scores: dict[tuple[str, str], list[Score]] = {}
    townships = [(split, name) for split in asked.splits for name in known[split]["townships"]]
    for split, township in townships:
        path = ROOT / "benchmarks" / "keypoints" / f"{township}.toml"
        if not path.is_file():
            continue
        points = key_points(path)
        authored = list(read_corpus(REPORTS / township, taxonomy))
        with TemporaryDirectory() as folder:
            names = frozenset(annotated.report.name for annotated in authored)
            nlp = tagger_without(names, taxonomy, Path(folder)) if split == "train" else shipped
            plain = [one.report for one in authored if one.report.kind == "report"]
            reports = list(annotate(nlp, plain))
        villages = list(dict.fromkeys(annotated.report.village for annotated in reports))
        draft = make_briefing(reports, template, taxonomy, length=asked.length).briefing
        body = "\n".join(passage.text for passage in draft.passages if not passage.heading_level)
        texts = {"draft": body}
        texts |= {
            name: extract(reports, summarizer, len(unnamed(body.replace("\n", ""), villages)), villages)
            for name, summarizer in summarizers().items()
        }
        for name, text in texts.items():
            result = score(text, points, villages)
            scores.setdefault((split, name), []).append(result)
            print(
                f"{township:12} {len(points)} key points  {name:9} {result.length:5} characters  "
                f"told {result.told:.0%}  near {result.near:.3f}"
            )
    for (split, name), results in scores.items():
        told = sum(result.told for result in results) / len(results)
        near = sum(result.near for result in results) / len(results)
        print(f"mean of {len(results)}, {split:10} {name:9} told {told:.1%}  near {near:.3f}")


if __name__ == "__main__":
    main()
