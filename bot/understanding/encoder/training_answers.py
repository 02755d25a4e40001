"""Training of what reads a message as the answer to the question that stands.

    python -m bot.understanding.encoder.training_answers

learns from `data/understanding/answers/`, from the clauses of the messages that report or deny what a question asks, and from the
classifier's examples, which mean the same whatever is asked. Writes `data/understanding/answers.npz`, and prints how one pair in
eight is read that it has not seen.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.core.answers import NO, NOT_SURE, YES
from bot.core.loading import load_knowledge
from bot.core.model import LABEL_IDS
from bot.settings import ROOT, settings
from bot.shared import sentences
from bot.understanding.encoder import messages as encoder_messages
from bot.understanding.encoder.learning import predict, save, train
from bot.understanding.encoder.messages import LabelledMessage, load_messages
from bot.understanding.encoder.pairs import NONE, Pair, load_pairs, pair_examples
from bot.understanding.encoder.running import ADAPTERS, ANSWER_ADAPTERS
from bot.understanding.encoder.shape import ANSWERS

EPOCHS = 6
# Pairs are short; in larger batches they keep both cores busy.
BATCH = 48
PARTS = 8
# Neighbouring pairs are often a yes and a no in nearly the same words; they stay on one side of the split.
BLOCK = 11
# So many borrowed pairs of each value and source; more would outweigh those that were written for this.
MOST_BORROWED = 600
# Questions less like each other than this ask for something else; so many of the pairs are said to such a question too.
UNLIKE = 0.4
MISMATCHED = 0.8
# A message longer than this tells a story; it is read for all that it says, not as an answer.
MOST_WORDS = 30
SEED = 5
_ANYWHERE = {"affirm": YES, "deny": NO, "not_sure": NOT_SURE}
# Stories answer some questions and not others.
_STORIES = ("describe", "danger_now")


def borrowed(messages: Sequence[LabelledMessage], shuffler: random.Random) -> Iterator[Pair]:
    """The label's own question with the clause that reports or denies it, or with a message that says nothing of it."""
    for message in messages:
        # Denials are few, reports many: one of these a message is enough.
        clauses = [(label, words) for label, words in message.evidence.items() if 2 <= len(words.split()) <= MOST_WORDS]
        told = [one for one in clauses if one[0] in message.labels]
        for label, words in clauses:
            if label in message.denied:
                yield Pair(label, words, NO, "messages")
        if told:
            yield Pair(*shuffler.choice(told), YES, "messages")
        if message.evidence and len(message.text.split()) <= MOST_WORDS:
            silent = [label for label in sorted(LABEL_IDS) if label not in message.evidence]
            yield Pair(shuffler.choice(silent), message.text, NONE, "messages")


def mismatched(pairs: Sequence[Pair], asks: Mapping[str, str], shuffler: random.Random) -> Iterator[Pair]:
    """What answers one question, said to another that asks for something else: it leaves that one open."""
    names = sorted(asks)
    meanings = sentences().meaning([asks[name] for name in names])
    alike = meanings @ meanings.T
    far = {name: [other for at, other in enumerate(names) if row[at] < UNLIKE] for name, row in zip(names, alike, strict=True)}
    for pair in pairs:
        if pair.value in (YES, NO) and far[pair.question] and shuffler.random() < MISMATCHED:
            yield Pair(shuffler.choice(far[pair.question]), pair.text, NONE, pair.file)


def said_anywhere(asks: Sequence[str], shuffler: random.Random, folder: Path = ROOT / "data" / "dialogue" / "nlu") -> Iterator[Pair]:
    """The classifier's examples: yes, no and not sure answer any question, the others none."""
    from rasa.shared.nlu.training_data.loading import load_data

    for example in load_data(str(folder)).intent_examples:
        if example.get("intent") not in _STORIES:
            yield Pair(shuffler.choice(list(asks)), example.get("text"), _ANYWHERE.get(example.get("intent"), NONE), "classifier")


def _learned_messages() -> list[LabelledMessage]:
    """Those that the training of the labels learned from; the rest stays unseen here too."""
    messages = load_messages()
    return [message for message, out in zip(messages, encoder_messages.held_out(messages), strict=True) if not out]


def _some(pairs: Iterator[Pair], shuffler: random.Random) -> Iterator[Pair]:
    """Not too many of any value, drawn by chance."""
    found = list(pairs)
    for value in (*ANSWERS, NONE):
        alike = [pair for pair in found if pair.value == value]
        yield from shuffler.sample(alike, min(len(alike), MOST_BORROWED))


def held_out(pairs: Sequence[Pair]) -> np.ndarray:
    """Whether each pair is kept out of training."""
    blocks = np.arange(len(pairs)) // BLOCK
    names = list(range(int(blocks.max()) + 1))
    random.Random(SEED).shuffle(names)
    return np.isin(blocks, names[: len(names) // PARTS])


def report(found: np.ndarray, pairs: Sequence[Pair]) -> Iterator[str]:
    """What is right at each certainty, and what was turned round."""
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        taken = [(pair.value, ANSWERS[int(row.argmax())] if row.max() >= least else NONE) for pair, row in zip(pairs, found, strict=True)]
        right = sum(one == other for one, other in taken)
        turned = sum({one, other} == {YES, NO} for one, other in taken)
        wrongly = sum(one == NONE and other != NONE for one, other in taken)
        silent = sum(one != NONE and other == NONE for one, other in taken)
        yield (
            f"from {least}: {right} of {len(taken)} right ({right / len(taken):.3f}), {turned} turned round, "
            f"{wrongly} answers where there is none, {silent} not heard"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=ANSWER_ADAPTERS, help="where to write the adapters (.npz)")
    options = parser.parse_args()
    knowledge = load_knowledge(settings().content)
    asks = {one.id: one.ask for one in knowledge.questions.values() if YES in one.values}
    pairs, shuffler = load_pairs(asks), random.Random(SEED)
    outside = held_out(pairs)
    inside = [pair for pair, out in zip(pairs, outside, strict=True) if not out]
    more = [
        *mismatched(inside, asks, shuffler), *_some(borrowed(_learned_messages(), shuffler), shuffler),
        *_some(said_anywhere(sorted(asks), shuffler), shuffler),
    ]
    print(f"{len(inside)} pairs written for this, {len(more)} made from them and borrowed", flush=True)
    learned = pair_examples([*inside, *more], asks)
    network = train(learned, epochs=options.epochs, batch=BATCH, token_weight=0.0, start=dict(np.load(ADAPTERS)))
    save(network.trained(), options.out)
    rest = [pair for pair, out in zip(pairs, outside, strict=True) if out]
    found = predict(network, pair_examples(rest, asks))
    print("\n".join(report(found, rest)))


if __name__ == "__main__":
    main()
