"""What a manifest tells the app of how EfficientNet-Lite0 is built."""

# TensorFlow's EfficientNet-Lite trains on (x − 127) / 128 with x in 0…255. The published stem says the same: the mean
# input that explains its batch norm's running means is (−0.05, −0.07, −0.12), not 0 as after ImageNet's mean and std.
NORMALISATION = {"mean": [127 / 255] * 3, "std": [128 / 255] * 3}

NETWORK = {
    "family": "efficientnet",
    "activation": "relu6",
    "padding": "same",
    "batchNormEpsilon": 1e-3,
    "normalisation": NORMALISATION,
}
