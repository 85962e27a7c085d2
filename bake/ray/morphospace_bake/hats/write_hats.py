"""Writes a catalogue's ids, columns and places on the map as HATS: Parquet files by pixel of the sky."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..folder import Folder
from ..write.catalogue import Catalogue
from .healpix import ORDER, pixels_at

PIXELS = "_healpix_29"  # computed anew where the input has such a column
MOST_ROWS = 1_000_000  # of a file, as HATS' own importer has it
NAMES = {
    "ra": ("ra", "ra_deg", "raj2000", "_ra", "ra_j2000"),
    "dec": ("dec", "dec_deg", "dej2000", "decj2000", "_dec", "dec_j2000"),
}


def write_hats(url: str, catalogue: Catalogue, most_rows: int = MOST_ROWS) -> int:
    """
    :param url: a new folder, whose name is the catalogue's
    :returns: galaxies written; those without a position are left out
    :raises ValueError: with a sentence where the catalogue has no columns of positions in degrees
    """
    folder = Folder(url)
    ra, dec = (position_column(catalogue, axis) for axis in ("ra", "dec"))
    if ra is None or dec is None:
        raise ValueError(
            "need columns ra and dec, in degrees, for --hats; got none: the catalogue is written without it."
        )
    known = np.flatnonzero(np.isfinite(ra.values) & (np.abs(dec.values) <= 90))
    if len(known) == 0:
        raise ValueError("need one galaxy with a position for --hats; got none: the catalogue is written without it.")
    pixels = pixels_at(ra.values[known], dec.values[known])
    order = np.argsort(pixels, kind="stable")
    rows, pixels = known[order], pixels[order]
    parts = partitions(pixels, most_rows)
    footers = []
    for level, pixel, start, end in parts:
        name = f"dataset/Norder={level}/Dir={pixel // 10_000 * 10_000}/Npix={pixel}.parquet"
        table, collected, sink = table_of(catalogue, rows[start:end], pixels[start:end]), [], pa.BufferOutputStream()
        pq.write_table(table, sink, metadata_collector=collected)
        collected[0].set_file_path(name.removeprefix("dataset/"))
        footers += collected
        folder.write(name, sink.getvalue().to_pybytes())
    schema = pa.BufferOutputStream()
    pq.write_metadata(table_of(catalogue, rows[:0], pixels[:0]).schema, schema)
    folder.write("dataset/_common_metadata", schema.getvalue().to_pybytes())
    folder.write("dataset/_metadata", joined(footers))
    lines = "".join(f"{level},{pixel}\n" for level, pixel, _, _ in parts)
    folder.write("partition_info.csv", f"Norder,Npix\n{lines}".encode())
    folder.write("hats.properties", properties(folder, ra.name, dec.name, len(rows), parts, most_rows).encode())
    return len(rows)


def joined(footers: list[pq.FileMetaData]) -> bytes:
    """One footer of all files."""
    for other in footers[1:]:
        footers[0].append_row_groups(other)
    sink = pa.BufferOutputStream()
    footers[0].write_metadata_file(sink)
    return sink.getvalue().to_pybytes()


def position_column(catalogue: Catalogue, axis: str):
    numbers = {column.name.lower(): column for column in catalogue.columns if column.kind == "number"}
    return next((numbers[name] for name in NAMES[axis] if name in numbers), None)


def partitions(pixels: np.ndarray, most_rows: int) -> list[tuple[int, int, int, int]]:
    """
    Pixels as large as they may be.

    :param pixels: (n) of order 29, ascending
    :returns: order, pixel, first and end of its rows
    """
    found, waiting = [], [(0, pixel) for pixel in range(11, -1, -1)]
    while waiting:
        level, pixel = waiting.pop()
        shift = 2 * (ORDER - level)
        start, end = np.searchsorted(pixels, [pixel << shift, (pixel + 1) << shift])
        if end - start > most_rows and level < ORDER:
            waiting += [(level + 1, 4 * pixel + quarter) for quarter in range(3, -1, -1)]
        elif end > start:
            found.append((level, pixel, int(start), int(end)))
    return found


def table_of(catalogue: Catalogue, rows: np.ndarray, pixels: np.ndarray) -> pa.Table:
    taken = pa.array(rows, pa.int64())
    columns = {PIXELS: pa.array(pixels, pa.int64()), "id": catalogue.ids.take(taken)}
    columns |= {each.name: each.stored.take(taken) for each in catalogue.columns if each.name != PIXELS}
    return pa.table({**columns, "x": catalogue.positions[rows, 0], "y": catalogue.positions[rows, 1]})


def properties(folder: Folder, ra: str, dec: str, rows: int, parts: list, most_rows: int) -> str:
    told = {
        "obs_collection": folder.root.rstrip("/").rsplit("/", 1)[-1],
        "dataproduct_type": "object",
        "hats_nrows": rows,
        "hats_col_ra": ra,
        "hats_col_dec": dec,
        "hats_col_healpix": PIXELS,
        "hats_col_healpix_order": ORDER,
        "hats_npix_suffix": ".parquet",
        "hats_max_rows": most_rows,
        "hats_order": max((level for level, *_ in parts), default=0),
        "hats_version": "v0.1",
        "hats_builder": "morphospace_bake",
    }
    return "".join(f"{key}={value}\n" for key, value in told.items())
