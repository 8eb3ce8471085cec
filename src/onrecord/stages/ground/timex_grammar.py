"""What a time expression looks like: one pattern a rule, over the token classes of `timex_scan`.

`<month|mon>` is a token of one of these classes, `<m:month>` the same kept as group m; `{COUNT}` is
a fragment defined above; all else is a regular expression. The longest match at a place wins, the
earlier rule among equals.
"""

import re
from functools import cache

from onrecord.stages.ground.timex_scan import codes

_MOD = "(?:<just>?<mod>|<just>?<more><than>|<just>?<less><than>|<just>?<on><least>|<up><to>){0,2}"
_EARLY = "(?:<early><dash>?|<the>?<end><of><the>?)"
_SOON = "(?:<the>?<early|before>(?:<in><the>?)?|<the>?<end><of><the>?)"
_COUNT = (
    "(?:<n:num|day|vague|half|many|another>(?:(?:<to|or|dash>|<and>(?=<num|day>))<n2:num|day>)?"
    "<of>?|<n:half><a>|<n1:a>)"
)
_KIND = "<full|straight|trading|more|recent>?"
_MUCH = f"(?:{_COUNT}{_KIND}|<n:num|day|vague><x>)"
_PART = "<p:part|night>"
_CLOCK = (
    "(?:<h:clock|day><ampm:ampm>|<h24:clock>|<h:day><oclock>|<noon:noon>"
    "|<num4:num|year>(?=<zone>))(?:<open><zone:zone><close>|<zone:zone>|<local><time>)?"
)

# Every expression has a token of one of these classes, at most _REACH tokens from its ends.
_CORE = (
    "iso slashed clock decades nineties holiday month mon weekday weekdays year season day0 tonight"
    " overnight part night nights noon unit units weekend set ref now moment future past ampm"
    " oclock zone"
)
_REACH = 14

RULES: list[tuple[str, str]] = [
    ("holiday", "<holiday:holiday>"),
    ("holiday", "<rel:last|past|next|this|every><holiday:holiday>"),
    ("holiday", "<holiday:holiday><comma>?<y:year>"),
    ("iso", "<iso:iso>"),
    ("slashed", "<slashed:slashed>"),
    ("day", "<rel:last|next|this><m:month|mon><dot>?<d:day|nth>(?!<units>)"),
    (
        "day",
        "(?:<wd:weekday|wday><dot>?<comma>?)?<the>?<m:month|mon><dot>?<d:day|nth>"
        "(?:<comma>?<y:year>|<of>?<rel:last|next|this><yu:unit>)?(?!<units>)",
    ),
    (
        "day",
        "(?:<wd:weekday|wday><dot>?<comma>?)?<the>?<d:day|nth>(?:<of>|<dash>)?<m:month|mon>"
        "(?:<dot>(?=<comma>?<year>))?(?:(?:<comma>|<dash>)?<y:year>)?",
    ),
    ("week_of", "<the><u:unit><of><m:month|mon><dot>?<d:day|nth>(?:<comma>?<y:year>)?"),
    ("more_day", "(?<=<day|nth><and|or|to|dash>)<d:day|nth>(?!<unit|units|month|x|sign>)"),
    ("day", "<d:day|nth>(?=<and|to|or|dash><day|nth><m:month|mon>(?:<comma>?<y:year>)?)"),
    ("month", f"{_EARLY}?<m:month|mon><dot>?<comma>?<of>?<y:year>"),
    ("month", f"{_EARLY}?<m:month><of>?<rel:last|next|this|same><yu:unit>"),
    ("month", f"{_EARLY}?<rel:last|past|next|this>?<m:month>"),
    ("month", f"{_EARLY}<the>?<rel:last|past|next|this>?<m:month>"),
    ("month", f"{_EARLY}?<rel:last|past|next|this>?<m:mon><dot>"),
    ("years", "<y:year>(?:<dash>|<slash>)<y2:day|num|year>"),
    ("year", f"{_EARLY}?<the>?(?:<fiscal:trading><unit>?|<fy:fy>)?<y:year>"),
    ("year", "<the><yr:unit><y:year|num>"),
    ("decades", f"<the>?{_EARLY}?<decades:decades|nineties>"),
    ("century", f"<the>?{_EARLY}?<n:nth><dash>?<u:unit>"),
    (
        "quarter",
        f"{_EARLY}?<the>?<y:year>(?:<s>)?(?:<trading>)?<n:nth><dash>?<trading>?<u:unit|half>",
    ),
    (
        "quarter",
        f"{_EARLY}?<the|this|poss|that>?<trading>?<dash>?<n:nth><dash>?<trading>?<u:unit|half>"
        "(?:<of|in>?<the>?<trading>?(?:<y:year>|<rel:last|next|this|same><yu:unit>))?",
    ),
    ("quarter", "<rel:last|next|this><yu:unit><s><n:nth><u:unit|half>"),
    (
        "season",
        f"{_EARLY}?<rel:the|last|past|next|this|that><past|next>?<sn:season>(?:<of>?<y:year>)?",
    ),
    ("season", f"{_EARLY}?<sn:season>(?:<of>?<y:year>)?"),
    ("day0", f"(?:<early|before|after><in|on>?)?<d0:day0>(?:{_PART})?"),
    ("day0", "<the><unit><bfr:bfr|aft><d0:day0>"),
    ("day0", "<early>?<dash>?<p:part><d0:day0>"),
    ("weekday", "<the>?<early>?<dash>?<p:part><of|on><wd:weekday>"),
    ("tonight", "(?:<early|before|after>)?<tonight|overnight>"),
    (
        "weekday",
        "(?:<early|before|after><on>?)?<rel:last|past|next|this|that|same>?<coming:next>?"
        f"<wd:weekday>(?:{_PART})?",
    ),
    ("each_month", "<every><m:month>"),
    ("weekdays", "<wd:weekdays>"),
    ("weekdays", "<every><other>?<wd:weekday>"),
    ("weekdays", "<wd:weekday><nights>"),
    (
        "part",
        f"(?:<early|before|after><in>?)?<the>?<rel:this|that|the|last|same|next|foll|past>{_PART}",
    ),
    ("part", f"(?:<early|before|mod>)?<dash>?{_PART}"),
    (
        "unit",
        f"{_SOON}?<the>?<rel:last|past|next|foll|this|that|same|current|latest>"
        "<trading>?<u:unit|weekend>",
    ),
    ("unit", "<early|before|after><in>?<rel:last|next|this><u:unit|weekend>"),
    ("the_unit", f"{_SOON}<full|trading>?<u:unit|weekend>"),
    ("the_unit", "<after><in><the><u:unit|weekend>"),
    ("the_unit", "<the><full|trading>?<u:unit|weekend>"),
    ("ago", f"{_MOD}<only:just>?{_COUNT}<x>?<u:unit|units>(?:<or><so>)?<ago>"),
    ("ago", f"{_MOD}<u:units><ago>"),
    ("offset", f"{_MOD}{_COUNT}<x>?<u:unit|units>(?:<or><so>)?<way:before|after>"),
    ("beside", "<the><u:unit><way:bfr|aft>"),
    ("year_ago", "<the|a>?<u:unit><dash><ago|before>(?:<nth>?<qu:unit|time>)?"),
    ("from_now", f"{_MOD}{_COUNT}<u:unit|units><from><now|day0>"),
    (
        "span",
        f"<the|poss|these>?<rel:last|past|next|latest>{_MUCH}"
        "<dash>?<u:unit|units|season>(?:<or><so>)?",
    ),
    ("span", f"<the|poss|these>?<rel:last|past|next|recent>{_KIND}<u:units>"),
    (
        "length",
        f"{_MOD}<the>?(?:<nth>)?{_MUCH}<u:unit|units|nights>"
        "(?:<and><a><half:half>|<or><more:so|num|more|day|vague>)?(?!<dash>?<old|long>)",
    ),
    ("length", f"{_MOD}{_COUNT}<dash>?<u:unit|units>(?:<dash>?<old:old|long>)?"),
    ("length", "<full><u:unit>(?:<dash><old|long>)?"),
    ("length", "<u:unit><dash><long:long>"),
    ("some", "<many|these>?<u:units>(?:(?:<or|and><units>)|<dash>?<old|long>)?"),
    ("nth_day", "<a|the><n:nth><straight>?<u:unit>"),
    ("every", "<every>(?:<other:other>|<n:num|day>)?<u:unit|units|weekend>"),
    ("every", "<once><a|every><u:unit>"),
    ("set", "<set:set>"),
    ("ref", "<just>?<ref:ref|now>"),
    ("ref", "<these><days:units>"),
    ("ref", "<on><the>?<ref:moment>(?!<of|that>)"),
    ("ref", "<the|near><near>?<ref:future|past>(?!<unit|units|num|day|vague|season|x>)"),
    ("clock", f"{_MOD}{_CLOCK}(?:<comma>?(?:<wd:weekday>|<d0:day0>))?"),
]


@cache
def compiled() -> list[tuple[str, re.Pattern[str]]]:
    """The rules, their patterns translated into the one-letter code."""
    return [(name, re.compile(_translate(pattern))) for name, pattern in RULES]


def windows(kinds: str) -> list[tuple[int, int]]:
    """Stretches that may hold an expression: around each token of a class that every one needs."""
    out: list[tuple[int, int]] = []
    for m in _core().finditer(kinds):
        first, last = max(0, m.start() - _REACH), min(len(kinds), m.end() + _REACH)
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


@cache
def _core() -> re.Pattern[str]:
    table = codes()
    return re.compile("[" + "".join(table[name] for name in _CORE.split()) + "]")


def groups(m: re.Match[str]) -> dict[str, int]:
    """Group name -> index of its token; a name may stand in several branches of a pattern."""
    return {name.rstrip("_"): m.start(name) for name, at in m.groupdict().items() if at}


def _translate(pattern: str) -> str:
    table = codes()
    seen: set[str] = set()

    def token(m: re.Match[str]) -> str:
        name, classes = m["name"], m["classes"]
        letters = "".join(table[cls] for cls in classes.split("|"))
        if not name:
            return f"[{letters}]"
        while name in seen:
            name += "_"
        seen.add(name)
        return f"(?P<{name}>[{letters}])"

    return re.sub(r"<(?:(?P<name>\w+):)?(?P<classes>[a-z_0-9]+(?:\|[a-z_0-9]+)*)>", token, pattern)
