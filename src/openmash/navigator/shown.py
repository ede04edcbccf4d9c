"""What the navigator's pages show, ready for their templates."""

from datetime import datetime

from openmash.handbook import addresses
from openmash.handbook.shelf import handbook
from openmash.navigator import access, asking, times
from openmash.navigator.asking import Asked
from openmash.navigator.calling import first_call
from openmash.navigator.levels import levels
from openmash.navigator.staircase import stairs
from openmash.navigator.network import network
from openmash.navigator.worries import CHILD, Answer, Worry, worries
from openmash.policy import Viewer
from openmash.sources import Source, load_sources
from openmash.timekeeping.opening import WEEKDAYS

ASKED = {
    "job": ("I am a …", "Choose the work that is nearest to yours."),
    "age": ("I worry about somebody who is …", "A guess will do."),
    "worry": ("I worry about …", "Choose what is nearest. You need not be sure."),
    "where": ("They live …", "Where they sleep most nights."),
}
MISSING = {
    "job": "Choose the work that is nearest to yours",
    "age": "Choose an age, even if you can only guess it",
    "worry": "Choose what you worry about. The last answer is for when you cannot name it",
    "where": "Choose where they live, or that you do not know",
}
TABLE_AGES = {"child": "A child, or a baby not yet born", "adult": "An adult"}


def question(asked: Asked, *, is_missed: bool) -> dict[str, object]:
    """Return the page of the first open question, with the answers so far."""
    name = asked.open_question
    title, hint = ASKED[name]
    given = [(one, getattr(asked, one)) for one in asking.QUESTIONS if getattr(asked, one)]
    return {
        "name": name,
        "question": title,
        "hint": hint,
        "items": _items(name, asked=asked),
        "given": [*given, ("day", asked.day), ("time", asked.time)],
        "so_far": [
            {"question": ASKED[one][0], "answer": _said(one, asked=asked),
             "change": asked.without(one).query}
            for one, _ in given
        ],
        "number": asking.QUESTIONS.index(name) + 1,
        "of": len(asking.QUESTIONS),
        "error": MISSING[name] if is_missed else "",
    }  # fmt: skip


def _items(name: str, *, asked: Asked) -> list[dict[str, str]]:
    if name == "job":
        return [{"value": one.key, "text": _capital(one.i_am)} for one in network().sectors.values()]
    if name == "age":
        return [{"value": one.key, "text": one.title} for one in worries().ages.values()]
    if name == "worry":
        return [{"value": one.key, "text": one.asks} for one in worries().for_age(asked.age)]
    area = access.area()
    return [
        {"value": one.key, "text": one.title.format(area=area)} for one in worries().places.values()
    ]


def _said(name: str, *, asked: Asked) -> str:
    items = _items(name, asked=asked)
    return next(one["text"] for one in items if one["value"] == getattr(asked, name))


def answer(asked: Asked, *, viewer: Viewer, at: datetime) -> dict[str, object]:
    """Return the whole answer to a question that is complete. `at` is local."""
    worry, age, place = asking.worry_of(asked), asking.age_of(asked), asking.place_of(asked)
    sector = network().sectors[asked.job]
    lines = access.hub_lines(worry, life=age.life, at=at)
    rule, due = access.clocks(at)
    rows = worries().next[worry.of("next", life=age.life)]
    level = worry.of("level", life=age.life)
    return {
        "worry": worry,
        "caption": f"{sector.a}, about {age.about}, {place.words.format(area=access.area())}. "
        f"{at:%A %H:%M}",
        "at": at,
        "asked": asked,
        "call": first_call(worry, age=age, place=place, sector=sector, lines=lines),
        "to_whom": "the child" if age.life == CHILD else "the adult",
        "is_child": age.life == CHILD,
        "share": _answer(worries().share[worry.of("share", life=age.life)]),
        "agreement": _answer(worries().agreement[worry.of("agreement", life=age.life)]),
        "family": worries().family[worry.of("family", life=age.life)],
        "steps": times.steps_after(rows, at=at, is_open=lines.day.is_open, rule=rule, due=due),
        "ladder": _ladder(level) if level else [],
        "level": level,
        "adult_test": levels().adult_test if not level else (),
        "helpers": access.helpers(worry, viewer=viewer, at=at),
        "lead": sector.lead,
        "helps": [network().helps[key] for key in worry.helps],
        "record": access.records_address(worry.instrument, viewer=viewer),
        "sources": [_source(one) for one in worry.sources],
    } | handbook_links(worry)


def _answer(block: Answer) -> dict[str, object]:
    source = _source(block.source) if block.source else None
    return {"answer": block.answer, "words": block.words, "source": source}


def _source(source_id: str) -> dict[str, object]:
    source: Source = load_sources()[source_id]
    return {"title": source.title, "edition": source.edition, "url": addresses.source(source_id)}


def _ladder(level: str) -> list[dict[str, object]]:
    rungs = reversed(levels().levels)
    return [{"code": one.code, "act": one.act, "is_here": one.code == level} for one in rungs]


def handbook_links(worry: Worry) -> dict[str, str]:
    """Return where the handbook goes on about a worry, where this hub has those pages."""
    ways = {
        "page_url": worry.page,
        "disagree_url": "curiosity/disagreement",
        "yourself_url": "yourself/after-a-hard-day",
    }
    found = {name: page_address(path) for name, path in ways.items()}
    page = handbook().pages.get(worry.page)
    return found | {"page_title": page.title if page else ""}


def page_address(path: str) -> str:
    """Return the address of a handbook page, or nothing where this hub took it out."""
    return addresses.page(path) if path in handbook().pages else ""


def days(asked: Asked) -> list[dict[str, object]]:
    """Return the days one can ask about, today first in the words that mean it."""
    named = [{"value": day, "text": day.capitalize(), "selected": day == asked.day} for day in WEEKDAYS]
    return [{"value": "", "text": "Today", "selected": not asked.day}, *named]


def table(*, at: datetime) -> dict[str, object]:
    """Return every worry in one table: first call, sharing, agreement, and what comes first."""
    rule, due = access.clocks(at)
    groups = []
    for life, title in TABLE_AGES.items():
        found = [one for one in worries().worries.values() if _age_for(one, life=life)]
        groups.append({"title": title, "rows": [_row(one, life=life, at=at, rule=rule, due=due)
                                                for one in found]})  # fmt: skip
    return {"groups": groups, "at": at}


def _row(worry: Worry, *, life: str, at: datetime, rule, due) -> dict[str, object]:
    age = _age_for(worry, life=life)
    kept = worries()
    lines = access.hub_lines(worry, life=life, at=at)
    call = first_call(
        worry,
        age=kept.ages[age],
        place=kept.places["here"],
        sector=next(iter(network().sectors.values())),
        lines=lines,
    )
    rows = kept.next[worry.of("next", life=life)]
    steps = times.steps_after(rows, at=at, is_open=lines.day.is_open, rule=rule, due=due)
    return {
        "asks": worry.asks,
        "query": Asked(age=age, worry=worry.key, where="here").query,
        "call": call,
        "share": kept.share[worry.of("share", life=life)].answer,
        "agreement": kept.agreement[worry.of("agreement", life=life)].answer,
        "step": steps[0] if steps else None,
    }


def _age_for(worry: Worry, *, life: str) -> str:
    """Return the age that stands for a whole life in the table: the last that fits."""
    fitting = [age for age in worry.ages if worries().ages[age].life == life]
    preferred = {"child": "child", "adult": "adult_care"}[life]
    return preferred if preferred in fitting else (fitting[0] if fitting else "")


def ladder(*, at: datetime) -> dict[str, object]:
    """Return the levels as a staircase, with what moves help up and down, and how soon."""
    rule, _ = access.clocks(at)

    def moves(found) -> list[dict[str, object]]:
        return [
            {
                "move": one,
                "clock": rule(one.clock) if one.clock else None,
                "source": _source(one.source),
            }
            for one in found
        ]

    return {
        "levels": levels().levels,
        "stairs": stairs(levels()),
        "up": moves(levels().up),
        "down": moves(levels().down),
        "adult_test": levels().adult_test,
        "page_url": page_address("working-together/levels-of-need"),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
