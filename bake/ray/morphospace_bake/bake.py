"""The bake, step by step: blocks to parts, a fit on a sample, every part placed, the layout written."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .bake_block import BakeBlock
from .engine import Engine
from .fit.components import fit_basis
from .fit.lists import fit_lists, list_count, lists_of
from .fit.place_part import Fitted, place_part
from .fit.recall import K, exact_of, recall_of
from .fit.survey_map import SurveyMap, lay_out
from .folder import Folder
from .parts import Parts
from .read.beside_images import table_beside
from .read.blocks import Block, blocks_of
from .read.source_notes import notes_of
from .see.weights import Weights, load_weights
from .write.catalogue import Catalogue, gather
from .write.layout import list_order, list_starts, remove_layout, write_layout

MOST_SAMPLED = 200_000  # galaxies that the components, the lists and the map are fitted on
TEST_ROWS = 200
MOST_WITH_IMAGES = 200_000  # each tile gathers its own from all parts
TOLD = 50  # times that progress is told
SEED = 1  # any one: the same bake on every run


@dataclass
class Options:
    source: str
    output: str
    weights: str  # not loaded where the input brings its own representations
    columns: int = 64
    map: str = "umap"
    limit: int | None = None
    image_url: str | None = None
    images: bool = False
    most_points: int = 65_536


Say = Callable[[str], None]


@dataclass
class Baked:
    """
    :param manifest: as it was written
    :param catalogue: what it was written from
    :param missing: blocks that could not be read, as failed.json has them; the next run tries them again
    """

    manifest: dict
    catalogue: Catalogue
    missing: list[dict]


def bake(options: Options, engine: Engine, say: Say) -> Baked:
    """:raises ValueError: with a sentence where nothing can be baked"""
    blocks = limited(blocks_of(options.source), options.limit)
    rows = sum(block.rows for block in blocks)
    if options.images and rows > MOST_WITH_IMAGES:
        raise ValueError(
            f"need at most {MOST_WITH_IMAGES} galaxies for --images; got {rows}: give --image-url instead."
        )
    notes, has_images = notes_of(options.source, blocks)
    weights = load_weights(options.weights) if has_images else None
    if weights:
        notes |= {"weights": weights.name, "weightsSha256": weights.sha256, "head": weights.card.get("head")}
    if options.image_url:
        notes["images"] = {"url": options.image_url}
    work = f"{options.output.rstrip('/')}.work"
    output = Folder(options.output)
    parts, missing = bake_parts(options, blocks, weights, engine, Folder(f"{work}/parts"), output, say)
    fitted = fit(parts, options, say)
    say(f"Placing {parts.rows} galaxies.")
    placed = Folder(f"{work}/placed")
    calls = [(parts.folder, placed, name, int(start), K + 1) for name, start in zip(parts.names, parts.starts)]
    found = engine.by_tasks(place_part, fitted, calls)
    say("Writing the catalogue.")
    joined = table_beside(options.source, blocks) if blocks[0].images else None
    catalogue = gather(parts, placed, joined, notes)
    exact = exact_of(found, fitted.tests)
    order, starts = list_order(catalogue), list_starts(catalogue, len(fitted.centroids))
    recall = recall_of(exact, fitted, catalogue.packed[order], order, starts)
    remove_layout(output)
    output.write_json("failed.json", [*parts.problems(), *missing])
    told = {"recall": recall, "testRows": len(fitted.tests)}
    return Baked(write_layout(output, catalogue, fitted, told, options.most_points), catalogue, missing)


def limited(blocks: list[Block], limit: int | None) -> list[Block]:
    """Whole blocks until they hold as many galaxies."""
    if limit is None:
        return blocks
    if limit < 1:
        raise ValueError(f"need a --limit of 1 or more galaxies; got {limit}.")
    return [block for block in blocks if block.first_row < limit]


def bake_parts(
    options: Options,
    blocks: list[Block],
    weights: Weights | None,
    engine: Engine,
    folder: Folder,
    output: Folder,
    say: Say,
) -> tuple[Parts, list[dict]]:
    """Does the blocks that have no part yet. :returns: all parts, and what is told of the blocks that still have none"""
    shapes = [[block.rows, block.file, block.row_groups, len(block.images)] for block in blocks]
    key = {
        "source": options.source,
        "weights": weights.sha256 if weights else None,
        "images": options.images,
        "blocks": shapes,
    }
    begun, written = folder.exists("bake.json"), output.exists("catalogue.json")
    if begun and folder.read_json("bake.json") != key:
        raise ValueError(
            f"need {folder.url} to be of this input and these weights; it is of others: give another OUTPUT, or delete it."
        )
    there = set(folder.names())
    waiting = [block for block in blocks if block.part not in there]
    if written and not (begun and waiting):
        raise ValueError(
            f"need a new or begun folder for OUTPUT; got {output.url}, which holds a whole catalogue: delete it to have it written again."
        )
    folder.write_json("bake.json", key)
    if weights:
        weights.keep(folder)
    if len(waiting) < len(blocks):
        say(f"{len(blocks) - len(waiting)} of {len(blocks)} blocks were baked before.")
    arguments = (options.source, folder, weights is not None, engine.threads, options.images)
    galaxies = failed = 0
    missing: list[dict] = []
    for i, done in enumerate(engine.by_actors(BakeBlock, arguments, waiting)):
        galaxies, failed = galaxies + done.galaxies, failed + done.failed
        if done.problem:
            say(f"Block {done.number} is left out: {done.problem}.")
            missing.append(told_of(blocks[done.number], done.problem))
        if i % max(1, len(waiting) // TOLD) == 0 or i + 1 == len(waiting):
            say(f"Block {i + 1} of {len(waiting)}: {galaxies} galaxies, {failed} failed.")
    if written and len(missing) == len(waiting):
        raise ValueError(f"{output.url} stays as it is: none of the blocks that it lacks could be read.")
    parts = Parts(folder)
    if parts.rows == 0:
        raise ValueError(
            f"need one readable galaxy in {options.source}; got none: see the files *.failed.json in {folder.url}."
        )
    if len(parts.widths) > 1:
        raise ValueError(
            f"need representations of one length in {options.source}; got {' and '.join(map(str, sorted(parts.widths)))} numbers."
        )
    return parts, sorted(missing, key=lambda each: each["row"])


def told_of(block: Block, problem: str) -> dict:
    """Its entry in failed.json: its first row, how many there are, and why none of them is in the catalogue."""
    return {"row": block.first_row, "rows": block.rows, "problem": f"{problem}."}


def fit(parts: Parts, options: Options, say: Say) -> Fitted:
    """Components, lists and map of a sample."""
    sampled, vectors = parts.sample(MOST_SAMPLED, SEED)
    say(f"Fitting components, lists and map on {len(sampled)} galaxies.")
    basis = fit_basis(vectors, options.columns)
    components = basis.project(vectors)
    centroids = fit_lists(components, list_count(parts.rows, len(sampled)), SEED)
    positions = lay_out(components, options.map, SEED)
    tested = np.unique(np.linspace(0, len(sampled) - 1, min(TEST_ROWS, len(sampled))).astype(np.int64))
    lists = lists_of(components, centroids)
    order = np.argsort(lists, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(lists, minlength=len(centroids)))[:-1])
    survey_map = SurveyMap(sampled, components, positions, centroids, members)
    return Fitted(basis, centroids, survey_map, sampled[tested], components[tested])
