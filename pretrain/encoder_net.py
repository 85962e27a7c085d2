"""EfficientNet-Lite0, the projection its representations are, and the heads both are trained by."""

import json
from pathlib import Path

import numpy as np
import timm
import torch
from torch import nn

from experts import THRESHOLDS
from formula_weights import unit
from galaxies import GZ1_CLASSES, HUBBLE_CLASSES, TRUTHS, WEAK_CLASSES
from questions import ANSWER_COLUMNS
from short_lite0 import shorten
from weights_file import read_weights

POOLED = 1280  # channels of the last feature map
WIDTH = 384
TOP = Path(__file__).parent.parent
HEADS = {"tree": len(ANSWER_COLUMNS), "gz1": len(GZ1_CLASSES), "weak": len(WEAK_CLASSES), "truth": len(TRUTHS),
         "hubble": len(HUBBLE_CLASSES), "experts": THRESHOLDS}  # fmt: skip


class EncoderNet(nn.Module):
    """(n, 3, side, side) from 0 to 1 → {head: (n, outputs)} by `forward`, (n, width) by `represent`"""

    def __init__(self, dropout: float = 0.0, width: int = WIDTH) -> None:
        super().__init__()
        self.encoder = timm.create_model("tf_efficientnet_lite0", num_classes=0)
        self.projection = nn.Linear(POOLED, width)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(width, outputs) for name, outputs in HEADS.items()})

    def pooled(self, images: torch.Tensor) -> torch.Tensor:
        scaled = (images * 255 - 127) / 128  # as TensorFlow's EfficientNet-Lite is fed
        return self.encoder(scaled.contiguous(memory_format=torch.channels_last))

    def represent(self, images: torch.Tensor) -> torch.Tensor:
        return self.projection(self.pooled(images))

    def answer(self, representation: torch.Tensor) -> dict[str, torch.Tensor]:
        h = self.dropout(representation)
        return {name: head(h) for name, head in self.heads.items()}

    def forward(self, images: torch.Tensor) -> dict[str, torch.Tensor]:
        return self.answer(self.represent(images))


class ShippedNet(nn.Module):
    """The weights of public/models/NAME.json as they are: a projection of the means where they have one, else the means."""

    def __init__(self, name: str = "galaxy") -> None:
        super().__init__()
        _, state = read_weights(TOP / "public" / "models", name)
        self.encoder = timm.create_model("tf_efficientnet_lite0", num_classes=0)
        if "blocks.5.1.conv_dw.weight" not in state:
            self.encoder = shorten(self.encoder)
        self.projection = nn.Identity()
        if "representation.weight" in state:
            self.projection = nn.Linear(*reversed(state["representation.weight"].shape))
            self.projection.load_state_dict({k: torch.from_numpy(state[f"representation.{k}"].copy()) for k in ("weight", "bias")})
        beside = ("head.", "representation.", "familiar.")
        tensors = {k: torch.from_numpy(v.copy()) for k, v in state.items() if not k.startswith(beside)}
        missing, unexpected = self.encoder.load_state_dict(tensors, strict=False)
        if unexpected or any(not k.endswith("num_batches_tracked") for k in missing):
            raise ValueError(f"need the keys of EfficientNet-Lite0; missing {missing}, unexpected {unexpected}")
        self.tree = {k: torch.from_numpy(state[f"head.1.0.{k}"].copy()) for k in ("weight", "bias")} if "head.1.0.bias" in state else None
        self.to(memory_format=torch.channels_last).eval()

    pooled = EncoderNet.pooled
    represent = EncoderNet.represent


@torch.no_grad()
def check_shipped(net: ShippedNet) -> float:
    """Largest difference from what test/fixtures/galaxy-oracle.json says of the formula's image."""
    oracle = json.loads((TOP / "test" / "fixtures" / "galaxy-oracle.json").read_text())
    side = oracle["sidePx"]
    x = torch.from_numpy(unit("input", 3 * side * side)).float().view(1, 3, side, side)
    return float(np.abs(net.represent(x)[0].numpy() - np.array(oracle["values"])).max())
