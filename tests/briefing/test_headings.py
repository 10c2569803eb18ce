from __future__ import annotations

from dataclasses import dataclass

from huibao.briefing.headings import among_problems


@dataclass(frozen=True)
class Row:
    index: int
    paragraph: int
    text: str
    section: tuple[str, ...] = ()
    report: str = "一.txt"


def test_a_label_that_opens_a_paragraph_holds_to_its_end() -> None:
    rows = [
        Row(0, 0, "存在问题：物业费收缴率仅58%；"),
        Row(1, 0, "年轻人夜里喝酒闹事的增多。"),
        Row(2, 1, "下季度打算：新增微菜园80块。"),
        Row(3, 2, "问题整改全部完成。"),
        Row(4, 3, "有8户要盯紧。", ("三、存在的主要问题", "（一）产业发展方面")),
        Row(5, 4, "已补接41户。", ("（一）关于“帮扶不到位”的问题",)),
    ]
    assert among_problems(rows) == {("一.txt", 0), ("一.txt", 1), ("一.txt", 4)}
