"""`python -m bot COMMAND`: what the Makefile calls."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable

from bot import __version__
from bot.core.errors import AssistantError
from bot.settings import Settings, settings


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0; 1 when some input was bad; 2 when the assistant cannot do what was asked, with the reason."""
    options = _parser().parse_args(arguments)
    _hush_libraries()
    try:
        status: int = options.run(options, settings())
        return status
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"The result could not be written: {error.strerror}.", file=sys.stderr)
            return 2
        # The reader of our output went away; there is nobody left to tell.
        sys.stderr.close()
        return 1


def _hush_libraries() -> None:
    """What libraries warn of each other is not for the person who starts this; through the log it can be asked for."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def _keep_to_ourselves() -> None:
    """What is kept of conversations is for no other account of this machine."""
    os.umask(0o077)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="The online-abuse assistant.")
    parser.add_argument("--version", action="version", version=f"online-abuse-assistant {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Settings], int], told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told, description=told)
        made.set_defaults(run=run)
        return made

    command("serve", _serve, "Serve the assistant; trains first when there is no model that fits the content.")
    train = command("train", _train, "Train the model that the server uses.")
    train.add_argument("--force", action="store_true", help="even when there is one that fits")
    command("chat", _chat, "Talk to the assistant in the terminal.")
    check = command("check", _check, "Check the content; report every problem at once.")
    check.add_argument("--coverage", action="store_true", help="print which item uses which point of the briefing")
    command("understand", _understand, "Read JSON Lines {id, text}; write {id, labels, findings, redacted}.")
    command("helpline-secret", _helpline_secret, "Make the setting with the hash of the helpline page's shared secret.")
    flags = command("flags", _flags, "List what helpline workers flagged in the content.")
    flags.add_argument("--clear", action="store_true", help="delete all of it")
    purge = command("purge", _purge, "Delete the conversations that nobody went on with for RETENTION_HOURS.")
    purge.add_argument("--all", action="store_true", help="delete every conversation; needs --yes")
    purge.add_argument("--yes", action="store_true", help="with --all: yes, every one")
    return parser


def _serve(_: argparse.Namespace, found: Settings) -> int:
    from bot.dialogue.launching import serve
    from bot.shared import knowledge

    _keep_to_ourselves()
    serve(found, knowledge())
    return 0


def _train(options: argparse.Namespace, found: Settings) -> int:
    from bot.dialogue.launching import quiet
    from bot.dialogue.training import ensure_model
    from bot.shared import knowledge

    quiet(found.log_level)
    print(ensure_model(found, knowledge(), force=options.force))
    return 0


def _chat(_: argparse.Namespace, found: Settings) -> int:
    from bot.dialogue.chat import chat
    from bot.shared import knowledge

    chat(found, knowledge())
    return 0


def _check(options: argparse.Namespace, _: Settings) -> int:
    from bot.core.checking import coverage
    from bot.shared import knowledge, understanding

    content = knowledge()
    understanding()
    if options.coverage:
        for paragraph, users in coverage(content).items():
            print(f"{paragraph:28} {', '.join(users) or 'not used: ' + content.unused[paragraph]}")
    print(f"The content is sound: {len(content.questions)} questions, {len(content.indicators)} indicators, "
          f"{len(content.steps)} steps, {len(content.routes)} routes, {len(content.learning)} learning points.")
    return 0


def _understand(_: argparse.Namespace, __: Settings) -> int:
    from bot.shared import redactor, understanding
    from bot.understanding.lines import understand_lines

    status = 0
    for number, row, problem in understand_lines(understanding(), redactor().redact, sys.stdin.buffer):
        if problem:
            print(f"line {number}: {problem}", file=sys.stderr)
            status = 1
        else:
            print(json.dumps(row, ensure_ascii=False))
    return status


def _helpline_secret(_: argparse.Namespace, __: Settings) -> int:
    from bot.privacy.secret import SecretHash, read_secret

    # The line alone goes to standard output, so that it can be put into a file.
    print(f"HELPLINE_SECRET_HASH={SecretHash.of(read_secret(sys.stdin))}")
    return 0


def _flags(options: argparse.Namespace, found: Settings) -> int:
    from bot.core.flagging import wording
    from bot.shared import knowledge
    from bot.web.helpline.flags import Flags

    _keep_to_ourselves()
    kept = Flags(found.database)
    if options.clear:
        print(f"{kept.clear()} deleted.")
        return 0
    for one in kept.all():
        words = wording(knowledge(), one.item) or "(no longer in the content)"
        print(f"{one.count:5}  {one.item:32} {one.kind:12} {one.day}  {words}")
    return 0


def _purge(options: argparse.Namespace, found: Settings) -> int:
    if options.all and not options.yes:
        raise AssistantError("Nothing was deleted. --all deletes every conversation, those that go on included; say --yes as well.")
    from bot.dialogue.by_hand import purge_by_hand

    print(f"{purge_by_hand(found, everything=options.all)} deleted.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
