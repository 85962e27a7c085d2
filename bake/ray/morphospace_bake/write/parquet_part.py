"""Some galaxies as a Parquet file that the app opens alone (src/data/catalogues/catalogueWriter.ts)."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .catalogue import Catalogue


def parquet_of(catalogue: Catalogue, rows: np.ndarray, rows_per_group: int, with_images: bool) -> bytes:
    """
    :param rows: (m) galaxies, in the order wanted
    :param with_images: last, where they are kept
    """
    taken = pa.array(rows)
    arrays = {"id": catalogue.ids.take(taken)}
    arrays |= {column.name: column.stored.take(taken) for column in catalogue.columns}
    arrays |= {"x": catalogue.positions[rows, 0], "y": catalogue.positions[rows, 1]}
    if catalogue.predicted is not None:
        arrays["predicted"] = catalogue.predicted.take(taken).cast(pa.list_(pa.float32()))
    if with_images and catalogue.images:
        arrays["image"] = catalogue.images(rows)
    table = pa.table(arrays)
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, store_schema=False) as writer:
        writer.write_table(table, row_group_size=rows_per_group)
        writer.add_key_value_metadata(metadata_of(catalogue.notes))
    return sink.getvalue().to_pybytes()


def metadata_of(notes: dict) -> dict[str, str]:
    """src/data/catalogues/bakedNotes.ts"""
    told = {key: notes.get(key) for key in ("name", "weights", "weightsSha256", "credit")}
    told["simulated"] = "true" if notes.get("simulated") else None
    told |= {key: json.dumps(notes[key], ensure_ascii=False) for key in ("head", "columns") if notes.get(key)}
    return {f"morphospace.{key}": value for key, value in told.items() if value}
