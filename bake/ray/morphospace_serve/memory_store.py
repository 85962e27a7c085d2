"""All in memory, searched exactly: for small surveys, and as what the other stores are held to."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .requests import Condition
from .survey import Survey


class MemoryStore:
    def __init__(self, survey: Survey):
        _, tables, vectors = zip(*survey.tables())
        self.table = pa.concat_tables(tables).combine_chunks()
        self.vectors = np.concatenate(vectors)

    def nearest(self, vector: list[float], k: int, where: list[Condition]) -> tuple[list[int], list[float]]:
        rows = np.flatnonzero(self.mask(where))
        distances = np.linalg.norm(self.vectors[rows] - np.array(vector, np.float32), axis=1)
        order = np.argsort(distances, kind="stable")[:k]
        return rows[order].tolist(), distances[order].tolist()

    def rows(self, rows: list[int], columns: list[str]) -> dict[str, list]:
        taken = self.table.take(pa.array(rows, pa.int64()))
        return {column: taken[column].to_pylist() for column in columns}

    def values(self, column: str, where: list[Condition]) -> list:
        return self.table[column].filter(pa.array(self.mask(where))).to_pylist()

    def mask(self, where: list[Condition]) -> np.ndarray:
        mask = np.ones(len(self.table), bool)
        for each in where:
            values = self.table[each.column]
            if each.words is not None:
                meets = pc.is_in(values, pa.array(each.words, pa.string()))
            else:
                meets = pc.and_(pc.greater_equal(values, each.low), pc.less_equal(values, each.high))
            mask &= meets.fill_null(False).to_numpy()
        return mask
