"""As what a draft tells a sentence: the tagger's word, mended by what the sentence says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from huibao.briefing.themes.ahead import lies_ahead, planned_as, so_far
from huibao.briefing.themes.asking import REQUEST, asks_first, kind_told, pleads
from huibao.briefing.themes.aspect_model import aspects_told
from huibao.briefing.themes.aspects import Theme, cued, endangers
from huibao.briefing.themes.complaint import beside_notes
from huibao.briefing.themes.headings import Place, under_plans
from huibao.briefing.themes.lacking import lack_told, says_problem, without_no_lack
from huibao.briefing.themes.polarity import hints_at_lack, label_told, polarity, put_right, sounds_lost
from huibao.briefing.themes.registers import registers
from huibao.briefing.themes.requests import matter, only_announces
from huibao.briefing.themes.undone import nothing_done
from huibao.briefing.wording.joins import starts_with_verb
from huibao.briefing.wording.marks import without_item_number
from huibao.briefing.wording.phrases import phrases
from huibao.briefing.wording.style import arabic
from huibao.indicators.numbers.numerals import find_numerals
from huibao.taxonomy import Role, Taxonomy

PLAN = "plan"
# From this share on a label that came second is taken where the first cannot be.
_LEAST = 0.1
# From this one on it is likely enough where no word speaks against it.
_LIKELY = 0.2
# A lack of at least this share of the deed's probability.
_AS_LIKELY = 0.5
# A lack that takes this share of a sentence is all that it tells.
_WHOLE = 0.8
# A deed that the tagger is so sure of stays one under a heading of problems: 送了56车水，一户都没让断水.
_SURE = 0.9
_ANNOUNCES = ("：", ":")
# 已建成, 修了3公里: done, whatever heading it stands under.
_PAST = re.compile(r"已|(?<!为)了(?![掉结])(?=[\u4e00-\u9fff\d，。；]|$)|完成率|累计|去年同期|[一二三]季度末")
# 建成投用, 通了水: done, and nothing else; a plan would say by when.
_FINISHED = re.compile(
    r"^(?!.*(?:[年月季]内|[节月日号天]前|[年月]底(?!我们|村里|把)))[^。]*?"
    r"(?:(?:建成|完工|竣工|全面)[，、]?投[产用]|通[车水电]了|了又|已[完建打办签挂通]|(?:用款|用资|耗资|花了?)\d)"
)
_EXPECTS = re.compile("预计|安排|[七八九十]+月")
_ASKS = re.compile(r"请求|希望|恳|盼|建议|能不能|能否|可否|望[镇乡县上]")
_PLEADS = re.compile(r"请[镇乡县市区旗省上][^，。；]{2,}")
# 调解9起，有1起没说拢: what was done of a thing, and how much of it was not.
_REMAINDER = re.compile(
    r"(?P<all>[\d一二两三四五六七八九十百]{1,6})(?P<unit>[起件宗户个处项条座口])[^。；]*?[，、][但可只还仅尚仍]*[有剩余]下?的?"
    r"(?P<rest>[\d一二两三四五六七八九十百]{1,6})(?P=unit)[^，。；]*[没未]"
)
# 6. 低收入农户：18户
_ROW = re.compile(r"(?:\d{1,2}[.、．]\s*)?[^，：。\d]{2,12}：[^。]*\d[^。]*[。；]?")
_SENDS = re.compile(
    "(?:派|拨|配|补|加|帮|给|解决|安排|协调|更换|新建|加建|增设)(?!了)"
    "|[^，。；]*给(?:我们|咱们?|村里|该村)?(?:批|派|配|拨|补|修|换|安排|解决|协调|立|装|建)(?!了)"
)
_FIGURE = re.compile(r"\d")
_THIS_TIME = re.compile("(?:[这本上]个?|[一二三四])季度|上半年")
# 我村负担90万元，已付60万元; 应打3250只，实打1900只: what was spent, or done of what was due.
_SPENT = re.compile(r"已[付拨投缴交免打种修完收][\d一二两三四五六七八九十]|[，；]实[打缴收种免到付]")
# 卖了90只, 进了12万; but not 花了3万.
_DID = re.compile(
    r"[^花欠少丢退赔死交垫贴罚拖减降跌掉坏裂塌停等跑\W\d]了(?:[约近]|大约|超过)?[\d一二三四五六七八九十百千两]{2}"
)
# 征程万里风正劲，重任千钧再扬帆: two lines of five or seven characters without a word that prose needs.
_VERSE = re.compile(r"(?:[\u4e00-\u9fff]{5}，[\u4e00-\u9fff]{5}|[\u4e00-\u9fff]{7}，[\u4e00-\u9fff]{7})[。；]?")
_PROSE = re.compile(r"[的了我把被在每和与对给用由到向从将要]")
# 刚种三年，还没有出笋; 蜜没有割所以没有产量; 卖茶的钱还没有报齐: what is not due or not counted yet lacks nothing.
_NOT_YET = re.compile(
    "(?:[也都还]?没有?|[还尚]?未)(?:出笋|挂果|投产|产量|统计到?|报齐|开[摘采割]|收割|割|到采收期|扣(?:除|掉)?[^，。；]{0,3})"
)
_OWN_DUTY = re.compile("要[^，。；给把]{2,8}的[。；]?$")
_LABEL = re.compile(r"^[【\[（(][^】\])）]{2,14}[】\])）][：:]?")
_OWN_PLAN = re.compile(r"下一?(?:步|阶段)|下一?个?(?:季|月(?!饼))|(?:我们|我村|村里|本村|我)(?:将|要|打算|计划|保证)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a sentence is told as.

    Attributes:
        label, kind: what it asserts.
        aspect: what within its label (a request: among requests) it is about; empty where no cue tells it for sure.
        themes: that aspect, and those of what is lacking in it: its village is counted for each.
        lacks_too: label of what is lacking, where the sentence is told as something else; empty for none.
        register: it only counts people of a kind (低保18户，党员49名): sums may come from it, and it is no case.
        doubtful: the tagger was not sure, or was overruled.
    """

    label: str
    kind: str | None
    aspect: str = ""
    themes: tuple[Theme, ...] = ()
    lacks_too: str = ""
    register: bool = False
    doubtful: bool = False


def tell(row: Any, text: str, taxonomy: Taxonomy, place: Place) -> Told | None:
    """What a sentence is told as; None where it asserts nothing.

    Args:
        row: of the sentences' frame.
        text: its normalised text.
        taxonomy: roles of the labels.
        place: where it stands.
    """
    judge = _Judge(row=row, text=text, taxonomy=taxonomy, place=place)
    label, kind = judge.meant()
    if not label or (kind == REQUEST and only_announces(text)):
        return None
    label = planned_as(text, label, [one.key for one in taxonomy.with_role("todo")]) if kind == PLAN else label
    role = taxonomy[label].role
    themes: tuple[Theme, ...] = ()
    lacks_too = ""
    if kind == REQUEST:
        # 上寨水管老断，请给200米水管: who asks for it lacks it.
        themes = judge.lacks_of(matter(text), [REQUEST])
    else:
        if role == "lacking":
            themes = judge.complained_of()
            if row.review and themes and label not in {theme.key for theme in themes}:
                label = judge.likeliest(themes)
        else:
            themes, lacks_too = judge.lack(role)
            if lacks_too and (role == "none" or judge.mainly_lacks(themes=bool(themes))):
                label, kind, lacks_too = lacks_too, None, ""
    if taxonomy[label].role == "none":
        return None
    if taxonomy[label].role == "done" and registers(arabic(text)):
        return Told(label=label, kind=kind, register=True, doubtful=row.review)
    key = REQUEST if kind == REQUEST else label
    said = matter(text) if kind == REQUEST else text
    own_label = () if role == "lacking" else aspects_told(said, [key], surely=judge.unsure_of_deed(role))
    mine = [*own_label, *themes]
    own = next((theme for theme in mine if theme.key == key), None)
    return Told(
        label=label,
        kind=kind,
        aspect=own.name if own else "",
        themes=tuple(dict.fromkeys(([own] if own else []) + list(themes))),
        lacks_too=lacks_too,
        doubtful=row.review or label != row.labels[0],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Judge:
    """One sentence and what speaks for each way to tell it."""

    row: Any
    text: str
    taxonomy: Taxonomy
    place: Place

    @property
    def lacking(self) -> list[str]:
        return [label.key for label in self.taxonomy.with_role("lacking")]

    def complained_of(self) -> tuple[Theme, ...]:
        """What a sentence tells to be lacking that was taken for a lack."""
        # 出门就是泥，我没法答: of what lacks, a doubtful label knows less than the words.
        return (
            self.lacks_of(without_no_lack(self.text)) if self.row.review else self.lacks_of(self.text, self.row.labels)
        )

    def lacks_of(self, text: str, keys: Sequence[str] = ()) -> tuple[Theme, ...]:
        """What a text surely tells to be lacking: of what is only probable, half would be counted in error."""
        return self.among_lacks(aspects_told(text, keys, surely=True)) or self.under_topic(text)

    def under_topic(self, text: str) -> tuple[Theme, ...]:
        """What a text tells to be lacking that does not say of what, but stands under a topic: 再讲路。塌了三十来米."""
        topic = self.place.topic
        # 桃子没有销路。 tells a lack of its own; what stands behind it may be another.
        return tuple(t for t in self.cued_lacks(f"{topic}，{text}") if t not in self.cued_lacks(topic)) if topic else ()

    def cued_lacks(self, text: str) -> tuple[Theme, ...]:
        """What the words of a text alone tell to be lacking."""
        return self.among_lacks(cued(text))

    def among_lacks(self, told: Sequence[Theme]) -> tuple[Theme, ...]:
        """Those of some aspects that tell of a lack."""
        return tuple(theme for theme in told if theme.key in self.lacking)

    def best(self, role: Role, least: float = _LEAST) -> str:
        """The likeliest label of a role; empty where none is likely at all."""
        scores = {label.key: self.row.scores.get(label.key, 0.0) for label in self.taxonomy.with_role(role)}
        key = max(scores, key=lambda key: scores[key], default="")
        return key if key and 0.0 < scores[key] >= least else ""

    def likeliest(self, themes: Sequence[Theme]) -> str:
        """The likeliest of the labels that themes belong to; empty for no themes."""
        return max((theme.key for theme in themes), key=lambda key: self.row.scores.get(key, 0.0), default="")

    def second(self, role: Role) -> str:
        """The first label of a role behind the strongest."""
        return next((key for key in self.row.labels[1:] if self.taxonomy[key].role == role), "")

    def meant(self) -> tuple[str, str | None]:
        """Label and kind: what stands among requests or plans is one, what lies behind is no plan; empty: none."""
        # A frame has NaN for no kind.
        tagged = self.row.kind if isinstance(self.row.kind, str) else None
        label = label_told(self.row.labels, self.row.scores, polarity(self.text), self.taxonomy)
        kind = kind_told(tagged, self.text)
        role = self.taxonomy[label].role
        beside = beside_notes(self.text, self.cued_lacks)
        if self.nothing(role) or beside == "nothing" or (role == "lacking" and beside == "remarks"):
            return "", None
        if role in ("lacking", "todo") and beside == "figures":
            # 机井14眼，内含联村井1眼（勿重复计）.
            return self.best("done"), None
        if role == "lacking" and self.no_complaint() and (done := self.best("done")):
            return done, None
        if self.place.requests and not (kind == REQUEST and _OWN_PLAN.match(self.text) and not pleads(self.text)):
            return (label, kind) if kind == REQUEST else self.asked(label, kind)
        if kind == PLAN and asks_first(self.text):
            return label, REQUEST
        if kind == REQUEST and not self.place.plans and self.asks_for_nothing():
            # 工人也请假回去，两头缺人: it asks for nothing.
            lacks = self.best("lacking", _LIKELY)
            ahead = not self.place.problems and bool(self.ahead() or _EXPECTS.search(self.text))
            if not (lacks or ahead):
                return "", None
            label, kind = (label, PLAN) if ahead else (lacks, None)
            role = self.taxonomy[label].role
        if under_plans(self.row.section) or self.place.plans:
            if kind == REQUEST and not phrases().pleas.search(self.text) and not _ASKS.search(self.text):
                return label, PLAN
            if kind is None and _PLEADS.search(self.text) and (meant := self.best("todo", 0.0)):
                return meant, REQUEST
            # 10月15日转场到冬窝子: doubtful, but of a time to come.
            doubtful = role == "none" and self.row.review and self.row.quotable and _FIGURE.search(arabic(self.text))
            ahead = bool(role == "done" or doubtful) and not _PAST.search(self.text)
            return (meant, PLAN) if ahead and (meant := self.best("todo", 0.0)) else (label, kind)
        if kind == PLAN and not self.ahead():
            said = polarity(self.text)
            if role == "lacking" or (said == "lacking" and (label := self.best("lacking", 0.0))):
                return label, None
            finished = _FINISHED.match(self.text)
            likely = self.row.review and _PAST.search(self.text)
            # 后墙都鼓了，刮坏了好几座.
            if likely and (lacks := self.likeliest(self.cued_lacks(without_no_lack(self.text)))):
                return lacks, None
            done = self.second("done") or (self.best("done", 0.0 if finished else _LEAST) if likely or finished else "")
            if done or _ROW.fullmatch(self.text):
                return done, None
            # 撂荒地这季度种回来84亩: of this time, with what came of it.
            counts = _THIS_TIME.search(self.text) or so_far(self.text, self.row.period) or _SPENT.search(self.text)
            if counts and _FIGURE.search(arabic(self.text)) and (done := self.best("done", 0.0)):
                return done, None
            # 学习上就是读文件，读完就散: nothing in it lies ahead, and it stands among problems.
            if self.place.problems and (lacks := self.best("lacking", 0.0)):
                return lacks, None
            return ("", None) if self.row.review or _is_verse(self.text) else (label, kind)
        return label, kind

    def ahead(self) -> bool:
        """Whether anything in the sentence lies ahead of its report's quarter."""
        return lies_ahead(self.text, self.row.period)

    def asks_for_nothing(self) -> bool:
        """Whether no word asks for anything, and the tagger was not sure or the sentence tells of the village's own."""
        said = _LABEL.sub("", self.text)
        # 17栋里就5栋上了保险; 梯田剩下的40亩也要做完的.
        own = _OWN_PLAN.match(said) or _OWN_DUTY.search(said) or (_PAST.search(said) and "给" not in said)
        return not pleads(said) and bool(self.row.review or own)

    def nothing(self, role: Role) -> bool:
        """Whether a sentence only opens its report, or tells that nothing was done, and does not complain of it."""
        if self.place.opening and role != "lacking" and not _FIGURE.search(self.text):
            return True
        undone = role == "done" or (role == "lacking" and (self.place.deeds or self.row.review))
        return undone and not (self.place.problems or self.place.requests) and nothing_done(self.text)

    def no_complaint(self) -> bool:
        """Whether a doubtful lack stands among the deeds and no word of it sounds like one: 种黄芪350亩，10月才挖.

        So may a figure of what was done, where a deed is likely enough: 羊有870只，这一季卖了90只.
        """
        figure = _DID.search(self.text) and self.best("done", _LIKELY) and not self.place.problems
        if self.row.review and not self.place.problems and _NOT_YET.search(self.text):
            rest = _NOT_YET.sub("", self.text)
            return not (polarity(rest) or lack_told(rest) or hints_at_lack(rest))
        if not (self.row.review and (self.place.deeds or figure)) or polarity(self.text):
            return False
        hints = hints_at_lack(self.text) or sounds_lost(self.text) or lack_told(self.text)
        return not (hints or self.lacks_of(self.text))

    def asked(self, label: str, kind: str | None) -> tuple[str, str | None]:
        """Label and kind among requests: a bare row (增配防疫员1名) asks as well; a signature or a table does not."""
        role = self.taxonomy[label].role
        if not self.row.quotable or _OWN_PLAN.match(self.text):
            return label, kind
        if role == "todo" and _PAST.search(self.text) and (done := self.second("done")):
            return done, None
        if role == "todo":
            return label, REQUEST
        said = without_item_number(self.text)
        asks = role == "none" and (_ASKS.search(self.text) or starts_with_verb(said))
        # 派机械把剩下4处塌方清了: what is to be cleared away is asked for as well.
        sends = role == "lacking" and _SENDS.match(said)
        # 二，牧道上修3处饮水点; 3、催保险: an item of the list.
        item = said != self.text and role != "lacking" and not _PAST.search(said)
        wanted = sends or (self.row.review and (asks or item))
        return (meant, REQUEST) if wanted and (meant := self.best("todo", 0.0)) else (label, kind)

    def lack(self, role: Role) -> tuple[tuple[Theme, ...], str]:
        """Themes and label of what is lacking in a sentence that was taken for something else; empty for none."""
        here = self.place.problems or says_problem(self.text)
        if role == "done" and not here and polarity(self.text) == "sound" and not lack_told(self.text):
            return (), ""
        told = lack_told(self.text) or self.doubted()
        second = self.second("lacking")
        ahead = role == "todo" and (not here or phrases().future.search(self.text))
        settled = role == "none" and not here and not self.row.review
        if ahead or settled or not (told or here) or self.text.rstrip().endswith(_ANNOUNCES):
            return (), second
        themes = self.lacks_of(without_no_lack(self.text) if here else told, [second] if second else [])
        if not themes and told and not put_right(self.text):
            # 结婚还是不行，彩礼都过了二十万: another clause says of what.
            themes = self.cued_lacks(without_no_lack(self.text))
        if not themes and (not told or (role == "none" and not here)):
            return (), second
        likely = self.best("lacking", _LEAST if role == "none" else 0.0)
        return themes, second or self.likeliest(themes) or likely

    def doubted(self) -> str:
        """A sentence that is doubtful as a deed, complains of something and tells of no remedy: 老寨三天放一回水."""
        plain = without_no_lack(self.text)
        doubtful = self.row.review and not put_right(self.text) and self.cued_lacks(plain)
        return self.text if doubtful or (self.row.review and endangers(plain)) else ""

    def unsure_of_deed(self, role: Role) -> bool:
        """Whether a sentence is doubtful as a deed: what no cue tells of it is not told then."""
        return self.row.review and role == "done"

    def harm(self) -> bool:
        """Whether a doubtful deed tells that somebody is hurt, ill or in danger."""
        return self.row.review and endangers(without_no_lack(self.text))

    def as_likely_lacks(self) -> bool:
        """Whether words of a doubtful deed complain, and it is no likelier a deed: 藕田水发黑，粪水一放藕叶都卷边."""
        lacking = self.row.scores.get(self.best("lacking"), 0.0)
        doubted = self.doubted() and lacking >= _LIKELY and not polarity(self.text)
        return bool(doubted) and lacking >= _AS_LIKELY * self.row.scores.get(self.row.labels[0], 1.0)

    def mainly_lacks(self, *, themes: bool) -> bool:
        """Whether a sentence that lacks something was taken for a deed or a plan in error, as a whole."""
        todo = self.taxonomy[self.row.labels[0]].role == "todo"
        if not todo and _mostly_done(self.text):
            return False
        # 但是强降雨冲毁了涵洞: the deed was told before. Nor is it a deed that somebody was run over.
        whole = len(lack_told(self.text)) >= _WHOLE * len(self.text) or self.harm() or self.as_likely_lacks()
        sure = not todo and self.row.scores.get(self.row.labels[0], 0.0) >= _SURE
        return (self.place.problems and not sure and (self.row.review or todo or themes)) or (whole and not todo)


def _is_verse(text: str) -> bool:
    return bool(_VERSE.fullmatch(text)) and not _PROSE.search(text) and not starts_with_verb(text)


def _mostly_done(text: str) -> bool:
    """Whether of what a sentence counts more is done than not: 调了九起，有一起没说拢."""
    counted = _REMAINDER.search(text)
    values = [find_numerals(counted[name]) for name in ("all", "rest")] if counted else []
    return bool(values and all(values)) and values[0][0].value > values[1][0].value


def texts_read(text: str) -> set[str]:
    """A sentence and its parts whose aspects :func:`tell` asks for; of many sentences they are best encoded at once."""
    return {text, without_no_lack(text), lack_told(text), matter(text)} - {""}
