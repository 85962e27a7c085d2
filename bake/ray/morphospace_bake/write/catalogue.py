"""All galaxies, gathered from the parts: what the layout is written from. Some 200 bytes a galaxy of memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ..folder import Folder
from ..parts import Parts, read_part
from .columns import Column, column_of

NOT_COLUMNS = ("row", "id", "predicted")
LARGE = ("embedding", "image")


@dataclass
class Catalogue:
    ids: pa.Array
    columns: list[Column]
    packed: np.ndarray  # (n, 4 + columns) uint8, as in vectors.bin: from the centroids of their lists
    positions: np.ndarray  # (n, 2) float32
    lists: np.ndarray  # (n) int32
    predicted: pa.Array | None
    images: Callable[[np.ndarray], pa.ChunkedArray] | None = None  # of galaxies by their number, where they are kept
    notes: dict = field(default_factory=dict)  # name, simulated, credit, weights, weightsSha256, head, columns


def gather(parts: Parts, placed: Folder, joined: pa.Table | None, notes: dict) -> Catalogue:
    """:param joined: columns of a table beside a folder of images, a row for each row of the input"""
    table = all_columns(parts)
    where = pa.concat_tables([read_part(placed, name) for name in parts.names])
    ids = table["id"]
    if joined is not None:
        rows = joined.take(table["row"])
        table = pa.table(
            {
                **{name: table[name] for name in table.column_names},
                **{n: rows[n] for n in rows.column_names if n != "id"},
            }
        )
        ids = rows["id"] if "id" in rows.column_names else ids
    codes = where["codes"].combine_chunks()
    width = codes.type.byte_width
    packed = np.frombuffer(codes.buffers()[1], np.uint8, len(codes) * width, codes.offset * width).reshape(-1, width)
    return Catalogue(
        ids=unique_ids(ids, table["row"]),
        columns=[column_of(name, table[name]) for name in table.column_names if name not in NOT_COLUMNS],
        packed=packed,
        positions=np.stack([where["x"].to_numpy(), where["y"].to_numpy()], axis=1).astype(np.float32),
        lists=where["list"].to_numpy(),
        predicted=table["predicted"].combine_chunks() if "predicted" in table.column_names else None,
        images=parts.images if "image" in parts.schemas[0].names else None,
        notes=notes,
    )


def all_columns(parts: Parts) -> pa.Table:
    """Every column that any part has but the large ones, null where a part has none; text where some files hold words."""
    kinds: dict[str, set[pa.DataType]] = {}
    for schema in parts.schemas:
        for each in schema:
            kinds.setdefault(each.name, set()).add(each.type)
    names = [name for name in kinds if name not in LARGE]
    mixed = {name for name in names if len(kinds[name]) > 1 and kinds[name] & {pa.string(), pa.uint64()}}
    read = []
    for part, schema in enumerate(parts.schemas):
        table = parts.read(part, [name for name in names if name in schema.names])
        read.append(pa.table({n: table[n].cast(pa.string()) if n in mixed else table[n] for n in table.column_names}))
    return pa.concat_tables(read, promote_options="permissive")


def unique_ids(ids: pa.ChunkedArray, rows: pa.ChunkedArray) -> pa.Array:
    """A repeated id gets "-2", "-3", …, a missing one "row 17" (src/data/catalogues/galaxyIds.ts)."""
    if ids.null_count == 0 and len(ids.unique()) == len(ids):
        return ids.combine_chunks()
    taken, free = set(ids.to_pylist()), []
    seen: set[str] = set()
    for given, row in zip(ids.to_pylist(), rows.to_pylist()):
        base = given or f"row {row}"
        name, copy = base, 2
        while name in seen or (name != given and name in taken):
            name, copy = f"{base}-{copy}", copy + 1
        seen.add(name)
        free.append(name)
    return pa.array(free, pa.string())
