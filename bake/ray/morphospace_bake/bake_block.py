"""One block: read, decoded, shown, embedded and written as a part; what cannot be read is listed beside it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import fsspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .folder import Folder
from .read.blocks import Block
from .read.galaxies import galaxies_of
from .see.decode import kind_of
from .see.encoder import Encoder
from .see.image_error import ImageError
from .see.view import pixels_of
from .see.weights import kept_weights


@dataclass
class BlockDone:
    number: int
    galaxies: int
    failed: int
    problem: str = ""


class BakeBlock:
    """
    Holds the network, so that it is loaded once for many blocks.

    :param source: address of the input, whose scheme says how its files are opened
    :param parts: where the parts go
    :param embeds: with the weights kept beside the parts; False where the input brings its own representations
    :param threads: that decode, and that the network may use
    :param keeps_images: in the parts, as they came
    """

    def __init__(self, source: str, parts: Folder, embeds: bool, threads: int = 1, keeps_images: bool = False):
        self.fs, _ = fsspec.core.url_to_fs(source)
        self.parts = parts
        self.encoder = Encoder(kept_weights(parts), threads) if embeds else None
        self.keeps_images = keeps_images
        self.pool = ThreadPoolExecutor(threads)  # Pillow decodes and resizes without Python's lock

    def __call__(self, block: Block) -> BlockDone:
        problems: list[dict] = []
        try:
            table = self.done(block, problems)
        except Exception as error:  # a damaged file stops its own blocks alone; without a part they are tried again
            return BlockDone(block.number, 0, block.rows, f"{block.file or block.images[0]} cannot be read ({error})")
        if problems:
            self.parts.write_json(f"{block.number:08d}.failed.json", problems)
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd", store_schema=True)
        self.parts.write(block.part, sink.getvalue().to_pybytes())
        return BlockDone(block.number, len(table), len(problems))

    def done(self, block: Block, problems: list[dict]) -> pa.Table:
        """All galaxies of a block that have a representation."""
        read = galaxies_of(block, self.fs)
        if self.encoder is None:
            return with_own_vectors(pa.concat_tables([table for table, _ in read]), problems)
        return pa.concat_tables([self.baked(table, images, problems) for table, images in read])

    def baked(self, table: pa.Table, images: list[bytes | None], problems: list[dict]) -> pa.Table:
        """The galaxies whose image could be read, with `embedding` and `predicted`."""
        kept, pixels = [], []
        for i, seen in enumerate(self.pool.map(self.seen, images)):
            if isinstance(seen, str):
                row, name = table["row"][i].as_py(), table["id"][i].as_py()
                problems.append({"row": row, "id": name, "problem": f"{name} (row {row}) {seen}."})
            else:
                kept.append(i)
                pixels.append(seen)
        side = self.encoder.weights.side_px
        vectors = self.encoder.embed(np.stack(pixels) if pixels else np.empty((0, side, side, 3), np.uint8))
        table = table.drop_columns([name for name in ["embedding"] if name in table.column_names])
        table = table.take(pa.array(kept, pa.int64())).append_column("embedding", as_lists(vectors))
        answers = self.encoder.answers(vectors)
        if answers is not None:
            table = table.append_column("predicted", as_lists(answers))
        return (
            table.append_column("image", stored([images[i] for i in kept], table["id"])) if self.keeps_images else table
        )

    def seen(self, data: bytes | None) -> np.ndarray | str:
        """Pixels, or what is wrong: a predicate."""
        if data is None:
            return "has no image"
        weights = self.encoder.weights
        try:
            return pixels_of(data, weights.side_px, weights.crop_fraction)
        except ImageError as error:
            return f"has an image that {error}"


def with_own_vectors(table: pa.Table, problems: list[dict]) -> pa.Table:
    """Of an input without images: the rows of a block that bring a finite representation, as long as most of them are."""
    lists = table["embedding"].combine_chunks()
    lengths = pc.list_value_length(lists).fill_null(0).to_numpy(zero_copy_only=False)
    width = int(np.bincount(lengths[lengths > 0], minlength=1).argmax())  # 0 where there is none
    whole = np.flatnonzero((lengths == width) & (width > 0))
    flat = lists.take(pa.array(whole)).flatten().to_numpy(zero_copy_only=False).astype(np.float32)
    vectors = flat.reshape(len(whole), width)
    finite = np.isfinite(vectors).all(axis=1)
    kept, vectors = whole[finite], vectors[finite]
    for i in sorted(set(range(len(lists))) - set(kept.tolist())):
        row, name, length = table["row"][i].as_py(), table["id"][i].as_py(), lengths[i]
        wrong = "no representation" if length in (0, width) else f"a representation of {length} numbers, not of {width}"
        problems.append({"row": row, "id": name, "problem": f"{name} (row {row}) has {wrong}."})
    return table.drop_columns(["embedding"]).take(pa.array(kept)).append_column("embedding", as_lists(vectors))


def stored(images: list[bytes], ids: pa.ChunkedArray) -> pa.StructArray:
    """Files as Hugging Face keeps them, named by galaxy."""
    paths = [f"{name}.{kind_of(data).lower()}" for name, data in zip(ids.to_pylist(), images)]
    return pa.StructArray.from_arrays([pa.array(images, pa.binary()), pa.array(paths, pa.string())], ["bytes", "path"])


def as_lists(values: np.ndarray) -> pa.FixedSizeListArray:
    """:param values: (n, width)"""
    flat = pa.array(np.ascontiguousarray(values, np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, max(1, values.shape[1]))
