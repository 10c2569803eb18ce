from __future__ import annotations

from pathlib import Path

import pytest

from huibao.corpus.authoring import read_corpus, read_tagged
from huibao.errors import CorpusError
from huibao.taxonomy import Taxonomy

GOOD = """# title: 石桥村2025年第三季度工作汇报
# village: 石桥村
# author: 驻村专干 李明
# date: 2025-10-12
# kind: report
H\t一、成效
P
achievement.poverty\t监测户24户，无一返贫。\t监测户=24户@actual
bottleneck.industry,achievement.industry\t大棚建起来了，可是销路没打开。
H\t（一）打算
P
requirement.development/plan\t力争收入突破百万元。\t村级集体经济收入=≥1000000元@plan
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "shiqiao.tagged.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_what_the_pipeline_makes(tmp_path: Path, taxonomy: Taxonomy) -> None:
    annotated = read_tagged(write(tmp_path, GOOD), taxonomy)
    report = annotated.report
    assert report.text.split("\n") == [
        "一、成效",
        "监测户24户，无一返贫。大棚建起来了，可是销路没打开。",
        "（一）打算",
        "力争收入突破百万元。",
    ]
    assert (report.village, report.period, report.kind) == ("石桥村", "2025Q3", "report")
    assert all(report.text[s.start : s.end] == s.text for s in annotated.sentences)
    assert [s.section for s in annotated.sentences] == [("一、成效",), ("一、成效",), ("一、成效", "（一）打算")]
    assert annotated.tags[1].labels == ("bottleneck.industry", "achievement.industry")
    assert annotated.tags[2].kind == "plan"
    goal = annotated.indicators[1]
    assert (goal.name, goal.value, goal.unit, goal.bound, goal.status) == (
        "村级集体经济收入", 1_000_000, "元", "≥", "plan",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "instead", "message"),
    [
        (
            "achievement.poverty\t",
            "achievement.health\t",
            "第 8 行：标签 'achievement.health' 不在标签体系.*请改标签，或用 --taxonomy",
        ),
        ("/plan", "", "第 12 行：.*“要求”的标签后面要写类型（/directive、/plan、/request）"),
        ("/plan", "/wish", "第 12 行：类型 'wish'"),
        ("监测户=24户@actual", "监测户24户", "第 8 行：指标 '监测户24户' 应写成 名称=数值"),
        ("@plan", "@hope", "第 12 行：指标"),
        ("# village: 石桥村\n", "", "第 1 行：缺少一行“# village: …”"),
        ("kind: report", "kind: letter", "第 1 行：kind 是 'letter'"),
        ("2025-10-12", "十月", "第 1 行：date 是 '十月'"),
        ("H\t一、成效\nP\n", "H\t一、成效\n", "第 7 行：句子不在段落里"),
        ("bottleneck.industry,achievement.industry", "other,achievement.industry", "第 9 行：.*第二个标签"),
        ("bottleneck.industry,achievement.industry", "bottleneck.industry,bottleneck.industry", "第 9 行：.*写了两次"),
    ],
)
def test_what_breaks_the_format_is_named_with_its_line(
    tmp_path: Path, taxonomy: Taxonomy, broken: str, instead: str, message: str
) -> None:
    assert broken in GOOD
    with pytest.raises(CorpusError, match=message):
        read_tagged(write(tmp_path, GOOD.replace(broken, instead, 1)), taxonomy)


def test_an_empty_folder_is_an_error(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with pytest.raises(CorpusError, match=r"里没有 \.tagged\.txt 文件"):
        list(read_corpus(tmp_path, taxonomy))
