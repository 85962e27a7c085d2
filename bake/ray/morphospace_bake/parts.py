"""The parts that blocks were baked into: which there are, and how many galaxies each has."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .folder import Folder


class Parts:
    """Galaxies are numbered through all parts, in the order of the input."""

    def __init__(self, folder: Folder):
        self.folder = folder
        footers = {name: self.footer(name) for name in folder.names() if name.endswith(".parquet")}
        self.names = [name for name, (rows, _) in footers.items() if rows > 0]  # of some blocks nothing could be read
        self.starts = np.cumsum([0, *(footers[name][0] for name in self.names)]).astype(np.int64)
        self.schemas = [footers[name][1] for name in self.names]

    @property
    def rows(self) -> int:
        return int(self.starts[-1])

    @property
    def widths(self) -> set[int]:
        """Lengths of the representations: more than one where blocks brought different ones."""
        return {schema.field("embedding").type.list_size for schema in self.schemas}

    def footer(self, name: str) -> tuple[int, pa.Schema]:
        """:returns: rows, and columns"""
        with self.folder.fs.open(self.folder.path(name), "rb") as opened:
            file = pq.ParquetFile(opened)
            return file.metadata.num_rows, file.schema_arrow

    def read(self, part: int, columns: list[str] | None = None) -> pa.Table:
        return read_part(self.folder, self.names[part], columns)

    def vectors(self, part: int) -> np.ndarray:
        return vectors_of(self.read(part, ["embedding"]))

    def sample(self, most: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
        """
        Galaxies drawn at random.

        :returns: (m) their numbers, ascending; (m, dimension) their representations
        """
        random = np.random.default_rng(seed)
        drawn = np.arange(self.rows) if self.rows <= most else np.sort(random.choice(self.rows, most, replace=False))
        found = []
        for part, (start, end) in enumerate(zip(self.starts, self.starts[1:])):
            within = drawn[np.searchsorted(drawn, start) : np.searchsorted(drawn, end)] - start
            if len(within):
                found.append(self.vectors(part)[within])
        return drawn, np.concatenate(found)

    def images(self, rows: np.ndarray) -> pa.Array:
        """:param rows: (m) numbers of galaxies, in any order. :returns: (m) their stored images, in that order"""
        order = np.argsort(rows, kind="stable")
        found = []
        for part, (start, end) in enumerate(zip(self.starts, self.starts[1:])):
            within = rows[order][np.searchsorted(rows[order], start) : np.searchsorted(rows[order], end)] - start
            if len(within):
                found.append(self.read(part, ["image"])["image"].take(pa.array(within)))
        return pa.chunked_array([chunk for each in found for chunk in each.chunks]).take(pa.array(np.argsort(order)))

    def problems(self) -> list[dict]:
        named = [name for name in self.folder.names() if name.endswith(".failed.json")]
        return [problem for name in named for problem in self.folder.read_json(name)]


def read_part(folder: Folder, name: str, columns: list[str] | None = None) -> pa.Table:
    return pq.read_table(io.BytesIO(folder.read(name)), columns=columns)


def vectors_of(table: pa.Table) -> np.ndarray:
    """:returns: (n, dimension) float32"""
    lists = table["embedding"].combine_chunks()
    return lists.flatten().to_numpy(zero_copy_only=False).astype(np.float32, copy=False).reshape(len(lists), -1)
