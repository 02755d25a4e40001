"""Who is compared, by the name under which a process of its own is told to work."""

from __future__ import annotations

from tests.bench.understanding.diet import Diet
from tests.bench.understanding.frozen import Frozen
from tests.bench.understanding.linear import Linear
from tests.bench.understanding.nlpjs import NlpJs
from tests.bench.understanding.ours import Ours
from tests.bench.understanding.peer import Peer
from tests.bench.understanding.textcat import Textcat

# Ours first: the others are set against it.
PEERS: dict[str, Peer] = {
    "ours": Ours(), "frozen": Frozen(), "linear": Linear(), "textcat": Textcat(), "diet": Diet(), "nlpjs": NlpJs(),
}
