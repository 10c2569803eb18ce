"""A village's own words → words of an official document about that village.

The head of the sentence loses its ordinal or connective (一是, 同时, 但), first person becomes the village
(我村 → 石桥村), spoken words become plain ones and statistics take Arabic digits. What cannot be mended is
reported as unfit, what still sounds like talk as spoken, rather than bent: figures and names stay.
"""

from __future__ import annotations

import re
from dataclasses import replace

from huibao.briefing.wording.cells import as_told, torn
from huibao.briefing.wording.cuts import mended, without_remarks
from huibao.briefing.wording.heads import set_off, with_listed_topic, with_topic, without_entry
from huibao.briefing.wording.joins import follows_a_name
from huibao.briefing.wording.leaning import amount_alone, completed, leans
from huibao.briefing.wording.marks import ANSWER, ASKING_LEAD, balanced, spaces_to_commas, without_number
from huibao.briefing.wording.person import NOBODY, OFFICER, named_at_head, told_of_others, without_office
from huibao.briefing.wording.phrases import phrases
from huibao.briefing.wording.register import office_prose
from huibao.briefing.wording.rewritten import SHORTEST, Rewritten, described
from huibao.briefing.wording.style import arabic
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

_EDGES = "，、；：。！？,;:.!? "
_MAX_ROUNDS = 6
_FIRST_PERSON = "我本笔"
_NEAR = 6
# A heading word before the figures of a form: 监测对象：季初7户 → 监测对象季初7户.
# 停车场：规模60个车位 → 停车场规模60个车位.
_FORM_HEAD = re.compile(
    r"^([\u4e00-\u9fff、]{2,14})[：:](?=规模|(?:总|概算|已?完成)?投资\d|面积\d|长度?\d|日[处产供][\u4e00-\u9fff]{1,2}\d)"
    r"|^((?:(?![也不])[\u4e00-\u9fff]){2,12}(?<![有是])(?:（[^）\d]{1,8}）)?)[：:](?=\d|(?:任务|计划|规划|年计划|全部|户均|人均|时限)[\u4e00-\u9fff]{0,2}\d|每[\u4e00-\u9fff]{1,2}\d|[季年]初|本[季年]|[今去]年|全年|[上下]半年|[前第]?[一二三四]季度|需要?|共|已|由|从|比|累计)"
)
# 水的事情：去年立项的提水工程通了水
_MATTER = re.compile(r"^([\u4e00-\u9fff]{1,8}的事情?)：")
# 石桥村8月，旧校舍改成了食堂 and 石桥村三季度，该村新栽茶…: the name and the time are one beginning.
_TIME = (
    r"(?:\d{4}年|[今去明]年)?(?:[\d一二三四五六七八九十]{1,3}月(?:\d{1,2}日|[上中下]旬|[份底初])?|第?[一二三四]季度|[上下]半年)(?:以来)?"
    r"|[今去明]年(?:以来)?|全年|年内|季内|[本上]季度?"
)
_HERE = r"该村(?![委级民支两集])，?"
_WHEN = re.compile(rf"^({_TIME})(?:，?{_HERE}|，)(?=[\u4e00-\u9fff])(?!村[^委支民两])|^(){_HERE}(?=[\u4e00-\u9fff])")
# 三季度, in a draft of the third quarter; beside another time it is told apart from that one.
_ANY_TIME = re.compile(r"季|年|\d月|[一二三四五六七八九十]月|同期|累计|环比|上[期次]")
_OWN_TIME = (
    r"(?:(?<![前头上比较至到在于从自])(?:今年|{year}年))?(?<![前头上比较至到在于从自])"
    r"(?:第?{quarter}季度|本季度?|本期)(?:以来|期间)?(?![末底初起与和至到比累计数的])，?"
)
_QUARTERS = {"Q1": "一", "Q2": "二", "Q3": "三", "Q4": "四"}
_DOUBLED = re.compile(r"([，。；：、])\1+")
# 五组长：我们组9家有贷款: the minutes tell whose group it is.
_OF_GROUP = re.compile(r"^(?P<group>[一二三四五六七八九十]{1,2}组)(?:组?长)?[^，。；：]{0,4}[：:]")
_OUR_GROUP = re.compile("(?:我们?|咱们?|俺们?)组(?![长织建])")
# 我也说说自己的不是。遇事爱发火，开会少: what follows is the writer's.
_CONFESSES = re.compile(
    r"(?:^|[，。])(?:我|本人)[^，。；]{0,8}(?:自己|个人|身上)[^，。；]{0,4}(?:不是|毛病|不足|缺点|短处|问题|没做好)"
)
# 需要乡级解决的：请…, 镇里办的：请…: the field of a form.
_REQUEST_FIELD = re.compile(
    r"^[^，。；：]{0,10}(?:解决|帮助|帮忙|支持|协调|办)的?(?:[^，。；：]{0,4}(?:事项|事情?|问题))?[：:](?=[恳请希建盼望])"
)
# 要镇上办的就两样，一个给派个兽医来: what is wanted follows.
_SO_MANY_WANTED = re.compile(
    r"^(?:想?要|需要?|想?请|求)[镇乡县市区旗][里上级](?:给)?(?:办|解决|帮|支持|协调)的(?:事情?)?(?:就|只|也|有|是)*"
    r"(?:[两二三四五]|[2-5])[样件个桩项条]事?[，：:](?:一[个件样条](?:就?是)?[，：:]?)(?![恳请希盼])"
)
# 所以要求镇里，第一给我们建食堂; 我们请求上级的是：第一，请水利局…: the others stand in sentences of their own.
_FIRST_ASKED = re.compile(
    r"^(?:所以|因此|为此)?(?:我们?)?(?:请求|要求|恳请|求)(?:上级|上面|领导|政府|[镇乡县市区旗][里上级]?)?的?(?:是|有)?[啊呢]?[，：]"
    r"(?:第一|一是|其一|[（(]?1[）)、])[，、]?(?=[^，。；]{3})"
    # 要求的方面，一个是要求移动公司来装一个基站.
    rf"|{ASKING_LEAD}(?:第?一|头一)个(?:就?是(?!否)|，)"
)
# 剩下那1500米管子，差9万元: what is asked for need not be told as a rest.
_LEFT = re.compile(r"^(?:剩下|剩余|余下)(?:的|那|这)?(?=[\d一二三四五六七八九十百千两])")
# 如果可以向乡里提一个请求，就是…: the request follows.
_MAY_ASK = re.compile(
    r"^(?:(?:如果|要是)?(?:可以|能))?[向跟给][^，。；]{1,6}提一?[个条点](?:请求|要求|建议|想法)，?(?:那?就是)?"
)
# 乡里若能把用地指标安排给我们: the township is asked, and does not wish.
_IF_THEY = re.compile(r"^([镇乡县市旗](?:里|上|政府|党委)?)(?:若|如果|要是|如)能(?:够)?")
# 路的事，通组路冲坏三处: what is told names it again.
_NAMED_AGAIN = re.compile(r"^(?P<noun>[\u4e00-\u9fff]{1,3})的事情?，(?=.*(?P=noun))")
# 请交通上的人来看, 报兽医站来复检: at what they shall look was told before.
_POINTS_AT = re.compile(r"^(?:要|得)?(?:报|请|叫)[^，；]{1,14}来(?:看|查|复检|检测|鉴定|处理)(?:一下|看)?(?=，|$)")
# 进村的路也写上，被拉渣车压得坑坑洼洼: said to whoever writes it down.
_WRITE_DOWN = re.compile(r"^([\u4e00-\u9fff]{2,8}?)(?:也|都)?(?:要|得|给我)?[写报记](?:上去?|进去)，")
# 岔河桥，就是过烟车那个桥，…: who does not know it by its name.
_APPOSED = re.compile(r"^([\u4e00-\u9fff]{2,8})，(?:也?就是)[^，。；]{1,10}[那的][个座条片处]?[^，。；]{1,3}，")
# 鸭粪发酵车间1处，年处理3000吨: a plan tells what shall be done with it.
_NO_VERB = re.compile(
    r"^(?![^，；]*(?:[建修扩装购买打治]|改造|完成|落实|争取|引进|设立|成立))"
    r"[\u4e00-\u9fff]{2,12}(?:车间|中心|基地|广场|[厂站库池场棚])\d+[处座个口](?=，|$)"
)
# 一要…，二要…: without the first number the others count nothing.
_NUMBERED_INSIDE = re.compile(r"(?:[^，。；：]{0,6}(?:问题|困难|不足|短板|难处)：)?一[要是].*[，；]二[要是]")
# 请镇里支持三件事：一、…, 打算，一是…: cut out of its list, the one item is no first.
_ONE_ITEM = re.compile(
    r"(打算|计划|准备)[，：]一(?:是|、)"
    r"|(?:[一两二三四五六七八九\d]{1,2}(?:件|个|项|点|条)(?:事情?|问题|方面)?)?([，：])一(?:是|、)"
)
# 办成了两件事，一件是…: the other one is a sentence of its own.
_ANNOUNCED = re.compile(
    r"(?P<topic>[^，：]{2,8}(?:上|方面)，)?[^，：]{0,12}(?:[两二三四五六]|[2-6])(?:个|件|项|条|桩)[^，：\d]{0,6}[，：]"
    r"一(?:是|、|(?:个|件|项|条|桩)(?:就?是))"
)
_SECOND = re.compile(r"[二2](?:是|、|要)|另外?一|再[一就]|还有一|[一二](?:个|件|项|条|桩)(?:则|就)?是")
# 能不能…, …行不行: what a village asks with a question; 请明确能否停车 leaves the answer open.
_WHETHER = re.compile(r"(看)?(?:能不能|可不可以|能否|可否)")
_FOR_US = re.compile("[给帮]|解决|安排")
_OPEN = re.compile(r"明确|确定|问|研究|知道|答复|核实|取决|“[^”]*$")
_IF = re.compile(r"(?:要是|如果|若是?)(?=[^，]{1,12}能)")
_THEN = re.compile(r"，[^，]{0,6}[就便那也]")
_WISHES = re.compile(r"再?求|[恳敬]?请|希望|盼|望|建议")
# 求乡里三桩事: a document asks for what is to be done about them.
_BEGS = re.compile("^[求请]([镇乡县市区旗上][里级]?)([两二三四五六]|[2-6])(?=[件桩]事)")
# 请镇里支持的有两件事：请协调用地, 跟乡上张嘴的事，也就两件：能不能接上水管: what follows asks itself.
_SO_MANY = re.compile(
    r"(?P<head>[^：；]{0,20}(?:[一两二三四五六七八九十]|\d)(?:个|件|项|条|点|桩|句|样)[^：；，\d]{0,8})(?P<mark>：|(?<=事)，)(?P<asked>.+)"
)
_BEGGING = re.compile("[求请托]|开口|建议")
_ALL_RIGHT = re.compile(r"，(?:看?(?:行不行|行吗|好不好|可不可以|可以吗|中不中|成不成))$")
# 路灯：新装15盏 tells of nothing without its label.
_LABELLED = re.compile(r"^([\u4e00-\u9fff]{2,10})(?<!自己)[：:]([\u4e00-\u9fff]{1,4})(?=[约近]?\d)")
# 新装 and 现有, whatever the tagger takes them for.
_DEED = re.compile(r"[新已共现应再又][\u4e00-\u9fff]{1,2}")
# What a sentence is about, where its subject follows; 还 leans on what was told before.
_TOPIC = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:上|方面)，?")
_ALSO = re.compile("^还(?=[\u4e00-\u9fff]{1,3}了)")
_LATER_ITEM = re.compile(r"(?<=[，；])[二三四五六](?:是(?!否)|(?=要))")
_QUOTED = re.compile(r"(“[^”]*”)")
# 监测户本村3户: the village is known.
_OWN_COUNT = re.compile(r"(?<=[户人口员数])[该本]村(?=\d)")
# [捂脸], as chats write it in words.
_EMOTICON = re.compile(r"\[[\u4e00-\u9fff]{1,4}\]")
_ALL_QUOTED = re.compile(r"^“([^“”]*)”$")


def rewrite(
    sentence: str,
    village: str,
    *,
    writer: str = "",
    todo: bool = False,
    period: str = "",
    before: str = "",
    subject: str = "",
) -> Rewritten:
    """Third-person wording of a sentence that will follow its village's name.

    Args:
        sentence: as it stands in the report.
        village: whose report it is.
        writer: the office of whoever wrote it, where the report says so; ``NOBODY`` where it must not be guessed.
        todo: it tells of the future, under a heading that says so.
        period: of the report, where the draft is of the same alone: it goes without saying.
        before: the sentence before it in its paragraph.
        subject: what the heading or the question above it names: 矛盾纠纷.

    Example:
        >>> rewrite("一是我村新建大棚十二座；", "石桥村").text
        '新建大棚12座'
        >>> rewrite("村党支部每月开一次会。", "石桥村").text
        '党支部每月开一次会'
        >>> rewrite("答：七件，都调解了。", "石桥村", subject="矛盾纠纷").text
        '矛盾纠纷7件，都调解了'
    """
    known = phrases()
    plain = normalize(spaces_to_commas(without_number(_EMOTICON.sub("", sentence)))).text
    text = _ALL_QUOTED.sub(r"\1", _DOUBLED.sub(r"\1", plain).strip(_EDGES)).strip(_EDGES)
    if _NUMBERED_INSIDE.match(text):
        text = _LATER_ITEM.sub("", text)
    text = _strip_head(_NAMED_AGAIN, _APPOSED.sub(r"\1", _WRITE_DOWN.sub(r"\1", text)))
    text = text if todo else with_listed_topic(text)
    if group := _OF_GROUP.match(text):
        text = _OUR_GROUP.sub(group["group"], text)
    if todo:
        text = _IF_THEY.sub(r"希望\1能", _strip_head(_MAY_ASK, _strip_head(_REQUEST_FIELD, text)))
        text = _SO_MANY_WANTED.sub("希望", _FIRST_ASKED.sub("", text))
    text, officer = _without_head(text, village, writer or OFFICER, todo=todo)
    text = _LEFT.sub("", text) if todo else text
    text = without_remarks(as_told(_without_subject(with_topic(text))))
    # 石桥村 + 村两委 are one name; 石桥村提出，村两委… are two.
    body = known.bodies.match(text)
    if body and village.endswith(body[0]) and (not todo or body[0] != "村"):
        text = text[body.end() :]
    asks = todo and bool(known.asking.search(text))
    text, of_writer = told_of_others(text, officer or writer or OFFICER, asks=asks)
    text = _asking(_BEGS.sub(r"请\1解决\2", text)) if todo else text
    text = _named_once(_OWN_COUNT.sub("", text).strip(_EDGES), village)
    text = named_at_head(_WHEN.sub(lambda when: when[1] or "", _one_item(_without_own_time(text, period))))
    text = _with_label(_FORM_HEAD.sub(r"\1\2", _MATTER.sub(r"\1，", text), count=1))
    wording = described(set_off(mended(office_prose(_arabic(_plain_words(balanced(text)), village)), todo=todo)))
    if before and leans(wording.text):
        before = rewrite(before, village, writer=writer, period=period).text
    wording = wording if asks else _standing(wording, before, subject)
    if officer and not wording.says_request and not wording.text.startswith((officer, "干部")):
        # 石桥村 + 驻村干部初到基层时…: the village did not come anew. What could not stand alone still cannot.
        told = described(officer + wording.text)
        fit = wording.fit and officer != NOBODY and not known.life.match(wording.text)
        wording = replace(told, fit=fit)
    # A township asks what villages do: what tells of the writer steps back, a saying, and what may lean on a question.
    saying = ANSWER.match(sentence) or _ALL_QUOTED.match(plain.strip(_EDGES))
    steps = bool(officer) + of_writer + bool(saying)
    # 驻村干部对财务不熟悉: what the writer lacks, the writer should tell.
    of_self = not todo and wording.lacks and wording.text.startswith(officer or writer or OFFICER)
    leaves_out = _POINTS_AT.match(wording.text) if todo else _CONFESSES.search(normalize(before).text)
    return replace(
        wording,
        fit=wording.fit and not (todo and _NO_VERB.match(wording.text)),
        spoken=wording.spoken + steps,
        unsuited=wording.unsuited or of_self or bool(leaves_out),
    )


_KIND = re.compile("(?:村|社区|嘎查|屯|寨)$")
_OTHER_PLACE = (
    "[的外里上下口名村镇乡县市山河江湖海岭沟川滩湾岛坝洞峡寺庙屯寨组、，和与及至到]|水库|社区|嘎查|大?桥|自然村"
)
_OBJECT_MARKS = ("把", "将", "对", "给", "为", "让", "由", "向")


def _named_once(text: str, village: str) -> str:
    """The village's name stands before the text already: near the head it goes, further on it is 该村."""
    stem = _KIND.sub("", village)
    # 鸦洲村 + 鸦洲环洲堤; but 鸦洲镇 is another place, and 鸦洲河 a name.
    own = re.match(rf"{re.escape(stem)}(?!{_OTHER_PLACE})[\u4e00-\u9fff]{{2}}", text)
    if own and len(stem) > 1 and stem != village:
        text = text.removeprefix(stem)
    if not village or village not in text:
        return text
    place = text.find(village)
    # 请求镇里把双河村列入: there it is an object, and the sentence needs it.
    if place <= _NEAR and text[max(place - 1, 0) : place] not in _OBJECT_MARKS:
        text = text.replace(village, "", 1)
    return text.replace(village, "该村")


def _without_head(text: str, village: str, writer: str, *, todo: bool) -> tuple[str, str]:
    """The text without what stands before its telling, and the office of whom it tells of; empty for the village."""
    known = phrases()
    named = re.compile(rf"{re.escape(village)}(?:的)?[，：]?") if village else None
    officer = ""
    for _ in range(_MAX_ROUNDS):
        before = text
        text = without_entry(text)
        for pattern in (known.openers, known.speakers, known.findings):
            text = _strip_head(pattern, text)
        text, office = without_office(text)
        if known.person.match(text):
            # 初到基层时…: whoever tells so is one of them.
            officer = officer or office or (OFFICER if writer == NOBODY and text[0] not in _FIRST_PERSON else writer)
        officer = office or officer
        text = _strip_head(known.subjects, text)
        if todo:
            text = _strip_head(known.plan_openers, text)
        if named is not None:
            text = _strip_head(named, text)
        if text == before:
            break
    return text, officer


def _without_subject(text: str) -> str:
    """A topic set off, and the village not named behind it: 产业上我们还办成了… → 产业上，办成了…."""
    topic = _TOPIC.match(text)
    subject = phrases().subjects.match(text, topic.end()) if topic else None
    if topic is None or subject is None or text.startswith("的", subject.end()):
        return text
    return f"{topic[0].rstrip('，')}，{_ALSO.sub('', text[subject.end() :])}"


def _one_item(text: str) -> str:
    """The text without the number of a list's first item, where the others are not told with it."""
    announced = _ANNOUNCED.match(text)
    asks = announced and phrases().asking.search(announced[0])
    if announced and not asks and not _SECOND.search(text, announced.end()) and follows_a_name(text[announced.end() :]):
        return (announced["topic"] or "") + text[announced.end() :]
    return text if _SECOND.search(text) else _ONE_ITEM.sub(r"\1\2", text, count=1)


def _asking(text: str) -> str:
    """What a village asks with a question, as a wish: 能不能派一名技术员 → 希望能派一名技术员."""
    if (condition := _IF.search(text)) and not _THEN.search(text, condition.end()):
        # What would follow was a remark: 要是镇里能派一名技术员，我们心里就有底了.
        text = text[: condition.start()] + "希望" + text[condition.end() :]
    many = _SO_MANY.fullmatch(text)
    begs = many and _BEGGING.search(many["head"])
    # 下个月会上头一个定这件事，请大家…: nothing is asked of the township.
    if many and (begs or many["mark"] == "："):
        asks = phrases().asking.search if begs else phrases().asking.match
        whether = _WHETHER.search(many["asked"].partition("，")[0])
        text = many["asked"] if whether or asks(many["asked"]) else text
    text, asked = _ALL_RIGHT.subn("", text)
    clauses = text.split("，")
    for place, clause in enumerate(clauses):
        whether = _WHETHER.search(clause)
        wants = whether and not _OPEN.search(clause[: whether.start()])
        # 看能不能 is a try, unless the sentence asks for something.
        tries = whether and whether[1] and not (phrases().asking.search(text) or _FOR_US.match(clause, whether.end()))
        if (wants and not tries) or (asked and place == len(clauses) - 1):
            wish = _WHETHER.sub("能", _strip_head(phrases().openers, clause) if place else clause, count=1)
            also = "并" if place and phrases().asking.search("，".join(clauses[:place])) else ""
            clauses[place] = wish if _WISHES.match(wish) else f"{also}希望{wish}"
    return "，".join(clauses)


def _with_label(text: str) -> str:
    """路灯新装15盏: what is counted stands before the colon, if only what was done to it stands behind."""
    match = _LABELLED.match(text)
    if match is None:
        return text
    deed = _DEED.fullmatch(match[2]) or all(pos.startswith(("v", "a", "d")) for _, pos in tag_words(match[2]))
    return match[1] + text[match.start(2) :] if deed else text


def _standing(wording: Rewritten, before: str, subject: str) -> Rewritten:
    """What leans on what stands above it, with what it is about; unfit where that does not tell it."""
    if amount_alone(wording.text):
        # 问：羊呢？
        subject = subject.rstrip("呢吗")
        told = subject and not torn(wording.text)
        return described(subject + wording.text) if told else replace(wording, fit=False)
    if not leans(wording.text):
        return wording
    whole = completed(wording.text, ANSWER.sub("", normalize(before).text, count=1))
    return replace(described(whole), completed=True) if whole else replace(wording, fit=False)


def is_settled(finding: str, following: str) -> bool:
    """Whether what somebody found (督查指出，…) is answered by itself or by what follows it in its paragraph.

    Example:
        >>> is_settled("1.督查指出，57户尚未接入。", "已补接入41户，其余16户需要提升泵。")
        True
        >>> is_settled("县里检查发现，两处护栏松动，已整改到位。", "")
        True
    """
    known = phrases()
    told = _strip_head(known.openers, normalize(finding).text.strip(_EDGES))
    answered = known.settled.search(following) or known.put_right.search(told)
    return bool(known.findings.match(told)) and bool(answered)


def _without_own_time(text: str, period: str) -> str:
    """The text without the quarter that the whole draft is of, where it names no other time."""
    year, _, quarter = period.partition("Q")
    if f"Q{quarter}" not in _QUARTERS:
        return text
    rest = re.sub(_OWN_TIME.format(year=year or "今", quarter=_QUARTERS[f"Q{quarter}"]), "", text)
    return text if _ANY_TIME.search(rest) or len(rest) < SHORTEST else rest


def _arabic(text: str, village: str) -> str:
    """Statistics in Arabic digits; 九眼闸口 in 九眼闸村 is a name."""
    stem = _KIND.sub("", village)
    return stem.join(map(arabic, text.split(stem))) if len(stem) > 1 else arabic(text)


def _plain_words(text: str) -> str:
    """Spoken words for plain ones, what is quoted left alone."""
    known = phrases()
    parts = _QUOTED.split(text)
    for place in range(0, len(parts), 2):
        parts[place] = known.spoken_words.sub(lambda word: known.register[word[0]], parts[place])
    return "".join(parts)


def _strip_head(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    # What is left must still be a sentence, or the head was more than a connective.
    return text[match.end() :].lstrip(_EDGES) if match and len(text) - match.end() >= 4 else text
