from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.briefing.wording.style import arabic
from huibao.indicators.numbers.numerals import find_numerals, values_of


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("新栽三百二十亩", "新栽320亩"),
        ("两台机组只有一台能用", "2台机组只有1台能用"),
        ("三座桥只剩一座没有完工", "3座桥只剩1座没有完工"),
        ("办了两台戏，请了一台车", "办了2台戏，请了一台车"),
        ("求乡里三件事", "求乡里三件事"),
        ("办理实事三件", "办理实事3件"),
        ("增收四万六千元", "增收4.6万元"),
        ("三点四公里的渠", "3.4公里的渠"),
        ("两户脱贫户", "2户脱贫户"),
        ("二百多人到场", "200多人到场"),
        ("占百分之十二", "占12%"),
        ("九月底前", "9月底前"),
        ("七月十五日", "7月15日"),
        ("一百二十块钱一天", "120元一天"),
        ("十二年没修", "12年没修"),
        ("九十六户三百五十二人", "96户352人"),
        ("动员三到五人回村", "动员3到5人回村"),
        ("户均一点七人务工", "户均1.7人务工"),
        ("挂了十五块公示牌", "挂了15块公示牌"),
        ("17块制度牌摘下15块，留下的两块人人背得出", "17块制度牌摘下15块，留下的2块人人背得出"),
        ("五十块一天", "50元一天"),
        ("合作的养殖户由五家增到12家", "合作的养殖户由5家增到12家"),
        ("来了19回，有七回只拍照", "来了19回，有7回只拍照"),
        ("秸秆款六万八追回来", "秸秆款6.8万追回来"),
        ("红椒卖了一百一十二万，", "红椒卖了112万，"),
        ("安置房占了160亩，学校占了四十，", "安置房占了160亩，学校占了40，"),
        ("辣椒七百改成五百", "辣椒700改成500"),
        ("按户领到三千到六千。", "按户领到3000到6000。"),
        ("花了七百多万元", "花了700多万元"),
        ("花了八百余万元", "花了800余万元"),
        ("借了七百来万元", "借了700来万元"),
        ("收了一亿多元", "收了1亿多元"),
        ("产值三万多亿元", "产值3万多亿元"),
        ("欠了两亿三千多万元", "欠了2.3亿多元"),
        ("集体收了11万2，", "集体收了11.2万，"),
        ("每只多挣60块钱左右", "每只多挣60元左右"),
        ("塘头均价比去年跌了6块", "塘头均价比去年跌了6元"),
        ("没有超过十天", "没有超过10天"),
        ("到九月三十日", "到9月30日"),
        ("三月八日开会", "3月8日开会"),
        ("七八九三个月用水五十万方", "七八九三个月用水50万方"),
        ("一二三年级复课", "一二三年级复课"),
        ("七八十人返乡", "七八十人返乡"),
    ],
)
def test_statistics_and_dates_take_arabic_digits(written: str, printed: str) -> None:
    assert arabic(written) == printed


@pytest.mark.parametrize(
    "written",
    [
        "资金（万元）",
        "一户一策",
        "三五户观望",
        "十几人报名",
        "十来天",
        "有三、四十户观望",
        "两个方面",
        "腊月初八",
        "正月里",
        "第三季度",
        "三会一课",
        "三成",
        "1860亩",
        "二公里三换了水稳层",
        "落实“两个清单”，整改12个问题",
        "定在腊月二十，",
        "千家万户",
        "会议开到十一时四十；",
        "花了十余万元",
        "花了上万元",
        "近千户受益",
        "两三百万元",
        "收了5块地",
        "每斤3块5",
        "破损板更换37块，裂缝灌缝1.9公里",
        "牌子摘到5块以内",
        "新修三里街",
        "十里铺村",
        "七月十九那场雹子",
    ],
)
def test_words_that_are_no_statistics_stay(written: str) -> None:
    assert arabic(written) == written


@given(st.integers(min_value=2, max_value=9_999_999), st.sampled_from(["亩", "户", "人", "公里", "斤"]))
def test_arabic_digits_are_left_alone(number: int, unit: str) -> None:
    assert arabic(f"共有{number}{unit}") == f"共有{number}{unit}"


@given(st.text(alphabet="一二三四五六七八九十百千万亿余多来几上近亩户人元块月村修新，两", max_size=14))
def test_no_value_is_added_or_lost(text: str) -> None:
    assert {value for value, percent in values_of(arabic(text)) if not percent} == {
        value for value, percent in values_of(text) if not percent
    }


@given(
    st.integers(min_value=1, max_value=9999),
    st.sampled_from(["", "余", "多", "来"]),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["元", "亩", "人", "斤", "户"]),
)
def test_about_how_much_is_told_as_it_was(number: int, about: str, scale: str, unit: str) -> None:
    written = f"共{chinese(number)}{about}{scale}{unit}"
    (said,), (printed,) = find_numerals(written), find_numerals(arabic(written))
    assert (printed.value, printed.bound) == (said.value, said.bound)
    assert about in arabic(written)


def chinese(number: int) -> str:
    """A number up to 9999 in words."""
    digits = f"{number:04d}"
    places = zip(digits, ("千", "百", "十", ""), strict=True)
    words = "".join("零" if digit == "0" else "一二三四五六七八九"[int(digit) - 1] + scale for digit, scale in places)
    return re.sub("零+", "零", words).strip("零")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("往年一到10月客商压价", "往年一到10月客商压价"),
        ("一到三月就断水", "一到3月就断水"),
        ("一到九月集体收入合计486万元", "1到9月集体收入合计486万元"),
        ("一至九月出栏5210头", "1至9月出栏5210头"),
        ("每车坐三到5人", "每车坐3到5人"),
        ("村民高二平打药中毒", "村民高二平打药中毒"),
    ],
)
def test_since_when_is_no_range_and_a_name_no_figure(text: str, printed: str) -> None:
    assert arabic(text) == printed


def test_parts_are_no_money() -> None:
    assert arabic("集体收入定70万元，拆作代工28万元、光伏22万元、租赁20万元三块") == (
        "集体收入定70万元，拆作代工28万元、光伏22万元、租赁20万元三块"
    )
    assert arabic("病的藤分三块，三样药") == "病的藤分三块，三样药"
    assert arabic("每亩分红三块") == "每亩分红3元"


def test_two_months_are_not_february() -> None:
    assert arabic("保质期只剩两月，二月装瓶") == "保质期只剩两月，2月装瓶"


@given(st.integers(0, 6), st.integers(3, 9), st.sampled_from(["年级", "组", "月份", "三个月", "这三个月", "三个组"]))
def test_numbers_named_one_by_one_stay_in_words(start: int, length: int, counted: str) -> None:
    row = "一二三四五六七八九"[start : start + length]
    assert arabic(f"{row}{counted}修了路").startswith(row)


def test_a_row_of_digits_that_counts_nothing_stays() -> None:
    assert arabic("一" * 40) == "一" * 40
    assert arabic(f"{'9' * 30}亿元") == f"{'9' * 30}亿元"
