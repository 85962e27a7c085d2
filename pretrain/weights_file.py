"""Writes weights as the app reads them: NAME.json (the manifest, which is also the model card) beside NAME.bin.

The binary is every tensor in the manifest's order, row-major in PyTorch's layout (convolutions out, in, height, width),
as little-endian 16-bit floats with nothing between them. Keys are timm's, so that one loader reads both ours and published
checkpoints. Batch normalisation stays unfolded: fine-tuning needs its statistics apart from the convolution, and
folding is a millisecond's work in the browser.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

HALF_MAX = 65504.0  # largest finite 16-bit float


def is_stored(key: str) -> bool:
    """Counters are not needed to run or fine-tune a network, and classifiers are not part of an encoder."""
    return not key.endswith("num_batches_tracked") and not key.startswith("classifier.")


def to_half(key: str, values: np.ndarray) -> np.ndarray:
    if not np.isfinite(values).all() or np.abs(values).max(initial=0) > HALF_MAX:
        raise ValueError(f"need finite values within ±{HALF_MAX} for 16-bit floats; got others in {key}")
    return values.astype("<f2")


def write_weights(folder: Path, card: dict, state: dict[str, np.ndarray]) -> dict:
    """
    :param card: the whole manifest except `tensors`, `bytes` and `sha256`; `card["name"]` names the files
    :param state: timm key → array; keys that are not stored are left out
    :returns: the manifest as written
    """
    tensors, parts, offset = [], [], 0
    for key, values in state.items():
        if not is_stored(key):
            continue
        data = to_half(key, values).tobytes()
        tensors.append({"name": key, "shape": list(values.shape), "offset": offset})
        parts.append(data)
        offset += len(data)
    binary = b"".join(parts)
    manifest = {**card, "bytes": len(binary), "sha256": hashlib.sha256(binary).hexdigest(), "tensors": tensors}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{card['name']}.bin").write_bytes(binary)
    head = json.dumps({k: v for k, v in manifest.items() if k != "tensors"}, indent=2, ensure_ascii=False)
    rows = ",\n".join("    " + json.dumps(t) for t in tensors)  # one line per tensor, for reading and diffs
    text = head[: head.rindex("\n}")] + ',\n  "tensors": [\n' + rows + "\n  ]\n}\n"
    json.loads(text)
    (folder / f"{card['name']}.json").write_text(text, encoding="utf-8")
    return manifest


def read_weights(folder: Path, name: str) -> tuple[dict, dict[str, np.ndarray]]:
    """The manifest and its tensors as float32, key → array."""
    manifest = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    values = np.frombuffer((folder / f"{name}.bin").read_bytes(), "<f2").astype(np.float32)
    state = {}
    for tensor in manifest["tensors"]:
        start = tensor["offset"] // 2
        count = int(np.prod(tensor["shape"]))
        state[tensor["name"]] = values[start : start + count].reshape(tensor["shape"])
    return manifest, state
