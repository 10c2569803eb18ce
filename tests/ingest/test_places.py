from __future__ import annotations

import pytest

from huibao.ingest.places import township_of, village_of


def of_title(title: str) -> str:
    return village_of(title=title, file_name="", signature=(), text="")


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("石桥村2025年第三季度乡村振兴工作汇报", "石桥村"),
        ("清溪镇石桥村三季度汇报", "石桥村"),
        ("平安县清溪镇石桥村三季度汇报", "石桥村"),
        ("2025年第三季度石桥村工作汇报", "石桥村"),
        ("2025年度石桥村驻村工作总结", "石桥村"),
        ("二〇二五年三季度石桥村汇报", "石桥村"),
        ("关于石桥村上半年工作情况的报告", "石桥村"),
        ("中共石桥村支部委员会工作报告", "石桥村"),
        ("驻石桥村工作队三季度总结", "石桥村"),
        ("中共清溪镇石桥村村民委员会汇报", "石桥村"),
        ("石桥村民委员会三季度汇报", "石桥村"),
        ("石桥村情况汇报", "石桥村"),
        ("和平桥村三季度汇报", "和平桥村"),
        ("清溪镇和平桥村三季度汇报", "和平桥村"),
        ("向阳桥村三季度汇报", "向阳桥村"),
        ("呼和布拉格嘎查三季度汇报", "呼和布拉格嘎查"),
        ("沙日塔拉嘎查三季度汇报", "沙日塔拉嘎查"),
        ("马官屯村三季度汇报", "马官屯村"),
        ("新立屯三季度汇报", "新立屯"),
        ("观音阁社区三季度汇报", "观音阁社区"),
        ("菜市口社区居委会汇报", "菜市口社区"),
        ("李村三季度汇报", "李村"),
        ("李村村三季度汇报", "李村村"),
        ("三道沟村村主任马洪军微信语音，2026年12月30日晚", "三道沟村"),
        ("石桥村村会计三季度报数", "石桥村"),
        ("清溪镇李村三季度汇报", "李村"),
        ("一个茶村的冬天：上岙村工作札记", "上岙村"),
        ("大孙庄二〇二四年冬季工作汇报", "大孙庄"),
        ("站在云上往下看：火草坪2025年第三季度手记", "火草坪"),
        ("2025年第三季度乡村振兴工作汇报", ""),
        ("全村三季度工作汇报", ""),
        ("各村民小组三季度情况", ""),
        ("三个村的情况汇报", ""),
        ("农村工作汇报", ""),
        ("春茶做完了", ""),
    ],
)
def test_village_in_a_title(title: str, village: str) -> None:
    assert of_title(title) == village


def test_the_title_counts_more_than_the_file_name_and_that_more_than_the_signature() -> None:
    assert village_of(title="石桥村汇报", file_name="柳河村", signature=["新庙村 李明"], text="") == "石桥村"
    assert village_of(title="汇报", file_name="柳河村", signature=["新庙村 李明"], text="") == "柳河村"
    assert village_of(title="汇报", file_name="0930", signature=["新庙村 李明"], text="") == "新庙村"


def test_a_form_names_its_village_in_a_field() -> None:
    text = "村名：孙楼村填报人：村会计兼文书孙海燕\n一、粮食生产\n与大王村共用机井1眼，大王村出电费。"
    assert village_of(title="韩双庙镇2025年村级填报单", file_name="", signature=(), text=text) == "孙楼村"
    assert (
        village_of(title="三季度填报单", file_name="", signature=(), text="填报单位：清溪镇石桥村\n1.监测户8户")
        == "石桥村"
    )
    assert village_of(title="填报单", file_name="", signature=(), text="单位：万元\n1.收入8") == ""


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("各位领导：\n我叫刘金锁，刘桥的支书，干了九年了。", "刘桥"),
        ("我是枫香坪的会计，报个数。", "枫香坪"),
        ("我是去年上任的支书，头一回来说。", ""),
        ("我叫李明，村里的文书。", ""),
    ],
)
def test_a_speaker_tells_whose_he_is(text: str, village: str) -> None:
    assert village_of(title="2025年总结", file_name="", signature=(), text=text) == village


def test_a_request_in_the_last_line_signs_nothing() -> None:
    assert village_of(title="9月汇报", file_name="", signature=["9 求社区求镇里 二次供水泵11万"], text="") == ""


@pytest.mark.parametrize(("text", "village"), [("修了路。", "火炬垭"), ("火炬垭村修了路。", "火炬垭村")])
def test_a_diary_is_of_the_place_before_it(text: str, village: str) -> None:
    assert village_of(title="火炬垭手记（十月至十二月）", file_name="", signature=(), text=text) == village


def test_a_place_the_title_names_short_is_named_in_full_by_the_text() -> None:
    text = "我在冷水坞村当了三十一年支书。"
    assert village_of(title="冷水坞半年来的几件事", file_name="", signature=(), text=text) == "冷水坞村"


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("石桥村有六个组。今年，石桥村修了路。", "石桥村"),
        ("石桥村有六个组。今年修了路。", ""),  # once is chance
        ("我们村有六个组，我们村修了路。", ""),
        ("石桥村修路，柳河村通水。石桥村满意，柳河村也满意。", ""),  # two that compete
        ("石桥村修路，石桥村通水，石桥村满意，柳河村来学。", "石桥村"),
        ("按体力在村里安排活路，按体力在村里记账。", ""),
        ("理论宣讲进村，政策进村，服务进村。", ""),
        ("乡村要振兴，乡村在变化。", ""),
        ("万元村不少，万元村好找。", ""),
        ("求社区求镇里修泵，求社区换灯。", ""),
        ("二号上午我在村，二号上午我在村部。", ""),
    ],
)
def test_the_text_alone_is_believed_only_where_one_name_stands_out(text: str, village: str) -> None:
    assert village_of(title="", file_name="汇报", signature=(), text=text) == village


@pytest.mark.parametrize(
    ("title", "township"),
    [
        ("在清溪镇三季度工作推进会上的讲话", "清溪镇"),
        ("平安县清溪乡党委书记讲话", "清溪乡"),
        ("在全镇三季度工作推进会上的讲话", ""),
        ("在全乡乡村振兴推进会上的讲话", ""),
        ("城镇建设讲话", ""),
        ("阿拉善苏木三季度讲话", "阿拉善苏木"),
    ],
)
def test_township_in_a_title(title: str, township: str) -> None:
    assert township_of(title=title, file_name="", signature=(), text="") == township


def test_a_chat_says_that_it_was_spoken() -> None:
    title = "【微信语音转文字荷湾村主任 李明 → 镇党政办 2026年12月26日】"
    assert village_of(title=title, file_name="荷湾村", signature=(), text="今年种了蒜。") == "荷湾村"


def test_a_doubled_character_gives_way_to_the_name_that_stands_elsewhere() -> None:
    assert village_of(title="竹箐村村第三季度汇报", file_name="竹箐村", signature=(), text="") == "竹箐村"
    assert village_of(title="大村村第三季度汇报", file_name="汇报", signature=(), text="") == "大村村"
