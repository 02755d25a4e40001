"""What one process of the comparison does: train one peer, or read with it.

    python -m tests.bench.understanding.work PEER train FOLDER learned|all [--quick]
    python -m tests.bench.understanding.work PEER read FOLDER held_out|test [--quick]

Reading writes scores and seconds beside the folder, into FOLDER.npz.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from bot.dialogue.launching import quiet
from tests.bench.understanding.messages import Labelled, test_messages, together, training_messages
from tests.bench.understanding.peers import PEERS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("task", choices=("train", "read"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("messages", choices=("learned", "all", "held_out", "test"))
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    quiet("ERROR")
    peer, messages = PEERS[options.peer], _messages(options.messages, quick=options.quick)
    if options.task == "train":
        options.folder.mkdir()
        peer.train(messages, options.folder, quick=options.quick)
    else:
        read = peer.read(messages.texts, options.folder)
        np.savez(f"{options.folder}.npz", scores=read.scores, seconds=read.seconds)


def _messages(which: str, *, quick: bool) -> Labelled:
    if which == "test":
        return test_messages()
    learned, held_out = training_messages(quick=quick)
    return {"learned": learned, "held_out": held_out, "all": together(learned, held_out)}[which]


if __name__ == "__main__":
    sys.exit(main())
