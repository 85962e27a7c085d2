"""Loads an exported file with safetensors and timm alone, strictly, and prints the head's logits of some images.

python3 loadFinetuned.py FILE PIXELS SIDE: PIXELS holds (n, SIDE, SIDE, 3) bytes.
"""

import json
import sys

import numpy as np
import timm
import torch
from safetensors import safe_open

path, pixels, side = sys.argv[1], sys.argv[2], int(sys.argv[3])
torch.set_num_threads(1)
with safe_open(path, framework="pt") as file:
    card = json.loads(file.metadata()["morphospace"])
    tensors = {key: file.get_tensor(key) for key in file.keys()}
head = {key.removeprefix("head.linear."): tensors.pop(key) for key in list(tensors) if key.startswith("head.linear.")}
projection = {key.removeprefix("representation."): tensors.pop(key) for key in list(tensors) if key.startswith("representation.")}
encoder = timm.create_model("tf_" + card["architecture"], num_classes=0).eval()
encoder.load_state_dict(tensors, strict=True)
linear = torch.nn.Linear(*reversed(head["weight"].shape))
linear.load_state_dict(head, strict=True)
narrowed = torch.nn.Identity()
if projection:
    narrowed = torch.nn.Linear(*reversed(projection["weight"].shape))
    narrowed.load_state_dict(projection, strict=True)
images = torch.from_numpy(np.fromfile(pixels, np.uint8).reshape(-1, side, side, 3)).permute(0, 3, 1, 2) / 255
norm = card["network"]["normalisation"]
mean, std = (torch.tensor(norm[key]).float()[:, None, None] for key in ("mean", "std"))
with torch.no_grad():
    print(json.dumps({"classes": card["head"]["classes"], "logits": linear(narrowed(encoder((images - mean) / std))).tolist()}))
