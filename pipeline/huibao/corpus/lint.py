"""What can be wrong with an authored corpus beyond its format; each check yields faults as lines for people.

A fault names the report and the sentence. Checks are mechanical: they find slips (a mistyped value, a target
marked as done), not errors of judgement, which only a second annotator finds. A slip that is none after a second
look, such as a table whose columns say what is a target, is listed in ``corpus/reviewed.toml`` with its reason.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from huibao.corpus.splits import Splits
from huibao.errors import CorpusError
from huibao.indicators.numbers.numerals import find_numerals
from huibao.indicators.numbers.quantities import find_quantities
from huibao.indicators.numbers.units import base_unit, unit_factors
from huibao.schema import AnnotatedReport, Indicator
from huibao.segment.normalize import normalize
from huibao.segment.sentences import split_sentences
from huibao.taxonomy import Taxonomy

MAX_SHARED_NGRAMS = 0.12
_NGRAM = 5
# A short sentence (谢谢大家。) may well stand in two reports; a long one is a copy.
_MIN_DUPLICATE = 16
_MIN_LABEL_COUNT = 5
# At least this share of every label's mean frequency over the splits, or a split cannot measure it.
_MIN_SPLIT_SHARE = 0.3
_MIN_TEST_VOICES = 3
# A report of so many sentences tells something.
_MIN_SENTENCES = 8
# Metres, where the indicator counts kilometres.
_THOUSANDTH = Decimal("0.001")

VARIETY = {
    "voice": {
        "clerk", "farmer", "graduate", "old-secretary", "copy-paster", "journalist", "self-criticism", "qa",
        "table-prose", "minutes", "phone", "chat", "consultant", "diary", "letter", "broadcast", "ledger", "leader",
        "dictation", "storyteller", "teacher", "voice-message", "volunteer", "duty-report", "survey",
        "rectification", "bulletin", "digest", "petition", "planner", "mobiliser", "critic", "exchange",
        "doctor", "migrant", "soldier", "rhyme", "notes", "child", "accountant",
        "statistician", "project-manager", "coop-manager", "bank-liaison", "insurance-agent", "water-keeper",
        "agronomist", "farm-worker", "fisherwoman",
        "handover", "interpreter", "livestreamer", "questionnaire", "roadside", "technician", "womens-officer",
        "end-of-tour", "grid-worker", "social-worker", "thanks", "secretary", "entrepreneur", "grandchild",
        "weather-log", "captions", "cook", "three-questions", "flatterer", "grumbler", "terse", "long-winded",
        "candidate", "debate", "inspection", "rehearsal", "self-mocker", "toast",
        "form", "before-after", "engineer", "to-do", "checklist", "scoresheet", "text-messages", "case-files",
        "novice", "by-person", "by-group", "point-by-point", "two-columns",
        "half-year", "duty-statement", "proposal-reply", "task-force", "off-the-cuff", "explanation",
        "self-assessment", "commitment", "discipline", "scheduler", "application", "case-study",
        "implementation", "risk-review",
        "understater", "analyst",
        "apprentice", "classical", "examinee", "mediator", "social-post", "spot-check",
        "two-sided", "comparer", "negator", "cause-teller", "quoter", "conditional", "self-asking", "figure-commenter",
        "benchmarker", "concessive",
        "builder", "vet", "driver", "guard", "shopkeeper", "postman", "seed-seller", "choir-leader",
    },
    "structure": {"outline", "run-in", "list", "headings", "none"},
    "register": {"official", "plain", "spoken", "literary"},
    "punctuation": {"standard", "half-width", "missing", "doubled", "spaced", "mixed"},
    "noise": {"none", "typos", "voice-input", "blanks"},
    "numerals": {"arabic", "chinese", "mixed"},
    "script": {"simplified", "traditional", "mixed"},
    "devices": {
        "misleading-heading", "unmarked-problem", "hidden-shortfall", "wrapped-request", "plan-as-done",
        "context-clause", "dialect", "baseline", "contradiction", "",
    },
}  # fmt: skip
_SEVERAL = {"noise": "+", "devices": "|"}

# A target told inside something done, or a baseline, says so in the sentence or just before it.
_TARGET = re.compile(
    r"目标|计划|任务|规划|设计|年初|原定|定的|定了|说的|说过|要求|指标|拟|将|准备|打算|预计|力争|承诺|应|需|"
    r"立项|批复|预算|下达|核定|认定|申报|签|订|期|分[两三]|一期|明年|后年|底前|月前|开工|再|还要|想"
)
_BASELINE = re.compile(
    r"去年|上年|前年|往年|原来|原先|原本|以前|过去|早先|当初|此前|同期|上季|上半年|上月|年初|季初|由|从|比|较|"
    r"降|减|增|升|涨|到|变|\d年|[〇零一二三四五六七八九]年|春|夏|秋|冬|月|历史|旧|老|曾|头|昨|上回|上次|上一"
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Sentences of a report whose indicators were looked at again and found right, and why."""

    sentences: frozenset[tuple[str, int]]

    @classmethod
    def load(cls, path: Path) -> Reviewed:
        """Read a file of tables ``[[reviewed]]`` with ``report``, ``sentences`` and ``why``.

        Raises:
            CorpusError: an entry misses one of them.
        """
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("reviewed", [])
            if any(not entry["why"] for entry in entries):
                raise CorpusError(f"{path}: an entry without a reason")
            return cls(frozenset((entry["report"], index) for entry in entries for index in entry["sentences"]))
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise CorpusError(f"{path}: {error}; expected report, sentences and why in each [[reviewed]]") from error


def report_faults(annotated: AnnotatedReport, taxonomy: Taxonomy, reviewed: Reviewed) -> Iterator[str]:
    """Faults inside one report: missing labels, sentence units, white space, indicator values, status against tense."""
    yield from _unit_faults(annotated)
    name = annotated.report.name
    if len(annotated.tags) >= _MIN_SENTENCES and all(taxonomy[tag.labels[0]].role == "none" for tag in annotated.tags):
        yield f"{name}: none of its {len(annotated.tags)} sentences asserts anything; its labels seem to be missing"
    needless = {index for report, index in reviewed.sentences if report == name}
    for indicator in annotated.indicators:
        if fault := _value_fault(annotated, indicator) or _tense_fault(annotated, indicator, taxonomy):
            needless.discard(indicator.sentence)
            if (name, indicator.sentence) not in reviewed.sentences:
                yield f"{name}: sentence {indicator.sentence}: {fault}: {annotated.sentences[indicator.sentence].text}"
    yield from (f"{name}: sentence {index} is listed as reviewed, but nothing is wrong with it" for index in needless)


def _unit_faults(annotated: AnnotatedReport) -> Iterator[str]:
    report = annotated.report
    by_paragraph: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for sentence in annotated.sentences:
        if sentence.text != report.text[sentence.start : sentence.end] or sentence.text != sentence.text.strip():
            yield f"{report.name}: sentence {sentence.index} has white space at its edge: {sentence.text!r}"
        paragraph = report.paragraphs[sentence.paragraph]
        by_paragraph[sentence.paragraph].append((sentence.start - paragraph.start, sentence.end - paragraph.start))
    for index, authored in by_paragraph.items():
        paragraph = report.paragraphs[index]
        text = report.text[paragraph.start : paragraph.end]
        expected = split_sentences(text)
        if authored != expected:
            shown = [text[start:end] for start, end in expected if (start, end) not in authored]
            yield f"{report.name}: {paragraph.place}: sentence units differ from the segmenter's: {shown}"


def _value_fault(annotated: AnnotatedReport, indicator: Indicator) -> str:
    """The value must be written in the sentence, in any unit that converts to the indicator's, or follow from it.

    It follows where it is one (a single thing needs no numeral: 冷库建成了), the sum or difference of two written
    numbers (76户，在家61户: 15 are away), or a number with a tenth behind its unit (二公里六).
    """
    value = Decimal(str(indicator.value))
    if value == 1:
        return ""
    view = normalize(annotated.sentences[indicator.sentence].text).text
    numbers = [numeral.value for numeral in find_numerals(view)]
    numbers += [quantity.value for quantity in find_quantities(view)]
    factors = {*unit_factors(base_unit(indicator.unit)), _THOUSANDTH}
    written = {number * factor for number in numbers for factor in factors}
    tenths = {whole + tenth / 10 for whole in written for tenth in numbers if tenth < 10}
    derived = {left + right for left in written for right in written} | {a - b for a in written for b in written}
    if value in written | tenths | derived:
        return ""
    return f"value of {indicator.name}={indicator.value:g}{indicator.unit} is not written"


def _tense_fault(annotated: AnnotatedReport, indicator: Indicator, taxonomy: Taxonomy) -> str:
    here = indicator.sentence
    roles = {taxonomy[key].role for key in annotated.tags[here].labels}
    told = "".join(sentence.text for sentence in annotated.sentences[max(here - 1, 0) : here + 1])
    if indicator.status == "plan" and roles <= {"done", "none"} and not _TARGET.search(told):
        return f"{indicator.name} is marked plan, but nothing here speaks of a target"
    if indicator.status == "past" and not _BASELINE.search(told):
        return f"{indicator.name} is marked past, but nothing here speaks of an earlier time"
    return ""


def overlap_faults(reports: Sequence[AnnotatedReport]) -> Iterator[str]:
    """Pairs of reports that share too many character 5-grams: one was written over the other."""
    grams = [_ngrams(annotated) for annotated in reports]
    for left, right in combinations(range(len(reports)), 2):
        smaller = min(len(grams[left]), len(grams[right])) or 1
        shared = len(grams[left] & grams[right]) / smaller
        if shared > MAX_SHARED_NGRAMS:
            yield (
                f"{reports[left].report.name} and {reports[right].report.name} share {shared:.0%} of their "
                f"character {_NGRAM}-grams (limit {MAX_SHARED_NGRAMS:.0%})"
            )


def _ngrams(annotated: AnnotatedReport) -> frozenset[str]:
    text = "".join(sentence.text for sentence in annotated.sentences)
    return frozenset(text[i : i + _NGRAM] for i in range(len(text) - _NGRAM + 1))


def leak_faults(reports: Sequence[AnnotatedReport], splits: Splits) -> Iterator[str]:
    """Villages, authors and sentences that stand in two splits, and sentences written twice in one report's split."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    where: dict[str, list[str]] = defaultdict(list)
    for annotated in reports:
        try:
            split = splits.split_of(annotated.report.name)
        except CorpusError as error:
            yield str(error)
            continue
        seen["village", annotated.report.village].add(split)
        seen["author", annotated.report.author].add(split)
        for sentence in annotated.sentences:
            if len(sentence.text) >= _MIN_DUPLICATE:
                seen["sentence", sentence.text].add(split)
                where[sentence.text].append(annotated.report.name)
    for (what, value), found in seen.items():
        if len(found) > 1:
            yield f"{what} {value!r} stands in {' and '.join(sorted(found))}: a leak across splits"
    for text, names in where.items():
        if len(names) > 1:
            yield f"{' and '.join(names)} hold the same sentence: {text}"


def label_faults(reports: Sequence[AnnotatedReport], splits: Splits, taxonomy: Taxonomy) -> Iterator[str]:
    """Labels too rare to learn, or too rare in one split to be measured there."""
    counts: dict[str, Counter[str]] = {split: Counter() for split in splits.townships}
    for annotated in reports:
        try:
            split = splits.split_of(annotated.report.name)
        except CorpusError:
            continue
        counts[split].update(label for tag in annotated.tags for label in tag.labels)
    everything = sum(counts.values(), Counter())
    for key in taxonomy.keys:
        if everything[key] < _MIN_LABEL_COUNT:
            yield f"label {key} occurs {everything[key]} times; at least {_MIN_LABEL_COUNT} are needed"
        for split, found in counts.items():
            if not found:
                continue
            share, mean = found[key] / found.total(), everything[key] / everything.total()
            if share < _MIN_SPLIT_SHARE * mean:
                yield f"label {key} makes {share:.1%} of {split}, {mean:.1%} of the corpus: too rare there"


def variety_faults(reports: Sequence[AnnotatedReport], splits: Splits, table: Path) -> Iterator[str]:
    """The variety table: one row a report, known values, and voices that only the test split has."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = {row["report"]: row for row in csv.DictReader(stream)}
    lengths = {annotated.report.name: len(annotated.sentences) for annotated in reports}
    names = lengths.keys()
    yield from (f"{table.name}: no row for {name}" for name in sorted(names - rows.keys()))
    yield from (f"{table.name}: row for {name}, which is no report" for name in sorted(rows.keys() - names))
    voices: dict[str, set[str]] = defaultdict(set)
    for name in sorted(names & rows.keys()):
        voices[rows[name]["voice"]].add(splits.split_of(name))
        if rows[name]["sentences"] != str(lengths[name]):
            yield f"{table.name}: {name}: {rows[name]['sentences']} sentences, the report has {lengths[name]}"
        for column, known in VARIETY.items():
            values = rows[name][column].split(_SEVERAL[column]) if column in _SEVERAL else [rows[name][column]]
            yield from (f"{table.name}: {name}: unknown {column} {value!r}" for value in values if value not in known)
    unseen = sorted(voice for voice, found in voices.items() if found == {"test"})
    if "test" in set().union(*voices.values()) and len(unseen) < _MIN_TEST_VOICES:
        yield f"{table.name}: only {unseen} are heard in test alone; at least {_MIN_TEST_VOICES} voices must be"
