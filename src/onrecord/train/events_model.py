"""The event tagger: for every word the type it carries, and who does it to whom.

`types` scores each word as none or one of PLOVER's types; `parties` scores for every word as a
trigger every word as head of its actor and of its recipient, position 0 ([CLS]) standing for
nobody.
"""

import math

import torch
from torch import Tensor, nn

from onrecord.stages.extract.learned import TYPES
from onrecord.train.encoder import Encoder

WIDTH = 96


class Tagger(nn.Module):
    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(layers=layers)
        size = self.encoder.size
        self.types = nn.Linear(size, len(TYPES))
        self.trigger = nn.Linear(size, 2 * WIDTH)
        self.party = nn.Linear(size, 2 * WIDTH)
        self.dropout = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, mask: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Types [batch, words, 17] and parties [batch, 2, words, 1 + words], unnormalised."""
        x = self.encoder(pieces, mask)
        h = torch.gather(x, 1, heads[..., None].expand(-1, -1, x.shape[2]))
        h = self.dropout(h)
        batch, words, _ = h.shape
        trigger = self.trigger(h).view(batch, words, 2, WIDTH).transpose(1, 2)
        places = torch.cat([x[:, :1], h], dim=1)
        party = self.party(places).view(batch, words + 1, 2, WIDTH).transpose(1, 2)
        return self.types(h), trigger @ party.transpose(-1, -2) / math.sqrt(WIDTH)
