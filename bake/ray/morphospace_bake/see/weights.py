"""The app's own weights as ONNX, and what their card says. `npm run onnx` writes both from public/models."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ..folder import Folder

HERE = Path(__file__).resolve().parents[2]
REPOSITORY = HERE.parent.parent


@dataclass
class Weights:
    """A network's file and its card."""

    onnx: bytes
    card: dict

    @property
    def name(self) -> str:
        return self.card["name"]

    @property
    def sha256(self) -> str:
        return self.card["sha256"]

    @property
    def side_px(self) -> int:
        return self.card["view"]["sidePx"]

    @property
    def crop_fraction(self) -> float:
        return self.card["view"]["cropFraction"]

    @property
    def dimension(self) -> int:
        return self.card["dimension"]

    @cached_property
    def head(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Weight (answers, dimension) and bias (answers) of what answers questions."""
        numbers = self.card.get("headNumbers")
        if not numbers:
            return None
        bias = np.asarray(numbers["bias"], np.float32)
        return np.asarray(numbers["weight"], np.float32).reshape(len(bias), self.dimension), bias

    def keep(self, folder: Folder) -> None:
        """Where all machines see them, so that a worker that is started again finds them."""
        folder.write("weights.onnx", self.onnx)
        folder.write_json("weights.json", self.card)


def kept_weights(folder: Folder) -> Weights:
    return Weights(folder.read("weights.onnx"), folder.read_json("weights.json"))


def load_weights(name: str) -> Weights:
    """
    :param name: of weights in public/models ("galaxy"), or the path of an .onnx file with its .json beside it
    :raises FileNotFoundError: with a sentence where they are not there and cannot be made
    """
    path = Path(name) if name.endswith(".onnx") else HERE / "weights" / f"{name}.onnx"
    if not path.with_suffix(".json").exists() and not name.endswith(".onnx"):
        export(name, path.parent)
    if not path.with_suffix(".json").exists():
        raise FileNotFoundError(
            f"need weights {path} with their card beside them; got none: npm run onnx -- NAME FOLDER writes them."
        )
    return Weights(path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8")))


def export(name: str, folder: Path) -> None:
    if not shutil.which("node") or not (REPOSITORY / "public/models").exists():
        return  # the caller says what is missing
    program = ["node", "scripts/run.mjs", "bake/ray/exportOnnx.ts", name, str(folder)]
    subprocess.run(program, cwd=REPOSITORY, check=False)
