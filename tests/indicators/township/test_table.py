"""The township's table: sums worked out again by hand, the silent, the contradictory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from huibao.frames import indicators_frame, sentences_frame
from huibao.indicators.township.kinds import kind_totals
from huibao.indicators.township.printing import cells
from huibao.indicators.township.rows import IndicatorRow, IndicatorTable
from huibao.indicators.township.table import combined_bound, township_table
from huibao.indicators.township.telling import Uncounted
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy, load_taxonomy

Author = Callable[..., AnnotatedReport]
VILLAGES = ("石桥村", "柳河村", "杨树村")


def table_of(*reports: AnnotatedReport) -> IndicatorTable:
    return township_table(indicators_frame(reports), VILLAGES)


def row(table: IndicatorTable, name: str) -> IndicatorRow:
    return next(entry for entry in table.rows if entry.name == name)


@pytest.fixture
def township(authored: Author) -> IndicatorTable:
    return table_of(
        authored(
            "P\nachievement.construction|修路1.2公里，去年0.4公里。|道路建设=1.2公里@actual; 道路建设=0.4公里@past\n"
        ),
        authored("P\nachievement.construction|修路超过2.3公里。|道路建设=≥2.3公里@actual\n", village="柳河村"),
    )


def test_only_actual_values_are_summed_exactly_with_their_bound(township: IndicatorTable) -> None:
    roads = row(township, "道路建设")
    assert roads.total == Decimal("3.5")
    assert roads.bound == "≥"


def test_the_villages_behind_a_sum_and_the_silent_are_named(township: IndicatorTable) -> None:
    roads = row(township, "道路建设")
    assert [entry.village for entry in roads.values] == ["石桥村", "柳河村"]
    assert roads.silent == ("杨树村",)


def test_a_share_of_a_longer_time_is_all_of_its_own(authored: Author) -> None:
    def income(village: str, *told: tuple[int, str, str]) -> AnnotatedReport:
        figures = "; ".join(f"村级集体经济收入={value}元@{status}" for value, status, _ in told)
        words = "，".join(f"收入{value}元" for value, _, _ in told)
        report = authored(f"P\nachievement.industry|集体{words}。|{figures}\n", village=village)
        periods = {float(value): period for value, _, period in told}
        return replace(report, indicators=tuple(replace(one, period=periods[one.value]) for one in report.indicators))

    def totals(*told: tuple[int, str, str]) -> dict[str, Decimal | None]:
        table = table_of(income("石桥村", (50_000, "actual", "2025Q2")), income("柳河村", *told))
        return {row.period: row.total for row in table.rows}

    half, quarter = (86_000, "actual", "2025H1"), (42_000, "part", "2025Q2")
    assert totals(half, quarter) == {"2025Q2": 92_000, "2025H1": 86_000}
    # Two shares are of kinds of income, and without a whole of a longer time it is a share of this one.
    assert totals(half, quarter, (10_000, "part", "2025Q2")) == {"2025Q2": 50_000, "2025H1": 86_000}
    assert totals(quarter) == {"2025Q2": 50_000}


def test_of_a_stock_told_in_two_quarters_the_latest_counts(authored: Author) -> None:
    def of(period: str, households: int) -> AnnotatedReport:
        told = authored(f"P\nother|监测户{households}户。|监测户={households}户@actual\n")
        return replace(
            told,
            report=replace(told.report, name=f"{period}.txt", period=period),
            indicators=(replace(told.indicators[0], period="现有"),),
        )

    households = row(table_of(of("2025Q2", 12), of("2025Q3", 11)), "监测户")
    assert (households.total, [entry.value for entry in households.beside]) == (Decimal(11), [Decimal(12)])


def test_who_is_silent_is_told_for_each_row_as_its_values_are(authored: Author) -> None:
    table = table_of(
        authored("P\nachievement.construction|修路1公里。|道路建设=1公里@actual\n"),
        replace(
            standing := authored("P\nother|修路9公里。|道路建设=9公里@actual\n", village="柳河村"),
            indicators=(replace(standing.indicators[0], period="累计"),),
        ),
    )
    assert {entry.period: entry.silent for entry in table.rows} == {
        "累计": ("石桥村", "杨树村"),
        "": ("柳河村", "杨树村"),
    }


def test_a_village_whose_figure_was_left_out_is_not_silent(authored: Author) -> None:
    told = authored("P\nachievement.construction|修路1公里。|道路建设=1公里@actual\n")
    other = authored("P\nother|修路600米。|道路建设=600米@actual\n", village="柳河村")
    left_out = [("柳河村", other.indicators[0]), ("石桥村", told.indicators[0])]
    roads = row(township_table(indicators_frame([told]), VILLAGES, left_out=left_out), "道路建设")
    assert (roads.silent, roads.left_out) == (("杨树村",), ("柳河村",))


def test_every_sum_is_what_its_values_add_up_to(township: IndicatorTable) -> None:
    for entry in township.rows:
        assert entry.total == sum(value.value for value in entry.values)


def test_two_values_of_one_village_contradict_and_stay_out_of_the_sum(authored: Author) -> None:
    table = table_of(
        authored("P\nother|监测户3户。|监测户=3户@actual\nother|监测户5户。|监测户=5户@actual\n"),
        authored("P\nother|监测户7户。|监测户=7户@actual\n", village="柳河村"),
    )
    monitored = row(table, "监测户")
    assert monitored.total == 7
    assert {entry.value for entry in monitored.contradictions} == {3, 5}


def test_of_several_things_under_one_name_the_largest_counts(authored: Author) -> None:
    crops = "P\nother|种烤烟1350亩。|种植面积=1350亩@actual\nother|烟后种萝卜900亩。|种植面积=900亩@actual\n"
    planted = row(table_of(authored(crops)), "种植面积")
    assert planted.total == 1350
    assert planted.contradictions == ()
    assert [entry.value for entry in planted.beside] == [900]


def test_unlike_units_are_two_indicators(authored: Author) -> None:
    table = table_of(
        authored("P\nother|养殖20亩。|养殖规模=20亩@actual\n"),
        authored("P\nother|养殖300只。|养殖规模=300只@actual\n", village="柳河村"),
    )
    assert sorted(entry.unit for entry in table.rows) == ["亩", "只"]


@pytest.mark.parametrize(
    ("bounds", "expected"), [(["", ""], ""), (["", "≥"], "≥"), (["≥", "≤"], "≈"), (["≈", ""], "≈")]
)
def test_bounds_are_carried(bounds: list[str], expected: str) -> None:
    assert combined_bound(bounds) == expected  # type: ignore[arg-type]  # literals in a list


def village(author: Author, name: str, *figures: str, period: str = "2025Q3") -> AnnotatedReport:
    """A report with one sentence a figure, all of one period; ``2024:`` before a figure gives another."""
    pairs = [figure.rpartition(":") for figure in figures]
    annotated = author("P\n" + "".join(f"achievement.industry|数。|{figure}\n" for _, _, figure in pairs), village=name)
    periods = [given or period for given, _, _ in pairs]
    return replace(
        annotated,
        indicators=tuple(replace(i, period=p) for i, p in zip(annotated.indicators, periods, strict=True)),
    )


def test_a_share_is_not_counted_beside_its_whole(authored: Author) -> None:
    table = table_of(village(authored, "石桥村", "监测户=20户@actual", "监测户=3户@part"))
    assert row(table, "监测户").total == 20


def test_a_village_that_tells_only_a_share_is_neither_added_nor_silent(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "监测户=24户@actual"), village(authored, "柳河村", "监测户=9户@part"),
        village(authored, "杨树村", "路灯=3盏@actual"),
    )  # fmt: skip
    told = row(table, "监测户")
    assert told.total == 24
    assert told.silent == ("杨树村",)
    assert [(entry.village, int(entry.value)) for entry in told.beside] == [("柳河村", 9)]


def test_a_village_that_says_that_it_has_none_is_not_silent(authored: Author) -> None:
    def told(name: str, text: str, *figures: str) -> AnnotatedReport:
        annotated = authored(f"P\nother|{text}|{'; '.join(figures)}\n", village=name)
        return replace(annotated, indicators=tuple(replace(one, period="现有") for one in annotated.indicators))

    reports = [
        told("石桥村", "监测户24户。", "监测户=24户@actual"),
        told("柳河村", "脱贫户31户，无监测户。", "脱贫户=31户@actual"),
        # Who tells a value has it.
        told("杨树村", "监测户3户，别的组无监测户。", "监测户=3户@actual"),
    ]
    villages = (*VILLAGES, "上坪村")
    table = township_table(
        indicators_frame(reports), villages, sentences=sentences_frame(reports), taxonomy=load_taxonomy()
    )
    monitored = row(table, "监测户")
    assert [(entry.village, int(entry.value)) for entry in monitored.none] == [("柳河村", 0)]
    assert monitored.silent == ("上坪村",)
    assert (monitored.total, len(monitored.values)) == (Decimal(27), 2)
    assert cells(monitored)[5:7] == (3, "石桥村24；杨树村3；柳河村0")


def test_a_figure_stated_twice_counts_once(authored: Author) -> None:
    table = table_of(village(authored, "石桥村", "监测户=20户@actual", "监测户=20户@actual"))
    assert row(table, "监测户").total == 20
    assert row(table, "监测户").contradictions == ()


@pytest.mark.parametrize("status", ["plan", "gap", "past"])
def test_nothing_but_what_is_there_now_makes_a_row(authored: Author, status: str) -> None:
    assert table_of(village(authored, "石桥村", f"监测户=20户@{status}")).rows == ()


def test_periods_are_never_added(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "道路建设=1公里@actual"),
        village(authored, "柳河村", "累计:道路建设=9公里@actual"),
    )
    assert {entry.period: entry.total for entry in table.rows} == {"2025Q3": Decimal(1), "累计": Decimal(9)}


def test_more_in_a_quarter_than_in_the_year_so_far_contradicts(authored: Author) -> None:
    def told(text: str, figure: str, period: str) -> AnnotatedReport:
        annotated = authored(f"P\nachievement.construction|{text}|{figure}\n")
        return replace(annotated, indicators=(replace(annotated.indicators[0], period=period),))

    for value, contradictory in ((30, True), (36, False)):
        table = table_of(
            told("户厕改造完成32户。", "户厕改造=32户@actual", "2025Q3"),
            told(f"今年户厕改造{value}户。", f"户厕改造={value}户@actual", "2025M01-M09"),
        )
        assert [bool(entry.contradictions) for entry in table.rows] == [contradictory] * 2


def test_like_units_are_added_in_the_common_one(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "道路建设=1.5公里@actual"), village(authored, "柳河村", "道路建设=600米@actual")
    )
    assert [(entry.unit, entry.total) for entry in table.rows] == [("公里", Decimal("2.1"))]


def test_like_units_are_added_in_the_one_that_most_tell_and_a_plan_s_is_none(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "清淤=3.2公里@actual"),
        village(authored, "柳河村", "清淤=600米@actual"),
        village(authored, "杨树村", "清淤=800米@actual", "清淤=3公里@plan"),
    )
    assert [(entry.unit, entry.total) for entry in table.rows] == [("米", Decimal("4600"))]


def test_a_unit_that_all_use_stays(authored: Author) -> None:
    table = table_of(village(authored, "石桥村", "护栏=600米@actual"))
    assert [(entry.unit, entry.total) for entry in table.rows] == [("米", Decimal(600))]


def test_a_village_ten_times_its_peers_is_flagged_and_stays_in_the_sum(authored: Author) -> None:
    values = {"石桥村": 30, "柳河村": 28, "杨树村": 33, "红岩村": 300_000}
    table = table_of(*(village(authored, name, f"道路建设={value}公里@actual") for name, value in values.items()))
    (outlier,) = row(table, "道路建设").outliers
    assert (outlier.entry.village, outlier.typical) == ("红岩村", Decimal(30))
    assert row(table, "道路建设").total == sum(values.values())


@pytest.mark.parametrize(("value", "flagged"), [(90, False), (600_000, True)])
def test_two_peers_are_enough_to_see_a_slip_of_the_unit(value: int, flagged: bool, authored: Author) -> None:
    values = {"石桥村": 6, "柳河村": 8, "杨树村": value}
    table = table_of(*(village(authored, name, f"道路建设={given}公里@actual") for name, given in values.items()))
    assert [found.entry.village for found in row(table, "道路建设").outliers] == ["杨树村"] * flagged


def test_a_large_village_beside_others_of_its_size_is_no_slip(authored: Author) -> None:
    values = {"石桥村": 410, "柳河村": 480, "杨树村": 37, "红岩村": 29, "上坪村": 184}
    table = table_of(*(village(authored, name, f"道路建设={given}公里@actual") for name, given in values.items()))
    assert row(table, "道路建设").outliers == ()


def test_herds_that_two_villages_tell_have_a_row_of_their_own(authored: Author) -> None:
    herds = {"石桥村": ("肉牛", 12), "柳河村": ("肉牛", 14), "杨树村": ("生猪", 2100), "红岩村": ("生猪", 900)}
    table = table_of(
        *(
            authored(f"P\nother|存栏{kind}{n}头。|养殖规模={n}头@actual\n", village=name)
            for name, (kind, n) in herds.items()
        )
    )
    assert {row.name: row.total for row in table.rows} == {"牛存栏": 26, "猪存栏": 3000}


def test_unlike_things_of_one_name_are_neither_added_nor_held_against_each_other(authored: Author) -> None:
    herds = {"石桥村": ("肉牛", 12), "杨树村": ("生猪", 2100)}
    table = table_of(
        *(
            authored(f"P\nother|存栏{kind}{n}头。|养殖规模={n}头@actual\n", village=name)
            for name, (kind, n) in herds.items()
        )
    )
    herd = row(table, "养殖规模")
    assert (herd.total, herd.outliers) == (None, ())
    assert kind_totals(herd) == {"猪": 2100, "牛": 12}


def test_few_peers_make_nothing_typical(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "道路建设=3公里@actual"), village(authored, "柳河村", "道路建设=300公里@actual")
    )
    assert row(table, "道路建设").outliers == ()


def test_the_last_year_is_compared_over_the_villages_that_give_both(authored: Author) -> None:
    table = table_of(
        village(authored, "石桥村", "道路建设=5公里@actual", "2024Q3:道路建设=4公里@past"),
        village(authored, "柳河村", "道路建设=7公里@actual"),
        village(authored, "杨树村", "道路建设=2公里@actual", "2024:道路建设=9公里@past"),
    )
    compared = row(table, "道路建设").last_year
    assert compared is not None
    assert [entry.village for entry in compared.then] == ["石桥村"]
    assert (compared.now, compared.before) == (Decimal(5), Decimal(4))


def test_without_an_earlier_figure_nothing_is_compared(authored: Author) -> None:
    assert row(table_of(village(authored, "石桥村", "道路建设=5公里@actual")), "道路建设").last_year is None


def test_a_theme_is_the_label_of_most_sentences(authored: Author, taxonomy: Taxonomy) -> None:
    reports = [
        village(authored, "石桥村", "道路建设=5公里@actual"),
        authored("P\nachievement.construction|路。|道路建设=1公里@actual\n", village="柳河村"),
        authored("P\nachievement.construction|路。|道路建设=2公里@actual\n", village="杨树村"),
    ]
    flat = [replace(r, indicators=tuple(replace(i, period="") for i in r.indicators)) for r in reports]
    table = township_table(indicators_frame(flat), VILLAGES, sentences=sentences_frame(flat), taxonomy=taxonomy)
    assert row(table, "道路建设").theme == "和美乡村建设"
    assert table.themes[-1] == "其他"


def test_what_a_village_only_complains_of_is_in_no_sum_and_it_is_not_silent(
    authored: Author, taxonomy: Taxonomy
) -> None:
    reports = [
        authored("P\nachievement.construction|硬化道路3公里。|道路建设=3公里@actual\n"),
        authored("P\nbottleneck.resources|87公里路走了一天。|道路建设=87公里@actual\n", village="柳河村"),
    ]
    reports[1] = replace(reports[1], report=replace(reports[1].report, name="柳河村.txt"))
    frames = indicators_frame(reports), sentences_frame(reports)
    roads = row(township_table(frames[0], VILLAGES, sentences=frames[1], taxonomy=taxonomy), "道路建设")
    assert (roads.total, roads.silent) == (Decimal(3), ("杨树村",))
    assert [(entry.village, entry.uncounted) for entry in roads.beside] == [("柳河村", Uncounted.IN_A_LACK)]


@pytest.mark.parametrize(("unsure", "total"), [(True, Decimal(3)), (False, None)])
def test_a_record_counts_though_a_tagger_saw_an_aim_that_it_was_not_sure_of(
    unsure: bool, total: Decimal | None, authored: Author, taxonomy: Taxonomy
) -> None:
    report = authored("P\nrequirement.development/plan|硬化道路3公里。|道路建设=3公里@actual\n")
    tagged = replace(report, tags=tuple(replace(tag, review=unsure) for tag in report.tags))
    frames = indicators_frame([tagged]), sentences_frame([tagged])
    roads = row(township_table(frames[0], VILLAGES, sentences=frames[1], taxonomy=taxonomy), "道路建设")
    assert roads.total == total
