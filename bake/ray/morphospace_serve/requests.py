"""What may be asked, checked before a store is asked: each fault has a sentence (docs/service.md)."""

import math
from dataclasses import dataclass, field

from .survey import Survey

MOST = 1000  # neighbours, or rows, of one question
GREATEST = 1.7e308  # of a number: what 64 bits hold
GREATEST_OF_VECTOR = 1e15  # squares of it, added up, are far from the end of 32 bits


class BadRequest(Exception):
    """The text is told to who asked."""


@dataclass
class Condition:
    """Numbers from `low` to `high`, both included; or one of `words`."""

    column: str
    low: float = -math.inf
    high: float = math.inf
    words: list[str] | None = None


@dataclass
class Nearest:
    vector: list[float]
    k: int
    where: list[Condition] = field(default_factory=list)


@dataclass
class Rows:
    rows: list[int]
    columns: list[str]


@dataclass
class Counts:
    column: str
    where: list[Condition] = field(default_factory=list)


def nearest_of(asked: dict, survey: Survey) -> Nearest:
    vector, k = asked.get("vector"), asked.get("k")
    if not isinstance(vector, list) or not all(is_number(each, GREATEST_OF_VECTOR) for each in vector):
        raise BadRequest(f"need vector, a list of numbers of at most {GREATEST_OF_VECTOR:.0e}.")
    if len(vector) != survey.width:
        raise BadRequest(f"need a vector of {survey.width} numbers; got {len(vector)}.")
    if not is_whole(k) or not 1 <= k <= MOST:
        raise BadRequest(f"need k, a whole number from 1 to {MOST}; got {k}.")
    return Nearest([float(each) for each in vector], k, conditions_of(asked, survey))


def rows_of(asked: dict, survey: Survey) -> Rows:
    rows, columns = asked.get("rows"), asked.get("columns", list(survey.columns))
    if not isinstance(rows, list) or not all(is_whole(row) for row in rows) or len(rows) > MOST:
        raise BadRequest(f"need rows, a list of at most {MOST} whole numbers.")
    beyond = next((row for row in rows if not 0 <= row < survey.manifest["rows"]), None)
    if beyond is not None:
        raise BadRequest(f"need rows from 0 to {survey.manifest['rows'] - 1}; got {beyond}.")
    if not isinstance(columns, list):
        raise BadRequest("need columns, a list of names.")
    return Rows(rows, [known(column, survey)["name"] for column in columns])


def counts_of(asked: dict, survey: Survey) -> Counts:
    column = known(asked.get("column"), survey)
    if column["kind"] == "text":
        raise BadRequest(f"need a column of numbers or categories; got {column['name']}, which is text.")
    return Counts(column["name"], conditions_of(asked, survey))


def conditions_of(asked: dict, survey: Survey) -> list[Condition]:
    where = asked.get("where", [])
    if not isinstance(where, list) or not all(isinstance(each, dict) for each in where):
        raise BadRequest("need where, a list of conditions, each with a column.")
    return [condition_of(each, known(each.get("column"), survey)) for each in where]


def condition_of(asked: dict, column: dict) -> Condition:
    name = column["name"]
    if column["kind"] == "number":
        low, high = asked.get("low", -math.inf), asked.get("high", math.inf)
        if set(asked) - {"column", "low", "high"} or not is_bound(low) or not is_bound(high):
            raise BadRequest(f"need low and high, numbers, for column {name}.")
        return Condition(name, float(low), float(high))
    words = asked.get("words")
    if set(asked) - {"column", "words"} or not isinstance(words, list) or not all(is_text(w) for w in words):
        raise BadRequest(f"need words, a list of texts, for column {name}.")
    return Condition(name, words=words)


def known(name, survey: Survey) -> dict:
    if not isinstance(name, str) or name not in survey.columns:
        raise BadRequest(f"need a column of this survey; got {name}: there are {', '.join(survey.columns)}.")
    return survey.columns[name]


def is_whole(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value, greatest: float = GREATEST) -> bool:
    return (is_whole(value) or isinstance(value, float)) and abs(value) <= greatest


def is_text(value) -> bool:
    """JSON can tell half of a surrogate pair, which no store can look for."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def is_bound(value) -> bool:
    return is_number(value) or value in (-math.inf, math.inf)
