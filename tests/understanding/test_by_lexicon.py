"""What the lexicon alone hears: denials, general questions, the past, and danger now."""

from __future__ import annotations

import pytest

from bot.understanding.by_lexicon import LexiconUnderstanding


@pytest.fixture(scope="module")
def lexicon() -> LexiconUnderstanding:
    return LexiconUnderstanding()


@pytest.mark.parametrize(("text", "label"), [
    ("There is no sign she has sent nudes", "self_generated_images"), ("he isn't cutting himself", "self_harm"),
    ("she was never catfished", "identity"), ("nobody is bullying him online", "cyberbullying"),
])
def test_a_denial_is_not_reported(lexicon: LexiconUnderstanding, text: str, label: str) -> None:
    assert label not in lexicon.understand(text).labels


@pytest.mark.parametrize(("text", "label"), [
    ("not only has she sent nudes, he has shared them", "self_generated_images"),
    ("she can't stop cutting herself", "self_harm"),
])
def test_what_only_looks_like_a_denial_is_reported(lexicon: LexiconUnderstanding, text: str, label: str) -> None:
    assert label in lexicon.understand(text).labels


@pytest.mark.parametrize("text", ["what counts as sexting?", "how do we talk about self-harm?", "is it ok to follow pupils?"])
def test_a_general_question_reports_nothing(lexicon: LexiconUnderstanding, text: str) -> None:
    assert lexicon.understand(text).labels == []


@pytest.mark.parametrize("text", [
    "she is on her way to meet him", "shes gone missing", "he has taken an overdose",
    "alone with him now", "please ring 999",
])
def test_words_of_danger_are_caught(lexicon: LexiconUnderstanding, text: str) -> None:
    assert lexicon.understand(text).danger


@pytest.mark.parametrize("text", [
    "he's going to kill himself tonight", "She wants to die.", "he says he'd be better off dead", "there was a suicide note",
])
def test_a_wish_to_die_is_caught(lexicon: LexiconUnderstanding, text: str) -> None:
    assert lexicon.understand(text).wish_to_die


@pytest.mark.parametrize("text", [
    "he tried to kill himself two years ago", "she is not suicidal", "what do I do if a child is in danger now?",
])
def test_danger_that_is_past_denied_or_asked_about_is_not(lexicon: LexiconUnderstanding, text: str) -> None:
    understood = lexicon.understand(text)
    assert (understood.danger, understood.wish_to_die) == ((), ())


def test_evidence_stands_where_it_says_it_stands(lexicon: LexiconUnderstanding) -> None:
    text = "😟 Hi – she's 14, and she’s been cutting herself since June."
    for finding in lexicon.understand(text).findings:
        for evidence in finding.evidence:
            assert text[evidence.start:evidence.end] == evidence.text


@pytest.mark.parametrize(("text", "under_13"), [
    ("One of my players, 12, talks to a lad off roblox who says he's 15", "yes"), ("my niece, 9, has an account", "yes"),
    ("a swimmer of 15 asked me", "no"),
])
def test_the_age_of_a_child_is_a_detail(lexicon: LexiconUnderstanding, text: str, under_13: str) -> None:
    assert {(one.question, one.value) for one in lexicon.understand(text).details} >= {("child_under_13", under_13)}
