"""One person, one number, for a whole conversation; and no name in what is remembered."""

from __future__ import annotations

import pickle

from bot.privacy.numbering import Conversations, Numbering
from bot.shared import redactor


def test_a_person_keeps_the_number_from_message_to_message() -> None:
    people = Numbering()
    assert redactor().redact("Tyler and Zofia fell out", people) == "[name 1] and [name 2] fell out"
    assert redactor().redact("now zofia says Kwame saw it", people) == "now [name 2] says [name 3] saw it"
    assert redactor().redact("Tyler Hughes is 13", people) == "[name 1] is 13"


def test_a_name_that_no_list_has_is_known_again_in_small_letters() -> None:
    people = Numbering()
    redactor().redact("I spoke to Zhyrelle", people)
    assert redactor().redact("then zhyrelle cried", people) == "then [name 1] cried"


def test_who_is_not_clear_gets_a_new_number() -> None:
    people = Numbering()
    redactor().redact("Jade Smith and Jade Brown fell out", people)
    assert redactor().redact("Jade is 13", people) == "[name 3] is 13"
    assert redactor().redact("Mr Smith rang, Mrs Smith did not", people) == "Mr [name 4] rang, Mrs [name 5] did not"


def test_after_a_restart_numbers_go_on_and_none_is_given_twice() -> None:
    kept = ['{"text": "[name 1] and [name 7] fell out"}']
    people = Conversations().of("one", lambda: kept)
    assert redactor().redact("Tyler is 13", people) == "[name 8] is 13"


def test_a_number_that_a_person_typed_is_not_given_to_somebody_else() -> None:
    assert redactor().redact("[name 4] and Tyler fell out") == "[name 4] and [name 5] fell out"


def test_conversations_know_nothing_of_each_other_and_are_forgotten() -> None:
    conversations = Conversations(most=2)
    first = conversations.of("one", list)
    redactor().redact("Tyler is 13", first)
    assert redactor().redact("Zofia is 13", conversations.of("two", list)) == "[name 1] is 13"
    assert conversations.of("one", list) is first
    conversations.forget("one")
    assert redactor().redact("Kwame is 13", conversations.of("one", list)) == "[name 1] is 13"


def test_no_name_is_in_what_is_remembered() -> None:
    people = Numbering()
    redactor().redact("Tyler Featherstone and Zofia fell out, tyler is 13", people)
    remembered = pickle.dumps(people).lower()
    assert not [name for name in (b"tyler", b"featherstone", b"zofia") if name in remembered]
