"""An input divided into blocks of some thousand galaxies: what is done, and begun again, as one."""

import posixpath
from dataclasses import dataclass, field

import fsspec
import pyarrow.parquet as pq

ROWS_PER_BLOCK = 2048  # a minute or so of one core: what an interruption loses
IMAGE_ENDINGS = ("jpg", "jpeg", "jpe", "jfif", "png", "webp")


@dataclass
class Block:
    """Row groups of one Parquet file, or image files."""

    number: int
    first_row: int
    rows: int
    file: str = ""
    row_groups: list[int] = field(default_factory=list)
    images: list[str] = field(default_factory=list)

    @property
    def part(self) -> str:
        return f"{self.number:08d}.parquet"


def blocks_of(url: str, rows_per_block: int = ROWS_PER_BLOCK) -> list[Block]:
    """
    Reads only the footers of Parquet files, or the names in a folder of images.

    :param url: a Parquet file, a folder (or pattern with *) of them, or a folder of images; by fsspec: s3://, gs://, hf://
    :raises ValueError: with a sentence where there is neither
    """
    fs, root = fsspec.core.url_to_fs(url)
    if "*" in root:
        found = fs.glob(root)
    elif fs.isfile(root):
        found = [root]
    else:
        found = fs.find(root) if fs.exists(root) else []
    shown = [path for path in sorted(found) if not posixpath.basename(path).startswith(".")]
    tables = [path for path in shown if path.lower().endswith(".parquet")]
    if tables:
        blocks = parquet_blocks(fs, tables, rows_per_block)
        if not blocks:
            raise ValueError(f"need galaxies in {url}; got {len(tables)} Parquet files without a row.")
        return blocks
    images = [path for path in shown if ending_of(path) in IMAGE_ENDINGS]
    if not images:
        raise ValueError(f"need a Parquet file, or a folder of them or of images; got {url}, which has neither.")
    starts = range(0, len(images), rows_per_block)
    return [
        Block(i, start, len(images[start : start + rows_per_block]), images=images[start : start + rows_per_block])
        for i, start in enumerate(starts)
    ]


def ending_of(path: str) -> str:
    return path.rsplit(".", 1)[-1].lower()


def parquet_blocks(fs, paths: list[str], rows_per_block: int) -> list[Block]:
    """Consecutive row groups of a file until they hold enough rows; a large row group is a block of its own."""
    blocks: list[Block] = []
    first_row = 0
    for path in paths:
        with fs.open(path, "rb") as file:
            metadata = pq.ParquetFile(file).metadata
        held: Block | None = None
        for group in range(metadata.num_row_groups):
            rows = metadata.row_group(group).num_rows
            if rows == 0:
                continue
            if held is None or held.rows + rows > rows_per_block:
                held = Block(len(blocks), first_row, 0, file=path)
                blocks.append(held)
            held.row_groups.append(group)
            held.rows += rows
            first_row += rows
    return blocks
