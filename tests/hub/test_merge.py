"""A correction goes into a draft without anything of either being lost, whatever both of them did."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hub.corrections.merge import Facts, merge, said

NUMBERS, KINDS = st.sampled_from(["+331", "+332", "+333", "+334"]), st.sampled_from(["voice", "text"])
HOURS = st.fixed_dictionaries({"opens": st.sampled_from(["08:00", "09:00"]), "always": st.booleans()})


def row(pk: int | None, **values: Any) -> dict[str, Any]:
    return {"pk": pk, "sort_order": None, **values}


@st.composite
def bases(draw: Any) -> Facts:
    """Facts as they are live: each row has a key."""
    phones = []
    for number in range(draw(st.integers(0, 4))):
        hours = [row(100 * number + one, **draw(HOURS)) for one in range(1, 1 + draw(st.integers(0, 2)))]
        phones.append(row(number + 1, number=draw(NUMBERS), kind=draw(KINDS), hours=hours))
    return {"status": draw(st.sampled_from(["active", "defunct"])), "topics": draw(st.lists(st.integers(1, 5), unique=True)), "phones": phones}


@st.composite
def edits(draw: Any) -> dict[str, Any]:
    """What somebody does: other values of fields, of rows by their key, of rows of rows; rows taken away and added."""
    keys = st.integers(1, 4)
    values = st.dictionaries(st.sampled_from(["number", "kind"]), st.sampled_from(["+339", "text", "fax"]))
    return {
        "status": draw(st.none() | st.sampled_from(["active", "inactive", "defunct"])),
        "topics_on": draw(st.sets(st.integers(1, 6), max_size=2)),
        "topics_off": draw(st.sets(st.integers(1, 6), max_size=2)),
        "change": draw(st.dictionaries(keys, values, max_size=3)),
        "hours": draw(st.dictionaries(keys, st.sampled_from(["10:00", "11:00"]), max_size=2)),
        "gone": draw(st.sets(keys, max_size=2)),
        "new": draw(st.lists(st.sampled_from(["+3351", "+3352", "+3353"]), unique=True, max_size=2)),
    }


def apply(edit: dict[str, Any], facts: Facts) -> Facts:
    """The facts after the edit."""
    phones = []
    for one in facts["phones"]:
        if one["pk"] is None or one["pk"] not in edit["gone"]:
            key = one["pk"]
            opens = edit["hours"].get(key)
            hours = [{**hour, "opens": opens} if opens else hour for hour in one["hours"]]
            phones.append({**one, **edit["change"].get(key, {}), "hours": hours})
    known = [one["number"] for one in phones if one["pk"] is None]
    phones += [row(None, number=number, kind="voice", hours=[]) for number in edit["new"] if number not in known]
    topics = [one for one in facts["topics"] if one not in edit["topics_off"]]
    topics += sorted(edit["topics_on"] - edit["topics_off"] - set(topics))
    return {"status": edit["status"] or facts["status"], "topics": topics, "phones": phones}


def comparable(facts: Facts) -> Any:
    """What the facts say, in whatever order."""
    return facts["status"], sorted(facts["topics"]), sorted(repr(sorted(said(one).items(), key=str)) for one in facts["phones"])


def changed_rows(edit: dict[str, Any]) -> set[int]:
    return set(edit["change"]) | set(edit["hours"])


@given(bases(), edits(), edits())
def test_a_draft_published_after_a_correction_is_the_draft_with_the_correction_in_it(base, correction, draft):
    draft["gone"] -= changed_rows(correction)  # that case has its own law: what is corrected stays
    draft["topics_off"] -= correction["topics_on"]
    draft["topics_on"] -= correction["topics_off"]
    merged = merge(base, apply(correction, base), apply(draft, base))
    effective = {**correction, "status": None if correction["status"] == base["status"] else correction["status"]}
    effective["change"] = {key: differing(base, key, values) for key, values in correction["change"].items()}
    effective["hours"] = dict(correction["hours"])
    assert comparable(merged.facts) == comparable(apply(effective, apply(draft, base)))


def differing(base: Facts, key: int, values: dict[str, str]) -> dict[str, str]:
    """Only what is another value than before: to write the same again is no correction."""
    began = next((one for one in base["phones"] if one["pk"] == key), {})
    return {name: value for name, value in values.items() if began.get(name) != value}


@given(bases(), edits())
def test_a_correction_alone_is_the_correction_and_a_draft_alone_the_draft(base, edit):
    assert comparable(merge(base, apply(edit, base), base).facts) == comparable(apply(edit, base))
    assert comparable(merge(base, base, apply(edit, base)).facts) == comparable(apply(edit, base))
    assert merge(base, base, apply(edit, base)).conflicts == []


@given(bases(), edits(), edits())
def test_two_people_hear_of_every_value_that_both_changed(base, mine, theirs):
    one, other = apply(mine, base), apply(theirs, base)
    conflicts = merge(base, one, other).conflicts
    if len({one["status"], other["status"], base["status"]}) == 3:
        assert ("status",) in [conflict.path for conflict in conflicts]
    numbers = [{row["pk"]: row["number"] for row in facts["phones"] if row["pk"]} for facts in (base, one, other)]
    for key in set.intersection(*(set(found) for found in numbers)):
        both = len({found[key] for found in numbers}) == 3
        assert ((("phones", "number"), key) in [(conflict.path, conflict.row) for conflict in conflicts]) == both


def test_a_row_that_was_corrected_comes_back_though_the_draft_had_taken_it_away():
    base = {"phones": [row(1, number="+331"), row(2, number="+332")]}
    merged = merge(base, {"phones": [row(1, number="+339"), row(2, number="+332")]}, {"phones": []})
    assert [one["number"] for one in merged.facts["phones"]] == ["+339"]
    assert merged.conflicts[0].theirs is None


def test_a_row_that_was_taken_away_does_not_come_back_with_the_draft():
    base = {"phones": [row(1, number="+331"), row(2, number="+332")]}
    merged = merge(base, {"phones": [row(2, number="+332")]}, {"phones": [row(1, number="+339"), row(2, number="+338")]})
    assert [one["number"] for one in merged.facts["phones"]] == ["+338"]


def test_a_number_that_both_added_is_there_once():
    base = {"phones": []}
    merged = merge(base, {"phones": [row(7, number="+331", hours=[])]}, {"phones": [row(None, number="+331", hours=[])]})
    assert [(one["pk"], one["number"]) for one in merged.facts["phones"]] == [(7, "+331")]


def test_rows_of_a_draft_that_have_no_key_yet_are_known_by_what_they_say():
    base = {"phones": [row(7, number="+331"), row(8, number="+332")]}
    draft = {"phones": [row(None, number="+332"), row(None, number="+331"), row(None, number="+335")]}
    merged = merge(base, {"phones": [row(7, number="+339"), row(8, number="+332")]}, draft)
    assert [one["number"] for one in merged.facts["phones"]] == ["+332", "+339", "+335"]


def test_the_order_that_was_corrected_holds():
    base = {"phones": [row(1, number="+331"), row(2, number="+332"), row(3, number="+333")]}
    merged = merge(
        base, {"phones": [base["phones"][2], base["phones"][0], base["phones"][1]]}, {"phones": [*base["phones"], row(None, number="+334")]}
    )
    assert [one["number"] for one in merged.facts["phones"]] == ["+333", "+331", "+332", "+334"]
    assert [one["sort_order"] for one in merged.facts["phones"]] == [0, 1, 2, 3]
