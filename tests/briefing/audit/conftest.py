"""Four reports of a township, and what they say made ready for the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.audit import Doubt, Evidence, Passage, evidence_of, find_doubts
from huibao.briefing.make import gather
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_BODY = """H|一、工作
P
achievement.poverty|对{n}户监测户逐户落实了帮扶措施。|监测户={n}户@actual
bottleneck.industry|桃子没有销路，客商压价厉害。
bottleneck.resources|缺少资金，水渠没有钱修。
"""
_SHIQIAO = """P
achievement.poverty|脱贫户68户，新增监测对象1户、消除3户。|脱贫户=68户@actual
achievement.industry|村集体经济收入12.4万元，比去年同期增加三成。|村级集体经济收入=124000元@actual
achievement.construction|三季度硬化入户路1.7公里，平均每天有280余人参加。|道路建设=1.7公里@actual
achievement.governance|支书陈大山带着村民把桥头的护栏装好了，学生上学不绕路。
achievement.construction|46栋吊脚楼完成防火改造31栋。
H|二、下一步打算
P
requirement.development/plan|计划争取资金35万元更换提灌站水泵。
"""


@pytest.fixture
def reports(authored: Authored) -> list[AnnotatedReport]:
    more = {"石桥村": _SHIQIAO}
    told = (("石桥村", 12), ("柳河村", 15), ("杨树村", 9))
    return [authored(_BODY.format(n=n) + more.get(village, ""), village=village) for village, n in told]


@pytest.fixture
def evidence(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> Evidence:
    return evidence_of(gather(reports, taxonomy), taxonomy)


@pytest.fixture
def doubts_about(evidence: Evidence) -> Callable[[str], list[Doubt]]:
    """What the check says of a paragraph."""
    return lambda text: find_doubts([Passage(text=text)], evidence)


@pytest.fixture
def doubts_of(taxonomy: Taxonomy) -> Callable[[str, Sequence[AnnotatedReport]], list[Doubt]]:
    """What the check says of a paragraph about other reports."""
    return lambda text, reports: find_doubts([Passage(text=text)], evidence_of(gather(reports, taxonomy), taxonomy))
