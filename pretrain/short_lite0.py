"""EfficientNet-Lite0 with a shorter end: files of 2.4 MB in 16 bits."""

from functools import partial

from timm.models._efficientnet_blocks import DepthwiseSeparableConv
from torch import nn

SHARED = 5  # stages that stay as they are: 1.4 of 7.9 MB, and most of the work
CHANNELS = 256  # of the last stage; Lite0's has 320
POOLED = 512  # of the last feature map; Lite0's has 1,280


def shorten(encoder: nn.Module) -> nn.Module:
    """Of timm's tf_efficientnet_lite0, which is changed: a block of the sixth stage, a light seventh, fewer maps."""
    inner = encoder.blocks[SHARED][0].conv_pwl.out_channels
    last = DepthwiseSeparableConv(inner, CHANNELS, act_layer=nn.ReLU6, norm_layer=partial(nn.BatchNorm2d, eps=1e-3))
    encoder.blocks[SHARED] = encoder.blocks[SHARED][:1]
    encoder.blocks[SHARED + 1] = nn.Sequential(last)
    encoder.conv_head = nn.Conv2d(CHANNELS, POOLED, 1, bias=False)
    encoder.bn2 = type(last.bn1)(POOLED, eps=1e-3, act_layer=nn.ReLU6)
    return encoder
