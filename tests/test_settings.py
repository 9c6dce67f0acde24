import traceback

import pytest

from lantaarn.settings import SettingError, Settings

SECRET = "geheim-8844"


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_environment({}) == Settings()


def test_the_server_listens_on_this_machine_only_by_default():
    assert Settings().host == "127.0.0.1"


def test_a_conversation_lives_half_an_hour():
    assert Settings().conversation_lifetime == 1800


def test_every_setting_is_read():
    settings = Settings.from_environment(
        {
            "LANTAARN_HOST": "0.0.0.0",
            "LANTAARN_PORT": "8080",
            "LANTAARN_MAX_CONVERSATIONS": "7",
            "LANTAARN_MESSAGES_PER_MINUTE": "9",
        }
    )
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)
    assert (settings.max_conversations, settings.messages_per_minute) == (7, 9)


def test_other_variables_are_left_alone():
    assert Settings.from_environment({"PATH": "/bin", "PORT": "1"}) == Settings()


@pytest.mark.parametrize("value", ["", "abc", "0", "65536", "-1", "5.5"])
def test_a_port_out_of_range_is_refused_by_name(value):
    with pytest.raises(SettingError, match="LANTAARN_PORT"):
        Settings.from_environment({"LANTAARN_PORT": value})


@pytest.mark.parametrize("value", ["1", "65535"])
def test_the_ends_of_the_port_range_are_accepted(value):
    assert Settings.from_environment({"LANTAARN_PORT": value}).port == int(value)


@pytest.mark.parametrize("key", ["LANTAARN_MAX_CONVERSATIONS", "LANTAARN_MESSAGES_PER_MINUTE"])
def test_a_limit_of_zero_is_refused_by_name(key):
    with pytest.raises(SettingError, match=key):
        Settings.from_environment({key: "0"})


def test_an_unknown_setting_is_refused_by_name():
    with pytest.raises(SettingError, match="LANTAARN_POORT bestaat niet"):
        Settings.from_environment({"LANTAARN_POORT": "5005"})


@pytest.mark.parametrize("key", ["LANTAARN_PORT", "LANTAARN_ONBEKEND"])
def test_the_message_of_an_error_does_not_show_the_value(key):
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({key: SECRET})
    assert SECRET not in str(caught.value)


def test_the_traceback_of_an_error_does_not_show_the_value():
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({"LANTAARN_PORT": SECRET})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_data_and_models_lie_under_the_root(tmp_path):
    settings = Settings(root=tmp_path)
    assert (settings.data, settings.models) == (tmp_path / "data", tmp_path / "models")


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(AttributeError):
        Settings().port = 1


def test_rows_go_to_a_file_in_this_folder_unless_told_otherwise():
    assert Settings().database_url == f"sqlite:///{Settings().root / 'opslag' / 'beurten.db'}"
    told = Settings.from_environment({"LANTAARN_DATABASE": "postgresql://lantaarn@localhost/lantaarn"})
    assert told.database_url == "postgresql://lantaarn@localhost/lantaarn"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("LANTAARN_DATABASE", f"mysql://u:{SECRET}@h/d"),
        ("LANTAARN_LEARN", "misschien"),
        ("LANTAARN_EMBEDDERS", "http://voorbeeld.nl"),
        ("LANTAARN_EMBEDDERS", "https://voorbeeld.nl; script-src *"),
        ("LANTAARN_EMBEDDERS", "*"),
        ("LANTAARN_EMBEDDERS", "https://*.nl"),
        ("LANTAARN_EXIT_SITE", "http://www.voorbeeld.nl/"),
        ("LANTAARN_EXIT_SITE", "javascript:alert(1)"),
        ("LANTAARN_EXIT_SITE", "https://voorbeeld.nl/?van=lantaarn"),
        ("LANTAARN_EXIT_SITE", 'https://voorbeeld.nl/"><script>'),
        ("LANTAARN_NEW_CONVERSATIONS_PER_MINUTE", "0"),
    ],
)
def test_a_value_that_could_open_something_is_refused_by_name(key, value):
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({key: value})
    assert key in str(refused.value) and value not in str(refused.value)


def test_learning_and_frames_are_read():
    settings = Settings.from_environment(
        {"LANTAARN_LEARN": "uit", "LANTAARN_EMBEDDERS": "https://www.voorbeeld.nl https://voorbeeld.be:8443"}
    )
    assert settings.ask_to_learn is False
    assert settings.embedders == ("https://www.voorbeeld.nl", "https://voorbeeld.be:8443")
