"""What a store has to do; the service does the rest."""

from typing import Protocol

import numpy as np

from .requests import Condition


class Store(Protocol):
    def nearest(self, vector: list[float], k: int, where: list[Condition]) -> tuple[list[int], list[float]]:
        """Rows that meet all conditions, nearest first, and their Euclidean distances."""

    def rows(self, rows: list[int], columns: list[str]) -> dict[str, list]:
        """Values by column, in the order of `rows`; None where there is none."""

    def values(self, column: str, where: list[Condition]) -> list:
        """A column's values in all rows that meet the conditions, in any order."""


def counted(values: list, column: dict) -> dict:
    """
    As the manifest counts (docs/format.md).

    :param column: its entry in the manifest
    """
    if column["kind"] == "category":
        codes = {word: code for code, word in enumerate(column["categories"])}
        known = [codes[value] for value in values if value is not None]
        return {"without": len(values) - len(known), "counts": np.bincount(known, minlength=len(codes)).tolist()}
    from morphospace_bake.write.columns import Column

    numbers = np.array([np.nan if value is None else value for value in values], np.float64)
    as_column = Column(column["name"], "number", None, values=numbers, low=column.get("low"), high=column.get("high"))
    return as_column.counts(np.arange(len(numbers)))
