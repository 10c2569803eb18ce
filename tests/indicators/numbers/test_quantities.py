"""Quantities with unit and bound, and all that looks like one and counts nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.indicators.numbers.quantities import Quantity, find_quantities, read_quantities
from huibao.indicators.numbers.units import base_unit, common_unit, common_value, unit_factors
from huibao.segment.normalize import normalize


def shown(quantity: Quantity) -> str:
    return f"{quantity.bound}{quantity.value.normalize():f}{quantity.unit}"


def found(text: str) -> list[str]:
    return [shown(quantity) for quantity in find_quantities(normalize(text).text)]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("村集体收入达到86.5万元。", "865000元"),
        ("村集体收入达到８６．５万元。", "865000元"),
        ("修路三公里半。", "3.5公里"),
        ("硬化二公里六。", "2.6公里"),
        ("支管四公里六埋好了。", "4.6公里"),
        ("铺了两公里九，车能走。", "2.9公里"),
        ("一公里半的路。", "1.5公里"),
        ("羊绒卖了一吨二，比去年好。", "1.2吨"),
        ("修了六里路。", "3公里"),
        ("流转土地2公顷。", "30亩"),
        ("收了300公斤。", "600斤"),
        ("务工人员突破400人。", "≥400人"),
        ("新栽果树不到90亩。", "≤90亩"),
        ("受益群众约300户。", "≈300户"),
        ("近百户受益。", "≈100户"),
        # Calls are no households, as 人次 are no people.
        ("走访120户次。", "120户次"),
        ("入户86户（次）。", "86户次"),
        ("清运垃圾210余吨。", "≥210吨"),
        ("培训80人以上。", "≥80人"),
        ("带出两到三名防疫员。", "≥2人"),
        ("招3至5人。", "≥3人"),
        ("投入3万至5万元。", "≥30000元"),
        ("桃子卖了四万二。", "42000元"),
        ("追回工钱3.4万。", "34000元"),
        ("来了三个蜂农。", "3人"),
        ("涉及三个村民小组。", "3个"),
        ("两台套设备。", "2台"),
        ("1.5眼机井已修好。", "5口"),
        ("猪病了，死了两头。", "2头"),
        ("有四处滑坡点在动。", "4处"),
    ],
)
def test_a_quantity_in_its_base_unit(text: str, quantity: str) -> None:
    assert found(text) == [quantity]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("花了2w，卖了3w多斤，收入8.4w元。", ["20000元", "≥30000斤", "84000元"]),
        ("装机容量200W，灯泡9w，抽水泵750W，共两台，路灯40W、12盏。", ["2台", "12盏"]),
        ("年轻人有四处打工的，四处奔走。", []),
        ("排查出四处隐患，整改了四处。", ["4处", "4处"]),
    ],
)
def test_what_is_typed_or_said_like_something_else(text: str, quantities: list[str]) -> None:
    assert found(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "比上年增长12%。", "粉条占七成。", "今年3月5日开工。", "二〇二五年十月九日", "第3组先修。", "第一书记到岗。",
        "电话13800001111。", "每斤卖4元。", "每亩给农户省下工钱180元", "S204线改造。", "镇发〔2025〕12号文件",
        "推行“7+1”模式", "安装5G设备", "3个月没下雨", "提高2个百分点", "3单元漏水", "老人七十多岁",
        "扎实推进“三清一改”", "落实四个不摘", "“十四五”规划", "1.完善制度", "（三）强化落实", "产值翻一番",
        "8:30开会", "三轮车进村", "统一收购", "百分之百", "门牌255号，255号住户", "联系电话：党员13800138000",
        "补助脱贫户300，都到账了。", "党员2025年转正。", "图3，表2，栏12", "党员1.2.3版",
    ],
)  # fmt: skip
def test_no_quantity_is_read(text: str) -> None:
    assert found(text) == []


def _readings() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("readings.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split("=>") for line in lines if line and not line.startswith("#")]
    return [(text.strip(), quantities.strip()) for text, quantities in cases]


@pytest.mark.parametrize(("text", "quantities"), _readings())
def test_a_sentence_of_an_officer(text: str, quantities: str) -> None:
    assert " ".join(found(text)) == quantities


def test_a_change_is_no_range() -> None:
    assert found("监测户由11户降到7户，蜂群从60箱发展到138箱") == ["11户", "7户", "60箱", "138箱"]


def test_a_rate_that_is_a_result_stays() -> None:
    assert found("化解率由61%提高到78%，完成年度任务的94%") == ["61%", "78%", "94%"]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("光伏板47块，都装好了。", ["47块"]),
        ("立了八块警示牌。", ["8块"]),
        ("菜园、柴棚和停车场118块。", ["118块"]),
        ("晒场只有一块半，下雨就收。", ["1.5块"]),
        ("把17块制度牌摘下15块，留下的两块要求背得出。", ["17块", "15块", "2块"]),
        ("一顿饭三块钱。", ["3元"]),
        ("收购价涨到五块八。", ["5.8元"]),
        ("一天挣一百多块。", ["≥100元"]),
        ("工钱八十块一天。", ["80元"]),
        ("每块板子3块。", ["3元"]),
        ("还差八千块买石板。", ["8000元"]),
        ("老板给了五百块。", ["500元"]),
    ],
)
def test_kuai_is_money_where_no_counted_thing_stands_beside_it(text: str, quantities: list[str]) -> None:
    assert [shown(quantity) for quantity in read_quantities(normalize(text).text)] == quantities


def test_kuai_as_a_recorded_unit_is_no_money() -> None:
    assert (base_unit("块"), base_unit("块钱")) == ("块", "元")


def test_an_elided_unit_is_the_one_before() -> None:
    assert found("目标一万五千斤，做了六千。") == ["15000斤", "6000斤"]


def test_prices_stay_readable_as_neighbours() -> None:
    assert [shown(quantity) for quantity in read_quantities("每斤卖4元，共卖300斤。")] == ["4元", "300斤"]


@given(
    st.integers(min_value=2, max_value=99_999),
    st.sampled_from(["户", "人", "亩", "公里", "吨", "元", "座", "盏", "件", "场"]),
    st.sampled_from(["新建", "，共", "村里有", ""]),
)
def test_offsets_hold_number_and_unit(number: int, unit: str, before: str) -> None:
    text = f"{before}{number}{unit}，完成。"
    (quantity,) = find_quantities(text)
    assert text[quantity.start : quantity.end] == f"{number}{unit}"
    assert quantity.value == number


def test_like_units_convert_and_unlike_ones_do_not() -> None:
    assert common_value(Decimal(600), "米") == (Decimal("0.6"), "公里")
    assert common_value(Decimal(3000), "斤") == (Decimal("1.5"), "吨")
    assert common_unit("亩").unit != common_unit("平方米").unit
    assert base_unit("名") == "人"
    assert Decimal("0.001") in unit_factors("公里")


LABELS = {
    "户": "户",
    "总户数": "户",
    "人": "人",
    "总人口": "人",
    "党员": "人",
    "低保户": "户",
    "耕地": "亩",
    "村民小组": "个",
}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(LABELS)), st.integers(2, 99_999)), min_size=1, max_size=5),
    st.sampled_from(["，", "、", "；", " ", ""]),
    st.sampled_from(["", "："]),
)
def test_the_label_tells_the_unit_of_a_bare_number(told: list[tuple[str, int]], between: str, colon: str) -> None:
    text = between.join(f"{label}{colon}{number}" for label, number in told)
    assert found(f"{text}。") == [f"{number}{LABELS[label]}" for label, number in told]


HAN_DIGITS = "一二三四五六七八九"


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=9), st.sampled_from(["分", "分地"]))
def test_tenths_of_a_mu_are_added(mu: int, tenths: int, written: str) -> None:
    for tenth in (str(tenths), HAN_DIGITS[tenths - 1]):
        assert found(f"流转{mu}亩{tenth}{written}。") == [f"{Decimal(mu) + Decimal(tenths) / 10}亩"]


@given(
    st.integers(min_value=2, max_value=998),
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["—", "-", "–", "～", "~", "至", "到", "－"]),
    st.sampled_from(["", "万"]),
)
def test_of_a_range_the_lower_end_is_sure_and_in_the_scale_of_both(low: int, more: int, dash: str, scale: str) -> None:
    value = low * 10_000 if scale else low
    assert found(f"投入{low}{dash}{low + more}{scale}元。") == [f"≥{value}元"]


@given(st.sampled_from(["低于", "少于"]), st.sampled_from(["", "不", "不得", "不能", "不应"]), st.integers(2, 99))
def test_a_denied_limit_is_the_other_one(limit: str, denial: str, number: int) -> None:
    assert found(f"{denial}{limit}{number}户。") == [f"{'≥' if denial else '≤'}{number}户"]


@given(st.integers(min_value=1, max_value=8), st.sampled_from(["", "十", "百", "千", "万"]))
def test_two_neighbouring_digits_are_about_the_first(digit: int, scale: str) -> None:
    value = digit * {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000}[scale]
    first, second = HAN_DIGITS[digit - 1], HAN_DIGITS[digit]
    assert found(f"来了{first}{second}{scale}人。") == [f"≈{value}人"]
    assert found(f"来了{first}、{second}{scale}人。") == [f"≈{value}人"]


@given(
    st.text(
        alphabet="一二两三四五六七八九十百千万亿半分之个多余几来、至到—0123456789.%亩里元块毛斤两户人周每“”约近不",
        max_size=24,
    )
)
def test_quantities_of_any_text_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for quantity in read_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
