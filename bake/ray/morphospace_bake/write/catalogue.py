"""All galaxies, gathered from the parts: what the layout is written from. Some 200 bytes a galaxy of memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ..folder import Folder
from ..parts import Parts, read_part
from .columns import Column, column_of

NOT_COLUMNS = ("row", "id", "predicted")


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
    there = parts.footer(parts.names[0]).schema.to_arrow_schema().names
    names = [name for name in there if name not in ("embedding", "image")]
    table = pa.concat_tables(
        [parts.read(part, names) for part in range(len(parts.names))], promote_options="permissive"
    )
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
        images=parts.images if "image" in there else None,
        notes=notes,
    )


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
