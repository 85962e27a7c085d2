"""The galaxies of a block, some hundred at a time: their columns, and where their images are."""

import posixpath
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from .blocks import IMAGE_ENDINGS, Block, ending_of

READ_TOGETHER = 256
# src/data/catalogues/parquet/parquetRoles.ts
IMAGE_NAMES = "image image_bytes images img jpeg jpg png cutout thumbnail".split()
ID_NAMES = (  # src/data/tables/idNames.ts
    "id id_str iauname iau_name objid dr7objid dr8objid galaxy_id galaxyid object_id objectid source_id specobjid targetid "
    "asset_id main_id prefname pgc name"
).split()


def galaxies_of(block: Block, fs) -> Iterator[tuple[pa.Table, list[bytes | None]]]:
    """Tables of single values (first `row` and `id`), with each galaxy's image file or None."""
    if block.images:
        yield from from_files(block, fs)
        return
    with fs.open(block.file, "rb") as opened:
        file = pq.ParquetFile(opened)
        image = image_column(file.schema_arrow)
        row = block.first_row
        for batch in file.iter_batches(READ_TOGETHER, row_groups=block.row_groups):
            table = pa.Table.from_batches([batch])
            images = [bytes_in(cell) for cell in table[image].to_pylist()] if image else [None] * len(table)
            yield described(table.drop_columns([image]) if image else table, row), images
            row += len(table)


def from_files(block: Block, fs) -> Iterator[tuple[pa.Table, list[bytes | None]]]:
    for start in range(0, block.rows, READ_TOGETHER):
        paths = block.images[start : start + READ_TOGETHER]
        names = [without_ending(posixpath.basename(path)) for path in paths]
        rows = range(block.first_row + start, block.first_row + start + len(paths))
        yield (
            pa.table({"row": pa.array(rows, pa.int64()), "id": pa.array(names, pa.string())}),
            [read(fs, each) for each in paths],
        )


def read(fs, path: str) -> bytes | None:
    try:
        return fs.cat_file(path)
    except OSError:
        return None


def without_ending(name: str) -> str:
    return name.rsplit(".", 1)[0] if ending_of(name) in IMAGE_ENDINGS else name


def image_column(schema: pa.Schema) -> str | None:
    """A struct of bytes as Hugging Face writes it, or else plain bytes, by name; any struct then; None without one."""
    held = [each for each in schema if holds_bytes(each.type)]
    structs = [each for each in held if pa.types.is_struct(each.type)]
    plain = [each for each in held if not pa.types.is_struct(each.type)]
    named = (each.name for kind in (structs, plain) for name in IMAGE_NAMES for each in kind if each.name.lower() == name)
    return next(named, structs[0].name if structs else None)


def holds_bytes(kind: pa.DataType) -> bool:
    if pa.types.is_struct(kind):
        return any(each.name == "bytes" and holds_bytes(each.type) for each in kind)
    return pa.types.is_binary(kind) or pa.types.is_large_binary(kind)


def bytes_in(cell) -> bytes | None:
    data = cell.get("bytes") if isinstance(cell, dict) else cell
    return data or None


def described(table: pa.Table, first_row: int) -> pa.Table:
    """`row` and `id` first, then the columns of single values under names that the output leaves free."""
    by_name = {name.lower(): name for name in reversed(table.column_names)}
    named = next(
        (by_name[name] for name in ID_NAMES if name in by_name and identifies(table.schema.field(by_name[name]).type)),
        None,
    )
    rows = range(first_row, first_row + len(table))
    ids = as_single_value(table[named]).cast(pa.string()) if named else pa.array([str(row) for row in rows], pa.string())
    columns = {"row": pa.array(rows, pa.int64()), "id": ids}
    for name in table.column_names:
        single = as_single_value(table[name])
        if name != named and single is not None:
            columns[free_name(name, table.column_names)] = single
    if "embedding" in table.column_names:
        columns["embedding"] = table["embedding"]
    return pa.table(columns)


def identifies(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.types.is_integer(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind)


def as_single_value(values: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Numbers in 32 bits where they came so, else in 64; words as text; None for what is neither."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        return as_single_value(values.cast(kind.value_type))
    if pa.types.is_boolean(kind):
        return values.cast(pa.uint8()).cast(pa.float32())
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        return values.cast(pa.float32())
    if pa.types.is_integer(kind):
        return exact(values)
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return values.cast(pa.float64(), safe=False)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return values.cast(pa.string())
    return None


def exact(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers stay whole: that some are beyond 2⁵³, and have to be text, is known when all have been seen."""
    return values.cast(pa.int64()) if values.type != pa.uint64() else values


OWN_NAMES = ("row", "id", "x", "y", "pca", "predicted", "embedding", "image")


def free_name(name: str, taken: list[str]) -> str:
    """src/data/catalogues/freeNames.ts; `row` besides."""
    if name not in OWN_NAMES:
        return name
    free, copy = f"{name} of the input", 2
    while free in taken:
        free, copy = f"{name} of the input ({copy})", copy + 1
    return free
