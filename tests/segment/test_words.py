from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.ingest import read_reports
from huibao.schema import Skipped
from huibao.segment.words import cut_words, lexicon_words, tag_words


@pytest.fixture(scope="module")
def reference() -> object:
    """jieba itself with the same lexicon."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for word in lexicon_words():
        tokenizer.add_word(word, 50_000)
    return tokenizer


@pytest.mark.parametrize(
    "text",
    [
        "驻村专干逐户开展防返贫监测，监测户24户无一返贫。",
        "2011-2020年修路3.6公里，占a_b的12.5%。",
        "村集体经济收入突破86.5万元，合作社带动脱贫户43户。",
        "会上，大家围绕“钱从哪里来”说了两个多小时。",
        "ABC公司在G318国道旁建了一座冷库（800立方米）。",
    ],
)
def test_same_words_as_jieba(text: str, reference: object) -> None:
    assert cut_words(text) == list(reference.cut(text))  # type: ignore[attr-defined]


@given(st.text(alphabet="驻村专干防返贫监测户万元修路a1.-_%，。 \n", max_size=60))
def test_words_joined_give_the_text_back(text: str) -> None:
    assert "".join(cut_words(text)) == text


def test_domain_words_stay_whole() -> None:
    assert cut_words("驻村专干开展防返贫监测") == ["驻村专干", "开展", "防返贫监测"]


def test_same_words_as_jieba_in_every_sample_report(samples: Path, reference: object) -> None:
    skipped: list[Skipped] = []
    reports = list(read_reports([samples], skipped.append))
    assert len(reports) == 17
    for report in reports:
        for paragraph in report.paragraphs:
            text = report.text[paragraph.start : paragraph.end]
            assert cut_words(text) == list(reference.cut(text))  # type: ignore[attr-defined]


def test_jieba_stands_in_where_rjieba_is_missing() -> None:
    text = "驻村专干开展防返贫监测，修路3.6公里。"
    code = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from huibao.segment.words import cut_words, tag_words\n"
        f"print(cut_words({text!r}), [word for word, _ in tag_words({text!r})])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == f"{cut_words(text)} {[word for word, _ in tag_words(text)]}"
