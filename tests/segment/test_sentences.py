from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.segment.sentences import split_sentences


@pytest.mark.parametrize(
    "authored",
    [
        "桃子卖完了。|钱还没到账！",
        "一是缺钱；|二是缺地；|三是缺人。",
        "他说：“路修好了。”|大家都笑。",
        "大家提了三条（钱不够；地不够；人不够），都记下了。|会就散了。",
        "“等一等；看一看”的人还有。",
        "怎么办？！|接着干。",
        "水通了吗?|通了!|电也通了;|网还没有",
        "主要有以下几个方面：一个是路，一个是水。",
        "路、水、电、网……都通了。",
        "话说到这里……|我们还是要干。",
        "話說到這裡……|現在還是要幹。",
        "他说：“ 路修好了。 ” |大家都笑 。|",
        '他讲:"钱少;人也少"，我听着。|没话说。',
        "没有句号的一行",
        "引号没有关上：“先这样；|后面再说。",
        "完成３.５公里。|其余明年做。",
        "（一）产业薄弱。|群众说：“难！”|是的。",
    ],
)
def test_boundaries_stand_where_the_guideline_puts_them(authored: str) -> None:
    text = authored.replace("|", "")
    expected = [unit.strip() for unit in authored.split("|") if unit]
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@pytest.mark.parametrize("blank", ["", " ", "\u3000\u3000"])
def test_blank_paragraph_has_no_sentence(blank: str) -> None:
    assert split_sentences(blank) == []


def test_white_space_between_sentences_belongs_to_none() -> None:
    text = "\u3000\u3000路修好了。  水也通了。 "
    assert [text[start:end] for start, end in split_sentences(text)] == ["路修好了。", "水也通了。"]


@given(st.text(alphabet='村民路水12.，、：；;。！？?!“”‘’（）()"…… 　\n', max_size=80))
def test_sentences_cover_everything_but_space_without_overlap(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, char in enumerate(text) if not char.isspace()} <= covered
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
