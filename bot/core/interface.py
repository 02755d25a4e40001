"""The text of the pages: their keys, and the places that each sentence has. The words stand in interface.yml.

Each sentence is whole: nothing is put together from parts, so that it can be said in another language.
"""

from __future__ import annotations

from typing import Any

from bot.core.knowledge import Knowledge

PLACES: dict[str, tuple[str, ...]] = {
    # What the server writes: the page's frame and the guide.
    "page_title": (), "page_skip": (), "guide_page_title": (),
    "emergency_line": (), "emergency_call": (), "emergency_silent": (),
    "guide_title": (), "guide_intro": (), "guide_alone": (), "guide_to_assistant": (),
    "guide_do_nots": (), "guide_concerns": (), "guide_concerns_intro": (), "guide_examples": (), "guide_steps": (),
    "guide_routes": (), "guide_routes_intro": (),
    "step_who": (), "step_why": (), "step_added": ("checked",), "step_contact": (),
    "route_phone": (), "route_email": (), "route_web": (), "route_open": (), "route_takes": (),
    "route_does_not_take": (), "route_who": (), "route_where": (), "route_checked": ("checked",),
    "footer_edition": ("briefing", "content"),
    # What the assistant on the page and in other pages shows.
    "hide": (), "hide_screen": (), "hide_about": ("key",), "key_escape": (),
    "hidden_title": (), "hidden_text": (), "hidden_back": (), "panel_open": (), "panel_close": (),
    "tab_conversation": (), "tab_case": ("number",),
    "said_by_person": (), "said_by_assistant": (), "your_answer": (), "progress": ("number", "of"), "why": (),
    "why_rests": ("section",), "why_added": (),
    "continue": (), "choose_first": (), "confirm_wrong": (), "confirm_which": (), "you_said": ("said",),
    "change": (), "change_answer": ("statement",),
    "write": (), "write_or": (), "write_story": (), "write_hint": (), "write_story_hint": (), "send": (),
    "move_back": (), "move_change_any": (), "move_skip": (), "move_carry_on": (),
    "say_back": (), "say_change_any": (), "say_carry_on": (), "say_change": ("number",),
    "working": (), "unreachable": (), "unreachable_kept": (), "not_sent_yet": (), "too_long": (), "not_taken": (),
    "conversation_lost": (), "not_allowed": (),
    "guard_title": (), "guard_about": (), "guard_replace": ("said", "word"), "guard_replace_name": ("said",),
    "guard_word_for": ("said",), "guard_send": (), "guard_send_as_written": (), "guard_write_on": (),
    "guard_person_a": (), "guard_person_b": (), "guard_child_a": (), "guard_child_b": (), "guard_adult_a": (),
    "guard_adult_b": (), "guard_place": (), "guard_name": (), "guard_link": (), "guard_email": (), "guard_handle": (),
    "guard_number": (), "guard_phone": (), "guard_date": (), "guard_postcode": (),
    "guard_names": (), "guard_not_names": (),
    "case_title": (), "case_about": (), "case_next": (), "new": (),
    "ledger_harm": (), "ledger_risk": (), "ledger_unknown": (), "ledger_protective": (),
    "ledger_harm_empty": (), "ledger_risk_empty": (), "ledger_unknown_empty": (), "ledger_protective_empty": (),
    "because_said": ("said",), "because_answered": ("asked", "said"), "rests_on": (),
    "source_briefing": ("section", "says"), "source_added": ("says", "name", "checked"),
    "source_fact": ("says", "name", "checked"),
    "call": ("phone",), "website": ("name",), "open_now": ("hours",), "opens_next": ("opens", "hours"),
    "hours_not_known": ("hours",), "lead_here": ("lead",),
    "result_title": (), "result_ready": (), "result_about": (), "result_nothing": (), "result_so_far": (),
    "first_emergency": (), "first_refer_today": (), "first_take_advice": (),
    "when_now": (), "when_today": (), "when_this_week": (), "when_later": (),
    "step_by": ("who",), "step_more": (), "step_say": ("words",), "origin_briefing": (), "origin_since_2019": ("checked",),
    "copy": (), "copy_step": ("what",), "copied": (), "not_copied": (),
    "section_factors": (), "section_change": (), "section_barriers": (), "section_practice": (), "section_policy": (),
    "section_ways": (),
    "status_indicated": (), "status_possible": (), "status_not_indicated": (), "status_not_asked": (),
    "record_title": (), "record_about": (), "record_html": (), "record_docx": (), "record_pdf": (), "record_txt": (),
    "record_json": (), "record_saved": (), "record_failed": (), "edition": ("briefing", "content", "rules"),
    "forget": (), "forget_title": (), "forget_about": (), "forget_agree": (), "forget_refuse": (),
    "restart_title": (), "restart_about": (), "restart_agree": (), "restart_refuse": (),
    "forgetting_title": (), "forgetting_about": (), "forgetting_unreachable": (), "forgotten_title": (),
    "forgotten_about": (), "begin_again": (),
}

# The helpline page: its sign-in, which the server writes, and what stands on the page. The words are under `helpline`.
HELPLINE_PLACES: dict[str, tuple[str, ...]] = {
    "page_title": (), "page_about": (), "needs_scripts": (),
    "sign_in_title": (), "sign_in_about": (), "sign_in_secret": (), "sign_in": (), "sign_in_refused": (),
    "sign_in_wait": (), "sign_in_elsewhere": (), "sign_out": (),
    # What stands on the page itself.
    "timer": (), "tab_title": ("since", "title"), "nation_label": (), "nation_not_known": (), "role_label": (),
    "role_not_known": (), "keys_open": (), "wrap_open_button": (), "notes": (), "notes_label": (), "notes_begin": (),
    "notes_hint": (), "because_said": ("said",), "heard_in": ("said",), "heard_title": (), "heard_empty": (),
    "heard_said": ("state", "what"), "settled_said": ("state", "what"), "cleared_said": ("what",),
    "in_hand_said": ("what",), "state_possible": (), "state_denial": (), "state_contradicted": (),
    "state_confirmed": (), "state_not_sure": (), "contradicted_since": ("said",), "taken_back": ("said",),
    "answer_yes": (), "answer_no": (), "answer_not_sure": (), "answer_confirm": (), "answer_deny": (),
    "answer_clear": (), "danger_heard": ("said", "ask"), "grid": (), "grid_factors": (), "grid_concerns": (),
    "grid_indicated": (), "grid_possible": (), "grid_denied": (), "grid_not_asked": (), "grid_denial": (), "ask": (),
    "find": (), "find_begin": (), "found": (), "ask_why": (), "critical_title": (), "critical_settled": (),
    "critical_open": (), "critical_heard": (), "critical_not_known": (), "critical_immediate_danger": (),
    "critical_offender_has_access": (), "critical_self_generated_images": (), "critical_images_shared_on": (),
    "critical_suicidal": (), "critical_other_children": (), "advice": (), "first_emergency": (),
    "first_refer_today": (), "first_take_advice": (), "advice_so_far": (), "advice_complete": (),
    "read_out": ("digits",), "step_who_why": (), "route_more": (), "change_more": ("number",), "flag_unclear": (),
    "flag_out_of_date": (), "flagged": (), "flagged_unclear": (), "flagged_out_of_date": (), "not_flagged": (),
    "line_lost": (), "line_signed_out": (), "wrap_title": (), "wrap_open": (), "wrap_back": (), "new_caller": (),
    "new_caller_about": (), "new_caller_done": (), "undo": (), "undo_about": ("seconds",), "undone": (),
    "keys_title": (), "keys_about": (), "keys_single": (), "keys_close": (), "key_yes": (), "key_no": (),
    "key_not_sure": (), "key_clear": (), "key_option": ("number",), "key_options": (), "key_move": (), "key_grid": (),
    "key_ask": (), "key_find": (), "key_notes": (), "key_advice": (), "key_caller": (), "key_mark": (),
    "key_wrap": (), "key_new_caller": (), "key_undo": (), "key_keys": (), "keys_yes": (), "keys_no": (),
    "keys_not_sure": (), "keys_clear": (), "keys_options": (), "keys_move": (), "keys_grid": (), "keys_ask": (),
    "keys_find": (), "keys_notes": (), "keys_advice": (), "keys_caller": (), "keys_mark": (), "keys_wrap": (),
    "keys_new_caller": (), "keys_undo": (), "keys_keys": (),
}


def interface(knowledge: Knowledge) -> dict[str, Any]:
    """`{"lang", "text": {key: sentence}}`, as the page gets it."""
    return {"lang": knowledge.interface.lang, "text": dict(knowledge.interface.text)}


def said(knowledge: Knowledge, key: str, /, **words: object) -> str:
    """A sentence of the page with its places filled in."""
    return knowledge.interface.text[key].format(**words)
