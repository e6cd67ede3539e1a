"""The words of a phrase of time, as one pattern: a group for each kind of phrase, and for its parts."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_UNIT = r"(?:day|week|fortnight|month|year)"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|\d{1,2})"
_TH = r"(?:st|nd|rd|th)?"
PHRASE = re.compile(
    rf"""(?<![\w-])(?:
      (?P<range>(?P<r1>\d{{1,2}}){_TH}\s*(?:and|to|-|–|—)\s*(?P<r2>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<rmonth>{_MONTH})
        (?:,?\s+(?P<ryear>(?:19|20)\d\d))?)
    | (?P<years>(?P<y1>(?:19|20)\d\d)\s*[-–/]\s*(?P<y2>\d{{2,4}}))(?![\w-])
    | (?P<of_this>(?:the\s+)?(?P<opart>{_SEASON}|{_MONTH})\s+of\s+(?P<oyear>(?:19|20)\d\d))
    | (?P<of_year>(?:the\s+)?(?P<part>{_SEASON}|{_MONTH})\s+(?:of\s+)?(?P<which>last|this|next|that
        |the\s+(?:same|following|previous))\s+year)
    | (?P<dated>(?:{_DAYS}(?:\s+(?:night|morning|evening|afternoon))?,?\s+(?:the\s+)?)?
        (?:(?P<day>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<dmonth>{_MONTH})(?:\s+(?P<dwhich>last|this|next)\s+year)?
          |(?P<mmonth>{_MONTH})\.?\s+(?P<mday>\d{{1,2}}){_TH}(?![\w:.]\d|\d)))
    | (?P<ago>(?P<n>{_COUNT})\s+(?P<half>and\s+a\s+half\s+)?(?P<unit>{_UNIT})s?\s+ago)
    | (?P<lasting>(?:for\s+(?:the|these)|these)\s+(?:past|last)\s+(?P<pn>{_COUNT})\s+(?P<punit>{_UNIT})s
        |for\s+(?:about\s+|almost\s+|nearly\s+)?(?P<fn>{_COUNT})\s+(?P<funit>{_UNIT})s?
            (?!\s+(?:and|ago|before|until|from|in)\b))
    | (?P<since>it(?:\s+is|\s+was|['’]s|\s+has\s+been)\s+
        (?:now\s+|just\s+)?(?P<sn>{_COUNT})\s+(?P<sunit>{_UNIT})s?\s+since)
    | (?P<in_time>in\s+(?P<tn>{_COUNT})\s+(?P<tunit>{_UNIT})(?:['’]s|s['’]?)\s+time)
    | (?P<later>(?P<ln>{_COUNT})\s+(?P<lunit>{_UNIT})s?\s+(?P<way>later|earlier|afterwards))
    | (?P<before_last>(?:the\s+)?(?P<blunit>year|month|week)\s+before\s+last)
    | (?P<context>the\s+same|that\s+same|that|the\s+following|the\s+next|the\s+previous|the\s+preceding)\s+
        (?P<cwhat>year|month|day|{_SEASON}|{_MONTH})
    | (?P<same_day>the\s+(?:very\s+)?same\s+(?:night|morning|evening|afternoon|meeting|session|sitting)
        |that\s+(?:same\s+|very\s+)?(?:night|evening|afternoon)
        |(?P<hours>(?:half\s+an\s+|an\s+|a\s+few\s+|two\s+|three\s+)?(?:hours?|minutes)\s+(?:later|afterwards)))
    | the\s+(?P<cdway>following|previous|same)\s+(?P<cday>{_DAYS})
    | (?P<then>(?:(?<=since\s)|(?<=until\s)|(?<=till\s))then)(?=\s*[,.;:)]|\s+(?:the|he|she|and|a|an)\b|$)
    | (?P<in_the>the\s+(?P<imonth>{_MONTH}))(?=\s*[,.;:)])
    | the\s+(?P<bunit>year|month)\s+(?P<bway>before|after)(?=[,.;]|$)
    | (?P<rel>(?:late\s+|early\s+)?(?:last|this|next)|(?:earlier|later)\s+(?:this|last|next|in\s+the))\s+
        (?P<what>year|month|week|weekend|night|morning|evening|afternoon|{_SEASON}|christmas|easter|{_MONTH}|{_DAYS})(?!\s+(?:of|in)\s)
    | (?P<end_of>(?:the\s+)?(?:end|start|beginning|middle)\s+of\s+(?:the|this|next|last)\s+
        (?:month|year|week))
    | (?P<named_day>new\s+year['’]s\s+(?:eve|day)|christmas\s+(?:eve|day)|boxing\s+day)
    | (?P<new_year>(?:the\s+)?new\s+year)(?!\s+honours)
    | (?P<today>(?<=from\s)this\s+day|today|yesterday|tomorrow|tonight)(?:,\s+{_MONTH}\s+\d{{1,2}}(?!\d))?
    | (?P<weekend>(?:at|over)\s+the\s+weekend)
    | (?:(?:just\s+|shortly\s+)?before\s+)?(?P<feast>easter|whitsun|christmas|hogmanay)
    | (?P<the_day>the\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th)\s+of\s+that\s+month)
    | (?<=\bon\s)(?P<on_the>the\s+(?P<onth>\d{{1,2}})(?:st|nd|rd|th))
        (?=\s*[,.;:)]|\s+(?:and|but|by|with|at|after|to)\b)
    | (?P<week_off>a\s+week\s+(?P<wway>last|on)\s+(?P<wday>{_DAYS})|(?P<wday2>{_DAYS})\s+week(?=\s*[,.;)]))
    | (?P<season>(?:in|the|since|until|by|during)\s+(?P<sname>{_SEASON}))
    | (?P<weekday>{_DAYS})(?:\s+(?:night|morning|evening|afternoon))?
    | (?:mid-|early-|late-)?(?P<month>{_MONTH})(?=\W|$)(?!\s+\d{{1,2}}\b)
    | (?P<year>(?:19|20)\d\d)
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
