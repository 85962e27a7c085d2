"""Columns as the app knows them: numbers, categories of few words, text (src/data/tables/columnTyping.ts)."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MOST_CATEGORIES = 254  # code 255 is null, and one stays free for "other"
REPEATS_OF_CATEGORY = 2  # each word appears so often on average, or they are names
EXACT = 2**53  # whole numbers beyond are not all distinct as 64-bit floats
BINS = 50
NULL = 255


@dataclass
class Column:
    """Numbers have `values` with NaN for none; categories `words` and `codes`; text neither."""

    name: str
    kind: str
    stored: pa.ChunkedArray
    values: np.ndarray | None = None
    words: list[str] | None = None
    codes: np.ndarray | None = None
    low: float | None = None
    high: float | None = None

    def described(self, note: dict) -> dict:
        """Its entry in the manifest but for the counts."""
        entry = {"name": self.name, "kind": self.kind, "description": note.get("description")}
        if self.kind == "number":
            entry |= {"unit": note.get("unit"), "low": self.low, "high": self.high}
        if self.kind == "category":
            entry |= {"categories": self.words}
        return {key: value for key, value in entry.items() if value is not None}

    def counts(self, rows: np.ndarray) -> dict | None:
        """Of some rows (src/data/tiles/columnCounts.ts); None for text."""
        if self.kind == "text":
            return None
        if self.kind == "category":
            counts = np.bincount(self.codes[rows], minlength=NULL + 1)
            return {"without": int(counts[NULL]), "counts": counts[: len(self.words)].tolist()}
        if self.low is None:
            return {"without": len(rows), "counts": []}
        values = self.values[rows].astype(np.float64)
        known = values[~np.isnan(values)]
        entry = {"without": len(rows) - len(known), "counts": np.bincount(self.bins(known), minlength=BINS).tolist()}
        if len(known):
            entry |= {"least": max(float(known.min()), self.low), "greatest": min(float(known.max()), self.high)}
        return entry

    def bins(self, values: np.ndarray) -> np.ndarray:
        """The upper limit belongs to the last; infinite numbers count as the limit on their side."""
        if self.high == self.low:
            return np.where(values > self.high, BINS - 1, 0)
        share = (np.clip(values, self.low, self.high) - self.low) / (self.high - self.low)
        return np.minimum(BINS - 1, np.floor(share * BINS)).astype(np.int64)


def column_of(name: str, stored: pa.ChunkedArray) -> Column:
    """:param stored: (n) floats, 64-bit whole numbers, or text"""
    if pa.types.is_integer(stored.type):
        most = pc.max(pc.abs(stored)).as_py() or 0
        if most > EXACT:
            return Column(name, "text", stored.cast(pa.string()))
        stored = stored.cast(pa.float64())
    if pa.types.is_floating(stored.type):
        values = stored.combine_chunks().to_numpy(zero_copy_only=False)
        finite = values[np.isfinite(values)].astype(np.float64)
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (None, None)
        nulled = pa.chunked_array([pa.array(values, mask=np.isnan(values))])
        return Column(name, "number", nulled, values=values, low=low, high=high)
    coded = stored.dictionary_encode().combine_chunks()
    words = coded.dictionary.to_pylist()
    filled = len(coded) - coded.null_count
    if not words or len(words) > MOST_CATEGORIES or len(words) * REPEATS_OF_CATEGORY > filled:
        return Column(name, "text", stored)
    codes = coded.indices.fill_null(NULL).to_numpy(zero_copy_only=False).astype(np.uint8)
    return Column(name, "category", stored, words=words, codes=codes)


def added_counts(one: dict | None, other: dict | None) -> dict | None:
    """The counts of two groups of galaxies together."""
    if one is None or other is None:
        return None
    together = {
        "without": one["without"] + other["without"],
        "counts": [a + b for a, b in zip(one["counts"], other["counts"])],
    }
    limited = [each for each in (one, other) if "least" in each]
    if limited:
        together |= {
            "least": min(each["least"] for each in limited),
            "greatest": max(each["greatest"] for each in limited),
        }
    return together
