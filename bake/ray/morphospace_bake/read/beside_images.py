"""The table beside a folder of images, joined by the names of the files."""

import io
import posixpath

import fsspec
import pyarrow as pa
import pyarrow.csv

from .blocks import Block
from .galaxies import described, without_ending

LEAST_SHARE = 0.5  # of the images that a column has to name


def table_beside(url: str, blocks: list[Block]) -> pa.Table | None:
    """
    :returns: a row for each image, in their order, null where the table has none; None without a CSV or TSV
    :raises ValueError: with a sentence where there are several tables, or none of its columns names the images
    """
    fs, root = fsspec.core.url_to_fs(url)
    tables = [path for path in fs.find(root) if path.lower().endswith((".csv", ".tsv"))]
    if not tables:
        return None
    if len(tables) > 1:
        raise ValueError(f"need one table beside the images of {url}; got {len(tables)}: move the others away.")
    parse = pa.csv.ParseOptions(delimiter="\t" if tables[0].lower().endswith(".tsv") else ",")
    table = pa.csv.read_csv(io.BytesIO(fs.cat_file(tables[0])), parse_options=parse)
    names = [without_ending(posixpath.basename(path)) for block in blocks for path in block.images]
    best: dict[str, int] = {}
    for column in table.column_names:
        words = table[column].cast(pa.string()).to_pylist()
        rows = {without_ending(posixpath.basename(word)): row for row, word in reversed(list(enumerate(words))) if word}
        if sum(name in rows for name in names) > sum(name in best for name in names):
            best = rows
    if sum(name in best for name in names) < LEAST_SHARE * len(names):
        raise ValueError(
            f"need a column of {tables[0]} that holds the images' file names; got none that names half of them."
        )
    joined = described(table, 0).drop_columns(["row"])
    if not any(joined["id"].to_pylist()[row] != str(row) for row in range(min(3, len(joined)))):
        joined = joined.drop_columns(["id"])  # rows were counted: the files' names are better ids
    return joined.take(pa.array([best.get(name) for name in names], pa.int64()))
