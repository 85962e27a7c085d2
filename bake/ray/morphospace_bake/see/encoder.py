"""Representations by onnxruntime."""

import numpy as np

from .weights import Weights

BATCH = 32  # images through the network together; more gains nothing on a processor
GPU_BATCH = 512


class Encoder:
    """
    :param threads: of the processor; 1 where every core has an actor of its own
    """

    def __init__(self, weights: Weights, threads: int = 1):
        import onnxruntime  # not needed where an input brings its own representations

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        wanted = ["CUDAExecutionProvider", "CPUExecutionProvider"]
        providers = [each for each in wanted if each in onnxruntime.get_available_providers()]
        self.session = onnxruntime.InferenceSession(weights.onnx, options, providers=providers)
        self.on_gpu = self.session.get_providers()[0].startswith("CUDA")
        self.weights = weights

    def embed(self, pixels: np.ndarray) -> np.ndarray:
        """:param pixels: (n, side, side, 3) uint8. :returns: (n, dimension) float32"""
        parts = [np.empty((0, self.weights.dimension), np.float32)]
        batch = GPU_BATCH if self.on_gpu else BATCH
        for start in range(0, len(pixels), batch):
            images = pixels[start : start + batch].transpose(0, 3, 1, 2).astype(np.float32) * np.float32(1 / 255)
            parts.append(self.session.run(None, {"images": images})[0])
        return np.concatenate(parts)

    def answers(self, vectors: np.ndarray) -> np.ndarray | None:
        """What the head says (src/nets/encoders/linearHead.ts). :returns: (n, answers) float32; None without a head"""
        if self.weights.head is None:
            return None
        weight, bias = self.weights.head
        scores = vectors @ weight.T + bias
        if self.weights.card["head"]["kind"] == "classes":
            powers = np.exp(scores - scores.max(axis=1, keepdims=True))
            return powers / powers.sum(axis=1, keepdims=True)
        return 100 / (1 + np.exp(-scores)) + 1  # Dirichlet concentrations, in (1, 101)
