"""What two villages say of one matter between them that cannot both be true."""

from __future__ import annotations

import pytest

from huibao.frames import sentences_frame
from huibao.indicators.township.claims import claim_doubts
from tests.conftest import Authored

VILLAGES = ("石桥村", "柳河村", "杨树村")


def _doubts(authored: Authored, one: str, other: str) -> list[tuple[str, str]]:
    batch = [
        authored(
            "P\n" + "".join(f"other|{sentence}。\n" for sentence in body.rstrip("。").split("。")), village=village
        )
        for village, body in zip(VILLAGES, (one, other), strict=False)
    ]
    found = claim_doubts(sentences_frame(batch), VILLAGES)
    return [(source.village, clause) for doubt in found for source, clause in doubt.told]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "石桥至柳河的茶旅路全长4.8公里，已于6月20日全线完工通车。",
            "茶旅路（与石桥村共建）还有1.3公里没有硬化。",
            [
                ("石桥村", "石桥至柳河的茶旅路全长4.8公里，已于6月20日全线完工通车"),
                ("柳河村", "茶旅路（与石桥村共建）还有1.3公里没有硬化"),
            ],
        ),
        (
            "钱是我们村先垫的，柳河那1.8万元到今天一分没给。",
            "跟石桥村合修渡船，我们该出的一万八，11月12日就交给石桥了，有条子。",
            [("柳河村", "我们该出的一万八，11月12日就交给石桥了"), ("石桥村", "柳河那1.8万元到今天一分没给")],
        ),
        # The other village is named in the sentence before.
        (
            "我村和柳河村共用的堰垮了。抢修花了4.6万元，每村2.3万元。",
            "抢修共投入4.6万元，其中我村出资1.6万元，石桥村出资3.0万元。",
            [("石桥村", "每村2.3万元"), ("柳河村", "其中我村出资1.6万元，石桥村出资3.0万元")],
        ),
        (
            "我村和柳河村的冷库投资240万元，对半出资。",
            "冷库是跟石桥村合建的。我们村出了144万元，他们出96万元。",
            [("石桥村", "我村和柳河村的冷库投资240万元，对半出资"), ("柳河村", "我们村出了144万元，他们出96万元")],
        ),
    ],
)
def test_what_one_says_the_other_rules_out(
    one: str, other: str, told: list[tuple[str, str]], authored: Authored
) -> None:
    assert sorted(_doubts(authored, one, other)) == sorted(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Both finished; another road; a village that does not name the other.
        ("石桥至柳河的茶旅路已全线完工。", "与石桥村共建的茶旅路已完工通车。"),
        ("石桥至柳河的茶旅路已全线完工。", "与石桥村相邻的机耕渠还有1.3公里没有硬化。"),
        ("石桥至柳河的茶旅路已全线完工。", "茶旅路还有1.3公里没有硬化。"),
        # Another sum; not paid either.
        ("柳河村那1.8万元到今天没给。", "我们该出的2.6万元，已交给石桥村。"),
        ("柳河村那1.8万元到今天没给。", "我们该出的1.8万元，还没交给石桥村。"),
        # The same shares; shares of another sum.
        ("我村出了2.4万元，柳河村出了1.6万元。", "石桥村承担2.4万元，我村承担1.6万元。"),
        ("我村出了2.4万元，柳河村出了1.6万元。", "石桥村承担3万元，我村承担1.6万元。"),
    ],
)
def test_what_can_both_be_true(one: str, other: str, authored: Authored) -> None:
    assert _doubts(authored, one, other) == []
