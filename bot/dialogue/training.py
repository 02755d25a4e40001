"""The model: trained when there is none that fits what it is made from."""

from __future__ import annotations

import gzip
import hashlib
import logging
import sys
import tempfile
import time
import zlib
from pathlib import Path

from bot.core.errors import AssistantError
from bot.core.knowledge import Knowledge
from bot.settings import ROOT, Settings

logger = logging.getLogger(__name__)
# What a model is made from, beside the content: its name carries a hash of all of it.
MADE_FROM = ("config.yml", "domain.yml", "data/dialogue", "data/understanding", "bot/dialogue/importer.py",
             "bot/understanding/graph.py", "bot/understanding/encoder/export.py")


def model_path(settings: Settings, knowledge: Knowledge) -> Path:
    """Where the model stands that fits the content and the training data as they are now."""
    digest = hashlib.sha256(knowledge.fingerprint.encode())
    for name in MADE_FROM:
        path = ROOT / name
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            digest.update(file.relative_to(ROOT).as_posix().encode())
            digest.update(file.read_bytes())
    return settings.models / f"assistant-{digest.hexdigest()[:16]}.tar.gz"


def ensure_model(settings: Settings, knowledge: Knowledge, *, force: bool = False) -> Path:
    """The path of a model that fits and can be read; trains one, saying so on standard error, when there is none."""
    path = model_path(settings, knowledge)
    if path.is_file() and not force:
        if _is_whole(path):
            return path
        print("The model is damaged.", file=sys.stderr, flush=True)
    print("Training the model (less than a minute) ...", file=sys.stderr, flush=True)
    started = time.monotonic()
    _train(path)
    for old in settings.models.glob("assistant-*.tar.gz"):
        if old != path:
            old.unlink()
    print(f"Trained in {time.monotonic() - started:.0f} s: {path.name}", file=sys.stderr, flush=True)
    return path


def _is_whole(path: Path) -> bool:
    """Whether the archive can be read to its end: a full disk or a cut-off copy leaves a part of one."""
    try:
        # The checksum at the end is compared when all has been read.
        with gzip.open(path) as archive:
            size = 0
            while part := archive.read(2**20):
                size += len(part)
    except (OSError, EOFError, zlib.error):
        return False
    return size > 0


def _train(path: Path) -> None:
    from rasa.model_training import train

    from bot.dialogue.spared import spare_caching

    spare_caching()
    # Trained beside its place and moved there, so that a cut-off training leaves no half model behind.
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        result = train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data" / "dialogue")],
            output=folder,
            fixed_model_name="assistant",
            force_training=True,
        )
        if result.code != 0 or not result.model:
            raise AssistantError("Training failed; the messages above say why.")
        Path(result.model).replace(path)
