"""Writes the static layout of docs/format.md. The manifest comes last: a folder with one is whole."""

import numpy as np

from ..fit.place_part import Fitted
from ..folder import Folder
from .catalogue import Catalogue
from .columns import added_counts
from .parquet_part import parquet_of
from .point_tree import Tile, point_tree, square_around

FORMAT = "morphospace-tiles-2"
ROWS_PER_TABLE = 32_768  # these two as in the Node bake (src/data/tiles/tiledWriter.ts)
ROWS_PER_GROUP = 512  # of a table: read together where one is a neighbour
ROWS_PER_TILE_GROUP = 2048
TILE_SEED = 1


def write_layout(folder: Folder, catalogue: Catalogue, fitted: Fitted, recall: dict, most_points: int) -> dict:
    """
    :param recall: `recall` and `testRows` of the manifest's lists
    :param most_points: of a tile
    :returns: the manifest
    """
    order = list_order(catalogue)
    starts = list_starts(catalogue, len(fitted.centroids))
    folder.write("vectors.bin", catalogue.packed[order].tobytes())
    folder.write("lists.bin", fitted.centroids.astype("<f2").tobytes() + starts.astype("<u4").tobytes())
    folder.write("basis.bin", fitted.basis.packed())
    tables = []
    for first in range(0, len(order), ROWS_PER_TABLE):
        rows = order[first : first + ROWS_PER_TABLE]
        tables.append({"file": f"columns/{len(tables):04d}.parquet", "firstRow": first, "rows": len(rows)})
        folder.write(tables[-1]["file"], parquet_of(catalogue, rows, ROWS_PER_GROUP, False))
    numbers = row_numbers(order)
    square = square_around(catalogue.positions)
    tiles = point_tree(catalogue.positions, square, most_points, TILE_SEED)
    for tile in tiles:
        folder.write(f"{tile.path}.parquet", parquet_of(catalogue, tile.rows, ROWS_PER_TILE_GROUP, True))
        folder.write(f"{tile.path}.bin", np.hstack([numbers[tile.rows], catalogue.packed[tile.rows]]).tobytes())
    entries = tile_entries(tiles, catalogue)
    folder.write_json("tiles.json", entries)
    notes = catalogue.notes
    manifest = {
        "format": FORMAT,
        "name": notes.get("name") or "A catalogue",
        "rows": len(order),
        "simulated": bool(notes.get("simulated")),
        **{key: notes[key] for key in ("credit", "weights", "weightsSha256", "head", "images") if notes.get(key)},
        "vectors": {"file": "vectors.bin", "columns": catalogue.packed.shape[1] - 4},
        "basis": {"file": "basis.bin", "dimension": len(fitted.basis.mean)},
        "lists": {"file": "lists.bin", "count": len(fitted.centroids), **recall},
        "columns": [
            {**column.described((notes.get("columns") or {}).get(column.name, {})), "counts": counts}
            for column, counts in zip(catalogue.columns, entries[0]["counts"])
        ],
        "tables": tables,
        "map": square,
        "tiles": {"file": "tiles.json", "mostPoints": most_points},
    }
    folder.write_json("catalogue.json", manifest)
    return manifest


def remove_layout(folder: Folder) -> None:
    """What an earlier bake wrote into the folder: first its manifest, so that no reader takes the rest for whole."""
    for name in ("catalogue.json", "tiles.json", "vectors.bin", "lists.bin", "basis.bin", "columns", "tiles"):
        folder.remove(name)


def list_order(catalogue: Catalogue) -> np.ndarray:
    """The galaxy at each place of the files."""
    return np.argsort(catalogue.lists, kind="stable")


def row_numbers(order: np.ndarray) -> np.ndarray:
    """Where each galaxy lies in the files. :returns: (n, 4) uint8, little-endian 32-bit numbers"""
    places = np.empty(len(order), "<u4")
    places[order] = np.arange(len(order))
    return places.reshape(-1, 1).view(np.uint8)


def list_starts(catalogue: Catalogue, lists: int) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(np.bincount(catalogue.lists, minlength=lists))])


def tile_entries(tiles: list[Tile], catalogue: Catalogue) -> list[dict]:
    """Tiles with the counts of all galaxies at and below each."""
    entries = [
        {
            "z": t.z,
            "x": t.x,
            "y": t.y,
            "points": len(t.rows),
            "total": t.total,
            "counts": [c.counts(t.rows) for c in catalogue.columns],
        }
        for t in tiles
    ]
    by_place = {(t.z, t.x, t.y): entry for t, entry in zip(tiles, entries)}
    for tile, entry in zip(reversed(tiles), reversed(entries)):
        above = by_place.get((tile.z - 1, tile.x >> 1, tile.y >> 1))
        if above:
            above["counts"] = [added_counts(one, other) for one, other in zip(above["counts"], entry["counts"])]
    return entries
