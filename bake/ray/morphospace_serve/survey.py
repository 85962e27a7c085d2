"""A survey in the static layout (docs/format.md), as a store takes it in: tables of rows with their vectors."""

import hashlib
import io
from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from morphospace_bake.fit.eight_bits import unpack_rows
from morphospace_bake.folder import Folder
from morphospace_bake.write.layout import FORMAT

FIRST_FORMAT = "morphospace-tiles-1"  # read as well: vectors themselves in 8 bits


class Survey:
    """
    :param url: folder of a bake
    :raises FileNotFoundError: with a sentence where there is no catalogue
    :raises ValueError: with a sentence where it is of another format
    """

    def __init__(self, url: str):
        self.folder = Folder(url)
        if not self.folder.exists("catalogue.json"):
            raise FileNotFoundError(f"need a baked survey; got {url}, which has no catalogue.json.")
        self.manifest = self.folder.read_json("catalogue.json")
        told = self.manifest.get("format") if isinstance(self.manifest, dict) else None
        if told not in (FORMAT, FIRST_FORMAT):
            raise ValueError(
                f"need a survey in the format {FORMAT} or {FIRST_FORMAT}; got {told}: bake {url} anew, or ask a newer service."
            )

    @property
    def width(self) -> int:
        return self.manifest["vectors"]["columns"]

    @cached_property
    def lists(self) -> tuple[np.ndarray, np.ndarray]:
        """(lists, width) float32 centroids, from which vectors are told, and (lists + 1) first rows"""
        packed, numbers = self.folder.read(self.manifest["lists"]["file"]), self.manifest["lists"]["count"] * self.width
        centroids = np.frombuffer(packed, "<f2", numbers).astype(np.float32).reshape(-1, self.width)
        return centroids, np.frombuffer(packed, "<u4", offset=2 * numbers)

    def origins(self, first: int, rows: int) -> np.ndarray | float:
        """What the vectors of consecutive rows are told from; in folders of the first version, from nothing."""
        if self.manifest["format"] == FIRST_FORMAT:
            return 0.0
        centroids, starts = self.lists
        return centroids[np.searchsorted(starts, np.arange(first, first + rows), side="right") - 1]

    @cached_property
    def columns(self) -> dict[str, dict]:
        """What the manifest says of each column that can be asked for, by name; ids are text."""
        given = {column["name"]: column for column in self.manifest["columns"]}
        return {"id": {"name": "id", "kind": "text"}, **given}

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that another bake does not have, though it has as many rows: theirs are numbered otherwise."""
        files = [self.manifest["vectors"]["file"], *(entry["file"] for entry in self.manifest["tables"])]
        told = [self.folder.fs.info(self.folder.path(file)) for file in files]
        stamps = [[info.get(key) for key in ("size", "mtime", "LastModified", "ETag")] for info in told]
        return hashlib.sha256(self.folder.read("catalogue.json") + repr(stamps).encode()).hexdigest()[:16]

    def tables(self) -> Iterator[tuple[np.ndarray, pa.Table, np.ndarray]]:
        """:yields: numbers of consecutive rows, their columns, and their (m, width) float32 vectors"""
        row_bytes = 4 + self.width
        for entry in self.manifest["tables"]:
            table = in_doubles(pq.read_table(io.BytesIO(self.folder.read(entry["file"])), columns=list(self.columns)))
            first, rows = entry["firstRow"], entry["rows"]
            path = self.folder.path(self.manifest["vectors"]["file"])
            packed = self.folder.fs.cat_file(path, start=first * row_bytes, end=(first + rows) * row_bytes)
            vectors = unpack_rows(np.frombuffer(packed, np.uint8).reshape(rows, row_bytes)) + self.origins(first, rows)
            yield np.arange(first, first + rows), table, vectors


def in_doubles(table: pa.Table) -> pa.Table:
    """Limits are in 64 bits, and a store must not round them to a column's 32."""
    kinds = [field.with_type(pa.float64()) if pa.types.is_floating(field.type) else field for field in table.schema]
    return table.cast(pa.schema(kinds))
