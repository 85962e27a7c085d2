"""EfficientNet-Lite0 with the heads it is trained by; only the encoder and the tree's head are shipped."""

import timm
import torch
from torch import nn

from galaxies import GZ1_CLASSES, TRUTHS, WEAK_CLASSES
from lite0 import published_model, timm_state
from questions import ANSWER_COLUMNS

DIMENSION = 1280


class GalaxyNet(nn.Module):
    """(n, 3, side, side) from 0 to 1 → (tree, gz1, weak, truth)"""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.encoder = timm.create_model("tf_efficientnet_lite0", num_classes=0)
        self.dropout = nn.Dropout(dropout)
        self.tree = nn.Linear(DIMENSION, len(ANSWER_COLUMNS))
        self.gz1 = nn.Linear(DIMENSION, len(GZ1_CLASSES))
        self.weak = nn.Linear(DIMENSION, len(WEAK_CLASSES))
        self.truth = nn.Linear(DIMENSION, len(TRUTHS))

    def represent(self, images: torch.Tensor) -> torch.Tensor:
        scaled = (images * 255 - 127) / 128  # as TensorFlow's EfficientNet-Lite is fed
        return self.encoder(scaled.contiguous(memory_format=torch.channels_last))

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, ...]:
        h = self.dropout(self.represent(images))
        return self.tree(h), self.gz1(h), self.weak(h), self.truth(h)


def from_imagenet(dropout: float, seed: int) -> GalaxyNet:
    torch.manual_seed(seed)  # the heads'
    net = GalaxyNet(dropout)
    state = {k: torch.from_numpy(v.copy()) for k, v in timm_state(published_model()).items()}
    net.encoder.load_state_dict({k: v for k, v in state.items() if not k.startswith("classifier.")}, strict=True)
    return net.to(memory_format=torch.channels_last)
