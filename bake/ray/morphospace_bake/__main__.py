"""`python -m morphospace_bake INPUT OUTPUT`"""

import argparse
import sys

from .bake import Options, bake
from .engine import started
from .hats.write_hats import write_hats


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m morphospace_bake", description="Bakes a survey into files for a static host (docs/format.md)."
    )
    parser.add_argument(
        "input", help="a Parquet file, a folder or pattern of them, or a folder of images; s3://, gs://, hf:// too"
    )
    parser.add_argument("output", help="a folder, new or begun; OUTPUT.work keeps what is done")
    parser.add_argument(
        "--weights", default="galaxy", help="name of weights in public/models, or a path of an .onnx file"
    )
    parser.add_argument(
        "--address",
        default="local",
        help='of a Ray cluster ("auto" joins the one of this machine); "none" for this process alone',
    )
    parser.add_argument("--actors", type=int, help="networks at work; default one a core, or a GPU")
    parser.add_argument("--threads", type=int, default=1, help="of an actor, for decoding")
    parser.add_argument("--gpus", type=float, default=0, help="of an actor: 1 with onnxruntime-gpu")
    parser.add_argument("--pca", type=int, default=64, help="components kept")
    parser.add_argument(
        "--map", choices=["umap", "components"], default="umap", help="components: the first two, for a quick look"
    )
    parser.add_argument("--limit", type=int, help="galaxies, rounded up to whole blocks")
    parser.add_argument(
        "--images", action="store_true", help="keeps the images in the tiles, of at most 200,000 galaxies"
    )
    parser.add_argument(
        "--image-url", help="template of the galaxies' pictures, with {id} or names of columns in braces"
    )
    parser.add_argument("--hats", help="also writes the catalogue as HATS into this folder, by the columns ra and dec")
    parser.add_argument("--most-points", type=int, default=65_536, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    given = arguments()
    say = lambda sentence: print(sentence, file=sys.stderr, flush=True)  # noqa: E731
    try:
        options = Options(
            *(given.input, given.output, given.weights, given.pca, given.map, given.limit),
            image_url=given.image_url,
            images=given.images,
            most_points=given.most_points,
        )
        with started(given.address, given.actors, given.threads, given.gpus) as engine:
            baked = bake(options, engine, say)
        if given.hats:
            say(f"{given.hats} holds {write_hats(given.hats, baked.catalogue)} galaxies as HATS.")
    except (ValueError, FileNotFoundError) as error:
        say(str(error))
        return 1
    say(f"{given.output} holds {baked.manifest['rows']} galaxies.")
    if baked.missing:
        rows = sum(each["rows"] for each in baked.missing)
        say(f"{rows} more could not be read ({given.output}/failed.json says why): the same command tries them again.")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
