"""Quality against cost: our taggers and their peers on the same corpus, the same split, in one run.

    python -m benchmarks.quality [--split test] [--only NAME]... [-o benchmarks/results]

Every system is trained in a process of its own (ours ship trained) and tags in another one: first a few sentences to
warm up, then all of the split, timed. Memory is the most that process ever held (Linux), corpus included; the row
``nothing`` says what the corpus alone takes. Differences are paired bootstraps over reports against the default tagger.
Needs the extra ``benchmarks``; the plot also needs ``notebooks``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers import PEERS, Sample
from huibao.corpus.splits import read_split
from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.metrics import Difference, Evaluation, compare_tags, evaluate_tags
from huibao.tagging.model import DEFAULT, load_model
from huibao.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
NOTHING = "nothing"
_WARM = 50
# A fair share for each, whatever the machine and the library.
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "2")


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What one process did: the labels it gave, report by report, and what that cost."""

    name: str
    labels: list[list[str]]
    sentences_per_second: float
    mebibytes: float
    megabytes_on_disk: float


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """One row of the table; ``gain`` is the difference in 13-way macro-F1 to the default tagger."""

    name: str
    tags: Evaluation
    gain: Difference
    sentences_per_second: float
    mebibytes: float
    megabytes_on_disk: float


def models() -> dict[str, Path]:
    """Our trained taggers by name."""
    return {path.parent.name: path.parent for path in sorted((ROOT / "models").glob("*/config.json"))}


def reports_of(split: str) -> list[AnnotatedReport]:
    """Reports of a split of the project's corpus."""
    return read_split(ROOT / "corpus" / "reports", ROOT / "corpus" / "splits.toml", split, load_taxonomy())


def sample_of(split: str) -> Sample:
    """Sentences of a split, each with its strongest label."""
    pairs = [
        (sentence.text, tag.labels[0])
        for annotated in reports_of(split)
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True)
    ]
    return Sample(tuple(text for text, _ in pairs), tuple(label for _, label in pairs))


def peak_mebibytes() -> float:
    """The most memory this process ever held; unlike ``ru_maxrss`` it does not count what its parent held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM in /proc/self/status; this benchmark runs on Linux")


def tag_with(name: str, folder: Path, split: str) -> Run:
    """Tag a split in this process."""
    reports = reports_of(split)
    texts = [[sentence.text for sentence in annotated.sentences] for annotated in reports]
    flat = [text for part in texts for text in part]
    given: list[list[str]]
    if name == NOTHING:
        return Run(name=name, labels=[], sentences_per_second=0.0, mebibytes=peak_mebibytes(), megabytes_on_disk=0.0)
    if name in PEERS:
        peer = PEERS[name]()
        peer.load(folder)
        peer.tag(flat[:_WARM])
        start = time.perf_counter()
        found = iter(peer.tag(flat))
        seconds = time.perf_counter() - start
        given = [[next(found) for _ in part] for part in texts]
    else:
        model = load_model(folder, load_taxonomy())
        model.tag(reports[:2])
        start = time.perf_counter()
        tagged = model.tag(reports)
        seconds = time.perf_counter() - start
        given = [[tag.labels[0] for tag in annotated.tags] for annotated in tagged]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Run(
        name=name,
        labels=given,
        sentences_per_second=len(flat) / seconds,
        mebibytes=peak_mebibytes(),
        megabytes_on_disk=size / 1e6,
    )


def fit_peer(name: str, folder: Path) -> None:
    """Train a peer in this process and write it to a folder."""
    peer = PEERS[name]()
    peer.fit(sample_of("train"), sample_of("validation"))
    peer.save(folder)


def measured(name: str, scratch: Path, split: str) -> Run:
    """Train (a peer) and tag in processes of their own."""
    folder = models().get(name) or scratch / str(len(list(scratch.iterdir())))
    folder.mkdir(exist_ok=True)
    output = scratch / "run.json"
    command = [sys.executable, "-m", "benchmarks.quality", "--split", split, "--name", name, "--folder", str(folder)]
    steps = [["--step", "fit"]] if name in PEERS else []
    for step in [*steps, ["--step", "tag", "-o", str(output)]]:
        subprocess.run([*command, *step], check=True, cwd=ROOT, env={**os.environ, **_THREADS})
    return Run(**json.loads(output.read_text(encoding="utf-8")))


def compare(runs: Sequence[Run], split: str) -> list[System]:
    """Metrics and paired differences of all runs, best first."""
    taxonomy, gold = load_taxonomy(), reports_of(split)
    tags = {run.name: [[Tag(labels=(label,)) for label in part] for part in run.labels] for run in runs}
    default = tags[Path(DEFAULT).name]
    systems = [
        System(
            name=run.name,
            tags=evaluate_tags(gold, tags[run.name], taxonomy),
            gain=compare_tags(gold, tags[run.name], default, taxonomy, metrics=["fine_f1"])[0],
            sentences_per_second=run.sentences_per_second,
            mebibytes=run.mebibytes,
            megabytes_on_disk=run.megabytes_on_disk,
        )
        for run in runs
    ]
    return sorted(systems, key=lambda system: -system.tags.fine_f1.value)


_HEADER = (
    "system", "7-way macro-F1", "13-way macro-F1", "13-way less default", "p", "sentences/s", "peak MiB", "MB on disk",
)  # fmt: skip


def cells(system: System) -> tuple[str, ...]:
    """A row of the table."""
    seven, all_, gain = system.tags.coarse_f1, system.tags.fine_f1, system.gain.gain
    return (
        system.name,
        f"{seven.value:.3f} ({seven.low:.3f}–{seven.high:.3f})",
        f"{all_.value:.3f} ({all_.low:.3f}–{all_.high:.3f})",
        f"{gain.value:+.3f} ({gain.low:+.3f}–{gain.high:+.3f})",
        f"{system.gain.p:.3f}",
        f"{system.sentences_per_second:.0f}",
        f"{system.mebibytes:.0f}",
        f"{system.megabytes_on_disk:.1f}",
    )


def machine() -> str:
    """Processor and number of cores."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    return f"{len(os.sched_getaffinity(0))} cores, {names[0] if names else 'unknown processor'}"


def write_results(systems: Sequence[System], corpus_mebibytes: float, split: str, folder: Path) -> str:
    """Write ``quality.json``, ``.csv``, ``.md`` and, with altair, ``.svg``; the Markdown comes back."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "split": split,
        "machine": machine(),
        "default": Path(DEFAULT).name,
        "corpus_mebibytes": corpus_mebibytes,
        "systems": [asdict(system) for system in systems],
    }
    (folder / "quality.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    rows = [cells(system) for system in systems]
    with (folder / "quality.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([_HEADER, *rows])
    table = [f"| {' | '.join(row)} |" for row in (_HEADER, ("---",) * len(_HEADER), *rows)]
    first = systems[0].tags
    text = "\n".join(
        [
            f"# Quality and cost on {split}",
            "",
            f"{first.reports} reports, {first.sentences} sentences; 95% bootstrap intervals over reports. {machine()}. "
            f"Peak memory includes the corpus, which alone takes {corpus_mebibytes:.0f} MiB.",
            "",
            *table,
            "",
        ]
    )
    (folder / "quality.md").write_text(text, encoding="utf-8")
    plot(systems, folder / "quality.svg")
    return text


def plot(systems: Sequence[System], path: Path) -> None:
    """Macro-F1 against sentences a second."""
    try:
        alt: Any = import_module("altair")
    except ImportError:
        print("no plot: pip install -c constraints.txt -e '.[notebooks]'", file=sys.stderr)
        return
    rows = [
        {"name": s.name, "speed": s.sentences_per_second, "f1": s.tags.fine_f1.value,
         "low": s.tags.fine_f1.low, "high": s.tags.fine_f1.high, "ours": s.name not in PEERS}
        for s in systems
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("speed:Q", title="sentences a second", scale=alt.Scale(type="log", nice=True, padding=60)),
        color=alt.Color("ours:N", legend=None, scale=alt.Scale(domain=[True, False], range=["#c0392b", "#4c78a8"])),
    )
    value = alt.Y("f1:Q", title="13-way macro-F1", scale=alt.Scale(zero=False))
    points = base.mark_point(filled=True, size=80).encode(y=value)
    spans = base.mark_rule().encode(y=alt.Y("low:Q", scale=alt.Scale(zero=False)), y2="high:Q")
    # Ours to the left of their points and peers to the right: two as fast as each other stay legible.
    sides = [
        base.transform_filter(condition).mark_text(dy=-10, dx=dx, align=align).encode(y=value, text="name:N")
        for condition, dx, align in (("datum.ours", -6, "right"), ("!datum.ours", 6, "left"))
    ]
    alt.layer(spans, points, *sides).properties(width=560, height=360).save(path)


def main() -> None:
    """Run everything, or one step of one system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="test", choices=("validation", "test"))
    parser.add_argument(
        "--only", action="append", choices=[*models(), *PEERS], help="systems to run beside the default"
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "results")
    for name in ("--step", "--name", "--folder"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "fit":
        fit_peer(options.name, Path(options.folder))
        return
    if options.step == "tag":
        run = tag_with(options.name, Path(options.folder), options.split)
        options.output.write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")
        return
    chosen = [name for name in (*models(), *PEERS) if not options.only or name in options.only]
    names = dict.fromkeys([NOTHING, Path(DEFAULT).name, *chosen])
    runs = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            print(name, file=sys.stderr, flush=True)
            runs.append(measured(name, Path(scratch), options.split))
    print(write_results(compare(runs[1:], options.split), runs[0].mebibytes, options.split, options.output))


if __name__ == "__main__":
    main()
