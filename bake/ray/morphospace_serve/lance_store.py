"""LanceDB: a survey of any size on this machine's disk, filtered and searched together."""

import lancedb
import numpy as np
import pyarrow as pa

from .requests import Condition
from .survey import Survey

INDEXED_FROM = 2_000_000  # rows; a million are searched exactly in 0.15 s
TABLE = "galaxies"
BAKE = b"morphospace.bake"  # of the table's notes: which bake it holds


class LanceStore:
    """
    Takes the survey in when it is opened for the first time, or was baked anew, some hundred thousand rows a second.

    :param place: folder of the database
    """

    def __init__(self, survey: Survey, place: str):
        database = lancedb.connect(place)
        self.survey = survey
        self.stored = {name: f"c{i}" for i, name in enumerate(survey.columns)}  # a point in a name would be a path
        if TABLE in database.list_tables().tables:
            self.table = database.open_table(TABLE)
            told = (self.table.schema.metadata or {}).get(BAKE)
            if told == survey.fingerprint.encode() and self.table.count_rows() == survey.manifest["rows"]:
                self.index()
                return
        self.table = database.create_table(TABLE, self.batches(), mode="overwrite")
        self.index()

    def index(self) -> None:
        """Makes the indices that are not there: a service that was stopped meanwhile makes them when it starts again."""
        there = {column for index in self.table.list_indices() for column in index.columns}
        if "row" not in there:
            self.table.create_scalar_index("row")
        if "vector" not in there and self.survey.manifest["rows"] >= INDEXED_FROM:
            self.table.create_index("l2", vector_column_name="vector", index_type="IVF_HNSW_SQ")

    def batches(self):
        for rows, table, vectors in self.survey.tables():
            columns = {"row": pa.array(rows), **{self.stored[name]: table[name] for name in self.survey.columns}}
            flat = pa.array(np.ascontiguousarray(vectors).ravel())
            columns["vector"] = pa.FixedSizeListArray.from_arrays(flat, self.survey.width)
            yield from pa.table(columns, metadata={BAKE: self.survey.fingerprint}).to_batches()

    def nearest(self, vector: list[float], k: int, where: list[Condition]) -> tuple[list[int], list[float]]:
        query = self.table.search(vector, vector_column_name="vector").distance_type("l2").limit(k)
        query = query.refine_factor(4) if self.survey.manifest["rows"] >= INDEXED_FROM else query
        if where:
            query = query.where(self.sql(where), prefilter=True)
        found = query.select(["row", "_distance"]).to_arrow()
        return found["row"].to_pylist(), np.sqrt(found["_distance"].to_numpy()).tolist()

    def rows(self, rows: list[int], columns: list[str]) -> dict[str, list]:
        wanted = ["row", *(self.stored[column] for column in columns)]
        listed = ", ".join(map(str, set(rows))) or "-1"
        found = self.table.search().where(f"row IN ({listed})").limit(len(rows) or 1).select(wanted).to_arrow()
        at = {row: i for i, row in enumerate(found["row"].to_pylist())}
        taken = found.take(pa.array([at[row] for row in rows], pa.int64()))
        return {column: taken[self.stored[column]].to_pylist() for column in columns}

    def values(self, column: str, where: list[Condition]) -> list:
        query = self.table.search().limit(self.survey.manifest["rows"]).select([self.stored[column]])
        found = (query.where(self.sql(where)) if where else query).to_arrow()
        return found[self.stored[column]].to_pylist()

    def sql(self, where: list[Condition]) -> str:
        return " AND ".join(self.condition(each) for each in where)

    def condition(self, each: Condition) -> str:
        name = self.stored[each.column]
        if each.words is not None:
            quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in each.words)
            return f"{name} IN ({quoted})" if each.words else "false"
        limits = [f"{name} >= {each.low!r}"] if each.low > float("-inf") else []
        limits += [f"{name} <= {each.high!r}"] if each.high < float("inf") else []
        return " AND ".join([f"{name} IS NOT NULL", *limits])
