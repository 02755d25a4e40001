"""The text of the page: complete, and every problem of it reported."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import ContentError
from bot.core.interface import HELPLINE_PLACES, PLACES, interface, said
from bot.core.knowledge import Knowledge
from bot.core.loading import CONTENT, fingerprint, load_knowledge
from bot.settings import ROOT
from tests.core.changed_content import problems_after

FILE = "interface.yml"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[dict[str, object]], list[str]]:
    """The problems of the content with these changes to the file: dotted path -> value, None takes it out."""

    def problems(changes: dict[str, object]) -> list[str]:
        def change(raw: dict[str, Any]) -> None:
            for path, value in changes.items():
                *parents, last = path.split(".")
                inside = raw
                for parent in parents:
                    inside = inside[parent]
                inside.pop(last) if value is None else inside.update({last: value})

        return problems_after(tmp_path, FILE, change)

    return problems


@pytest.mark.parametrize(("changes", "problem"), [
    ({"interface.page_title": None}, "interface.yml: page_title: is missing"),
    ({"interface.page_title": ""}, "interface.yml: interface.page_title"),
    ({"interface.page_title": 7}, "interface.yml: interface.page_title"),
    ({"helpline.sign_in": None}, "interface.yml: sign_in: is missing"),
    ({"helpline.sign_inn": "Hello"}, "interface.yml: sign_inn: is a sentence that the page never shows"),
    ({"helpline.sign_in": "A high-risk {place}"}, "interface.yml: sign_in: has a place that does not exist"),
    ({"helpline.sign_in": "This is low risk."}, "interface.yml: sign_in: grades risk"),
    ({"helpline": None}, "interface.yml: helpline: Field required"),
    ({"interface.page_titel": "Hello"}, "interface.yml: page_titel: is a sentence that the page never shows"),
    ({"interface.step_added": "Added."}, "interface.yml: step_added: leaves out {checked}"),
    ({"interface.step_added": "Added {when}, {checked}."}, "interface.yml: step_added: has a place that does not exist"),
    ({"interface.step_added": "Added {checked"}, "interface.yml: step_added: has a broken place"),
    ({"interface.page_title": "This is low risk."}, "interface.yml: page_title: grades risk"),
    ({"interface": None}, "interface.yml: interface: Field required"),
    ({"lang": None}, "interface.yml: lang: Field required"),
    ({"lang": "English, please"}, "interface.yml: lang: "),
    ({"do_nots": []}, "interface.yml: do_nots: "),
    ({"do_nots": ["do_not_panic"]}, "interface.yml: do_nots: names the step 'do_not_panic', which does not exist"),
    ({"language": "en"}, "interface.yml: language: is not a section of this file"),
])
def test_a_mistake_is_told(
    changes: dict[str, object], problem: str, told: Callable[[dict[str, object]], list[str]]
) -> None:
    found = told(changes)

    assert any(one.startswith(problem) for one in found), found


def test_a_text_in_another_language_is_taken(told: Callable[[dict[str, object]], list[str]]) -> None:
    assert told({"lang": "cy", "interface.step_who": "Pwy", "interface.step_added": "Wedi'i wirio {checked}."}) == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (folder / FILE).unlink()

    with pytest.raises(ContentError) as caught:
        load_knowledge(folder)
    assert [str(one) for one in caught.value.problems] == [
        "interface.yml: the file is missing (expected in content/)"
    ]


@pytest.mark.parametrize(("keys", "folders"), [(PLACES, ("",)), (HELPLINE_PLACES, ("", "helpline"))], ids=["page", "helpline"])
def test_every_sentence_of_the_page_is_shown_somewhere(keys: dict[str, tuple[str, ...]], folders: tuple[str, ...]) -> None:
    """A template or a script names a key whole, or the beginning or the end that it shares with others."""
    # What became of a try to sign in is told by the server.
    web = ROOT / "bot" / "web"
    places = (web / "templates", web / "helpline", *(web / "client" / folder for folder in folders))
    code = "\n".join(
        path.read_text(encoding="utf-8") for folder in places for path in folder.iterdir() if path.suffix in (".html", ".js", ".py")
    )
    named = set(re.findall(r"[\"'`]([a-z_]+)[\"'`$]", code))
    begun = tuple(name for name in named if name.endswith("_"))
    ended = tuple(re.findall(r"\}(_[a-z_]+)`", code))

    assert [key for key in keys if not (key in named or key.startswith(begun) or key.endswith(ended))] == []


def test_it_is_handed_out_whole(knowledge: Knowledge) -> None:
    handed = interface(knowledge)

    assert handed["lang"] == "en-GB"
    assert set(handed["text"]) == set(PLACES)
    assert said(knowledge, "route_checked", checked="today") == handed["text"]["route_checked"].replace("{checked}", "today")


def test_a_change_of_it_needs_no_new_model(tmp_path: Path, knowledge: Knowledge) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write("# a word more\n")

    assert fingerprint(folder) == knowledge.fingerprint
