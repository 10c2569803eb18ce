from __future__ import annotations

import pytest

from huibao.briefing.wording.person import office_of


@pytest.mark.parametrize(
    ("sentences", "office"),
    [
        (["七卡子村2025年度工作总结", "（根台河镇七卡子村 驻村工作队员 谢尔盖，2025年12月20日）"], "驻村工作队员"),
        (["我是二十三站村驻村专干鄂晓峰，今年是第三个年头。", "修了路。"], "驻村专干"),
        (["修了路。", "请批评指正。", "柿树洼村乡村振兴专干 郝月娥"], "乡村振兴专干"),
        (["填报人：罗伟棠（村委会副主任）", "修了路。"], "村委会副主任"),
        (["写的人：驻村干部 许静", "我是八月才来的，前面的事是听村里老会计讲的。"], "驻村干部"),
        (["填报人：村监委会主任 余春学", "修了路。"], "村监委会主任"),
        (["报送人：村报账员 赵琼", "修了路。"], "报账员"),
        (["石桥村 何晴（2026年7月到村，乡村振兴协理员）", "修了路。"], "协理员"),
        # Who keeps the minutes is not who speaks in them.
        (["主持：主任普昌　记录：文书张芬", "修了路。"], ""),
        # Whom a report is addressed to, and whom a sentence tells of, did not write it.
        (["尊敬的党委书记：", "第一书记帮助修了路。"], ""),
    ],
)
def test_the_office_of_the_writer_is_read_where_reports_are_signed(sentences: list[str], office: str) -> None:
    assert office_of(sentences) == office
