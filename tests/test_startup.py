import io
import json
import tarfile

import pytest
import yaml
from rasa.core.run import create_http_input_channels

from lantaarn import startup
from lantaarn.channels.web import ChannelRefusedError
from lantaarn.settings import Settings
from lantaarn.startup import GENERATOR, STORE, StartError, load_agent
from lantaarn.startup import check_credentials, check_endpoints, check_model

GOOD_ENDPOINTS = {"nlg": {"type": GENERATOR}, "tracker_store": {"type": STORE}}
NODE = "lantaarn.nlu.topic_classifier.TopicClassifier"


@pytest.fixture
def endpoints(tmp_path):
    """Writes an endpoints file with changes: a key set to None is left out."""

    def write(**changes):
        whole = {k: v for k, v in {**GOOD_ENDPOINTS, **changes}.items() if v is not None}
        path = tmp_path / "endpoints.yml"
        path.write_text(yaml.safe_dump(whole), encoding="utf-8")
        return path

    return write


@pytest.fixture
def model(tmp_path):
    """Writes a small model file whose metadata names these classes."""

    def write(train=(NODE,), predict=(NODE,), member="metadata.json", content=None):
        def schema(classes):
            return {"nodes": {f"node{i}": {"uses": name} for i, name in enumerate(classes)}}

        if content is None:
            content = json.dumps({"train_schema": schema(train), "predict_schema": schema(predict)}).encode()
        path = tmp_path / "model.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        return path

    return write


def test_the_files_of_this_checkout_are_accepted():
    check_endpoints(Settings().root / "endpoints.yml")
    check_credentials(Settings().root / "credentials.yml")


@pytest.mark.parametrize(
    "wrong",
    [
        "lantaarn.storage.tracker_store.ForgetingTrackerStore",
        "lantaarn.storage.trackerstore.ForgettingTrackerStore",
        "InMemoryTrackerStore",
        "SQL",
        "",
    ],
)
def test_another_or_misspelt_tracker_store_is_refused_by_name(endpoints, wrong):
    with pytest.raises(StartError, match="tracker_store"):
        check_endpoints(endpoints(tracker_store={"type": wrong}))


@pytest.mark.parametrize("wrong", ["rasa.core.nlg.TemplatedNaturalLanguageGenerator", "callback", "response"])
def test_another_answer_generator_is_refused_by_name(endpoints, wrong):
    with pytest.raises(StartError, match="nlg"):
        check_endpoints(endpoints(nlg={"type": wrong}))


def test_an_answer_generator_elsewhere_is_refused(endpoints):
    with pytest.raises(StartError, match="nlg"):
        check_endpoints(endpoints(nlg={"url": "http://localhost:5056/nlg"}))


@pytest.mark.parametrize("key", ["tracker_store", "nlg"])
def test_leaving_store_or_generator_out_is_refused_by_name(endpoints, key):
    with pytest.raises(StartError, match=key):
        check_endpoints(endpoints(**{key: None}))


@pytest.mark.parametrize("key", ["tracker_store", "nlg"])
def test_store_or_generator_as_a_bare_word_is_refused_by_name(endpoints, key):
    with pytest.raises(StartError, match=key):
        check_endpoints(endpoints(**{key: "redis"}))


@pytest.mark.parametrize("key", ["event_broker", "lock_store", "models", "model", "nlu", "tracing"])
def test_what_would_carry_messages_away_is_refused_by_name(endpoints, key):
    with pytest.raises(StartError, match=key):
        check_endpoints(endpoints(**{key: {"url": "http://localhost:1", "type": "in_memory"}}))


def test_an_empty_endpoints_file_is_refused(tmp_path):
    path = tmp_path / "endpoints.yml"
    path.write_text("# niets\n", encoding="utf-8")
    with pytest.raises(StartError, match="tracker_store"):
        check_endpoints(path)


@pytest.mark.parametrize("channel", ["rest", "socketio", "rasa", "callback", "rasa.core.channels.rest.RestInput"])
def test_a_channel_of_rasa_is_refused_by_name(tmp_path, channel):
    path = tmp_path / "credentials.yml"
    path.write_text(f"lantaarn.channels.web.WebChannel:\n{channel}:\n", encoding="utf-8")
    with pytest.raises(StartError, match=f"kanaal {channel}"):
        check_credentials(path)


@pytest.mark.parametrize("channel", ["lantaarn.channels.web.WebChanel", "lantaarn.channels.wep.WebChannel"])
def test_a_misspelt_channel_of_ours_is_refused_by_name(tmp_path, channel):
    path = tmp_path / "credentials.yml"
    path.write_text(f"{channel}:\n", encoding="utf-8")
    with pytest.raises(StartError, match=channel):
        check_credentials(path)


def test_a_model_of_rasas_and_our_classes_is_accepted(model):
    check_model(model(train=[NODE, "rasa.core.policies.rule_policy.RulePolicy"]))


def test_a_missing_model_is_refused(tmp_path):
    with pytest.raises(StartError, match="make train"):
        check_model(tmp_path / "niets.tar.gz")


@pytest.mark.parametrize("damage", [b"", b"geen archief", b"\x1f\x8b\x08\x00" + b"\x00" * 40])
def test_a_file_that_is_no_archive_is_refused(tmp_path, damage):
    path = tmp_path / "model.tar.gz"
    path.write_bytes(damage)
    with pytest.raises(StartError, match="make train"):
        check_model(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_an_archive_that_was_cut_off_is_refused(model, kept):
    path = model()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(StartError, match="make train"):
        check_model(path)


def test_an_archive_with_a_flipped_byte_is_refused(model):
    path = model()
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(bytes(damaged))
    with pytest.raises(StartError, match="make train"):
        check_model(path)


def test_a_model_without_metadata_is_refused(model):
    with pytest.raises(StartError, match="make train"):
        check_model(model(member="iets_anders.json"))


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b'"tekst"', b'{"train_schema": []}', b"{}"])
def test_metadata_that_cannot_be_read_is_refused(model, content):
    with pytest.raises(StartError):
        check_model(model(content=content))


@pytest.mark.parametrize("foreign", ["os.system", "subprocess.Popen", "rasax.evil.Part", "lantaarn.nlux.Part", ""])
@pytest.mark.parametrize("schema", ["train", "predict"])
def test_a_model_with_a_foreign_class_is_refused(model, schema, foreign):
    with pytest.raises(StartError, match="onderdeel"):
        check_model(model(**{schema: [NODE, foreign]}))


@pytest.fixture
def without_gate(monkeypatch):
    """Leaves out the loading of gate and answers, which is tested elsewhere; what follows is the start itself."""
    monkeypatch.setattr(startup, "load_reserve", lambda: None)
    monkeypatch.setattr(startup, "gate", lambda: None)


def test_a_model_made_from_other_files_is_refused(monkeypatch, without_gate):
    monkeypatch.setattr(startup, "check_model", lambda path: None)
    monkeypatch.setattr(startup, "is_current", lambda settings: False)
    with pytest.raises(StartError, match="niet gemaakt van de bestanden"):
        load_agent(Settings())


@pytest.mark.parametrize("refusing", ["load_reserve", "gate", "check_endpoints", "check_credentials", "check_model"])
def test_each_check_stops_the_start(monkeypatch, without_gate, refusing):
    def refuse(*_):
        raise StartError(refusing)

    monkeypatch.setattr(startup, "is_current", lambda settings: True)
    monkeypatch.setattr(startup, refusing, refuse)
    monkeypatch.setattr(startup.Agent, "load", lambda *_, **__: pytest.fail("Rasa was asked to load"))
    with pytest.raises(StartError, match=refusing):
        load_agent(Settings())


def test_an_agent_without_a_model_is_refused(monkeypatch, without_gate):
    monkeypatch.setattr(startup, "is_current", lambda settings: True)
    monkeypatch.setattr(startup, "check_model", lambda path: None)
    monkeypatch.setattr(startup.Agent, "load", lambda *_, **__: startup.Agent())
    with pytest.raises(StartError, match="make train"):
        load_agent(Settings())


def test_rasas_own_server_cannot_serve_our_channel_with_or_without_its_http_api():
    with pytest.raises(ChannelRefusedError, match="lantaarn serve"):
        create_http_input_channels(None, str(Settings().root / "credentials.yml"))
