"""What an input says about itself: the notes of a file that Morphospace wrote."""

import json
import posixpath

import fsspec
import pyarrow.parquet as pq

from .blocks import Block
from .galaxies import image_column


def notes_of(url: str, blocks: list[Block]) -> tuple[dict, bool]:
    """:returns: name, simulated, credit, columns and, of its own representations, weights; and whether it has images"""
    name = posixpath.basename(url.rstrip("/")).removesuffix(".parquet")
    if blocks[0].images:
        return {"name": name}, True
    fs, _ = fsspec.core.url_to_fs(url)
    with fs.open(blocks[0].file, "rb") as opened:
        file = pq.ParquetFile(opened)
        told = file.metadata.metadata or {}
        has_images = image_column(file.schema_arrow) is not None
        has_vectors = "embedding" in file.schema_arrow.names
    if not has_images and not has_vectors:
        raise ValueError(f'need images or a column "embedding" in {url}; got neither.')
    said = {
        key.decode().removeprefix("morphospace."): value.decode()
        for key, value in told.items()
        if key.startswith(b"morphospace.")
    }
    notes = {"name": said.get("name", name), "simulated": said.get("simulated") == "true", "credit": said.get("credit")}
    if "columns" in said:
        notes["columns"] = json.loads(said["columns"])
    if not has_images:
        notes |= {"weights": said.get("weights"), "weightsSha256": said.get("weightsSha256")}
    return notes, has_images
