import pytest

from lantaarn.messaging.outgoing import Choice, Outgoing
from lantaarn.messaging.update import MAX_ID, Kind, Update

RAW = "31612345678"


def test_an_update_shows_nothing_of_who_wrote_or_what():
    shown = repr(Update(Kind.MESSAGE, "55667788", RAW, "ik heet Kanarie", "/wet_inhoud", 5.0, "998877"))
    assert shown == "Update(MESSAGE)"


def test_a_message_that_goes_out_shows_nothing_either():
    assert repr(Outgoing("over mensenhandel", (Choice(1, "De wet", "/wet_inhoud"),), "998877")) == "Outgoing()"


def test_an_error_about_an_update_does_not_quote_it():
    for wrong in ({"recipient": ""}, {"recipient": "9" * (MAX_ID + 1)}, {"update_id": ""}):
        with pytest.raises(ValueError) as caught:
            Update(Kind.MESSAGE, **{"update_id": "1", "recipient": RAW, "text": "Kanarie", **wrong})
        assert RAW not in str(caught.value) and "Kanarie" not in str(caught.value) and "999" not in str(caught.value)


@pytest.mark.parametrize("part", ["update_id", "recipient", "text", "choice", "receipt"])
@pytest.mark.parametrize("value", [5, None, ["x"], {"a": 1}], ids=str)
def test_only_text_becomes_part_of_an_update(part, value):
    with pytest.raises(TypeError):
        Update(**{"kind": Kind.MESSAGE, "update_id": "1", "recipient": RAW, part: value})


def test_an_update_cannot_be_changed():
    with pytest.raises(AttributeError):
        Update(Kind.MESSAGE, "1", RAW).text = "anders"
