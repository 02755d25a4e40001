"""The words around a name that give it away."""

from __future__ import annotations

import re

FUNCTION = frozenset(
    """a an the and or but if so as at by for from in into of off on onto out over to up with without about after again all also am any
    are arent be because been before being both can cant could did didnt do does doesnt doing dont down during each few further had has
    hasnt have havent having he her here hers herself him himself his how i ill im is isnt it its itself ive just me more most my myself no
    nor not now off once only other our ours own same she should some such than that thats the their theirs them then there these they this
    those through too under until very was wasnt we were what when where which while who whom why will with wont would you your yours
    yourself may might must shall today tonight tomorrow yesterday always never ever still yet ok yes via per vs re who's she's he's
    it's that's there's i'm i've i'd i'll we're we've they're they've don't doesn't didn't isn't wasn't won't can't couldn't wouldn't
    hes shes theyre weve got get gets getting said says told asked wants want wanted someone somebody anyone nobody everyone something
    anything nothing one two three four five six seven eight nine ten""".split()
)
DETERMINERS = frozenset("a an the his her their my your our its this that these those no some any each every another one little".split())
RELATIONS = frozenset(
    """mum mother mam mom mummy dad father daddy da brother sister bro sis mate mates friend friends bestie boyfriend girlfriend bf gf ex
    cousin cousins uncle aunt auntie aunty nan nana nanna gran granny grandma grandmother grandad granddad grandpa grandfather grandson
    granddaughter grandparent nephew niece son daughter stepdad stepmum stepfather stepmother stepbrother stepsister stepson stepdaughter
    partner husband wife carer carers pupil student boy girl lad lass child kid teen teenager teacher tutor coach neighbour sibling twin
    twins baby toddler nurse colleague worker keyworker mentor guardian youth client patient classmate bloke guy man woman person named called
    name perpetrator suspect abuser groomer bully victim sw ta hoy dsl fc yp pc""".split()
)
TITLES = frozenset("mr mrs ms mx dr prof professor sir madam rev reverend father fr pastor imam rabbi sgt sergeant pc dc ds di dci cllr"
                   " councillor inspector constable nurse coach uncle auntie aunty aunt miss mister nan nana nanna gran granny grandma grandad"
                   " grandpa sister master lady lord captain social worker".split()) - {"social", "worker"}
# Written small they are ordinary words, so more is asked of what follows.
WEAK_TITLES = frozenset("miss sir father sister nurse coach master lady lord nan gran nana captain grandad grandma granny grandpa ms"
                        " pastor imam rabbi inspector constable sergeant auntie aunty aunt uncle madam nanna".split())
PARTICLES = frozenset("de da dos das do del della di van von der den ter bin bint ibn ben al el le la ap ab ó o ní ni mac nic uí abu st".split())
PLACED = frozenset("in near around outside inside across towards toward through via between central north south east west of at".split())
TRAVEL = frozenset(
    """lad lads man men bloke boy girl woman lives live lived living moved moving train bus coach drive drives drove going go goes went gone
    trip travel travelling travelled taxi born comes came up down back over originally holiday someone somebody guy family""".split()
)
PERSON_VERBS = frozenset(
    """said says told tells tell thinks thought disclosed discloses reports reported admitted admits denies denied wants wanted showed shows
    shared is was has had does did doesn't didn't isn't wasn't hasn't hadn't can't cant doesnt didnt isnt wasnt hasnt won't wont sent sends
    keeps kept went goes got gets came comes asked asks met meets plays played posted posts knows knew added blocked deleted started stopped
    refuses refused lives lived feels felt looks looked seems seemed left returned attended attends arrived cried received found thinks
    needs likes loves hates runs ran walked texts texted messaged messages phoned rang rings called calls spoke speaks wrote writes gave
    gives took takes made makes saw sees hid hides uses used turned followed follows explained claims claimed believes struggles presents
    presented appears appeared confided overheard teaches works worked tried tries talked talks aged""".split()
)
AGE_AFTER = re.compile(r"^\s?(?:[(,-]\s?)?(?:is\s|who\s?is\s|aged?\s|just\s)?\(?(?:age[d]?\s)?(?:[1-9]|1\d|[2-9]\d)(?:\s?(?:yo|yrs?|years?|y/o)\b|\s?[),.]|\s?[mfMF]\b)"
                       r"|^\s?[(,]\s?(?:y|yr|year|p|s)\s?\d", re.IGNORECASE)
NAMED = re.compile(
    r"(?:\b(?:called|named|nicknamed|known as|calls? (?:him|her|them)sel(?:f|ves)|by the name of|name(?:'s|’s|s)?(?:\s+(?:is|was|of))?\s?[:=]?"
    r"|names? (?:on \w+ |given )?(?:is|was|are)|name (?:on|in) \w+ \w+ is|i['’]?m|this is|signed|aka|alias|re|regarding|spoke (?:to|with)"
    r"|initials)[\s:,]+[\"“'‘]?)$",
    re.IGNORECASE,
)
SURELY_NAMED = re.compile(
    r"\b(?:(?:is|was|girl|boy|lad|lass|pupil|student|child|man|woman|bloke|guy|kid|teacher|one|someone|somebody|mate|friend|mum|dad|hes|shes|he['’]?s"
    r"|she['’]?s|\d+|y\w+|person|coach|brother|sister|son|daughter|boyfriend|girlfriend|cousin)\s+(?:called|named)|name(?:'s|’s| is| was|:)|known as|names are)"
    r"\s+[\"“'‘]?$",
    re.IGNORECASE,
)
THINGS = re.compile(
    r"\b(?:app|apps|game|games|site|website|server|platform|program|programme|group|channel|forum|charity|service|show|series|film|song|band"
    r"|page|book|video|challenge|drug|tool|software|chat)s?\s+(?:\w+\s+)?(?:called|named)\s+[\"“'‘]?$",
    re.IGNORECASE,
)
# After "Will" at the start of a sentence these make a question of it.
ASKED = frozenset("he she they it you we i this that the a an there mum dad his her their my your someone anyone social police these not".split())
