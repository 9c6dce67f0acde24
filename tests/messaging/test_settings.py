import re
import traceback

import pytest

from lantaarn.messaging.settings import APPS, AppSettings, host_of
from lantaarn.settings import PROJECT_ROOT, SettingError, Settings

SITE = "https://chat.voorbeeld.nl"
TOKEN = "123456789:" + "aB3-" * 9
SECRET = "geheim-8844-geheim-8844-geheim-8844"
TELEGRAM = {"LANTAARN_TELEGRAM_TOKEN": TOKEN, "LANTAARN_TELEGRAM_SECRET": SECRET}
META = "EAAB" + "x1Y2" * 20
WHATSAPP = {
    "LANTAARN_WHATSAPP_TOKEN": META,
    "LANTAARN_WHATSAPP_NUMBER_ID": "106540352242922",
    "LANTAARN_WHATSAPP_APP_SECRET": "0123456789abcdef" * 2,
    "LANTAARN_WHATSAPP_VERIFY": SECRET,
}
MESSENGER = {
    "LANTAARN_MESSENGER_TOKEN": META,
    "LANTAARN_MESSENGER_APP_SECRET": "0123456789abcdef" * 2,
    "LANTAARN_MESSENGER_VERIFY": SECRET,
}
SIGNAL = {"LANTAARN_SIGNAL_DAEMON": "http://127.0.0.1:8080", "LANTAARN_SIGNAL_ACCOUNT": "+31612345678"}
WHOLE = {"telegram": TELEGRAM, "whatsapp": WHATSAPP, "messenger": MESSENGER, "signal": SIGNAL}


def read(environment, site=SITE):
    return AppSettings.from_environment(environment, site)


def refusal(environment, site=SITE):
    with pytest.raises(SettingError) as caught:
        read(environment, site)
    return caught.value


def test_without_settings_every_app_is_off():
    assert read({"PATH": "/bin", "LANTAARN_PORT": "8080"}, "") == AppSettings()
    assert AppSettings().hosts == []


@pytest.mark.parametrize("name", WHOLE)
def test_with_its_settings_an_app_is_on(name):
    apps = read(WHOLE[name])
    assert list(apps.on) == [name] and isinstance(apps.on[name], APPS[name])


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, whole in WHOLE.items() for key in whole])
def test_half_set_is_refused_by_the_name_of_what_is_missing(name, key):
    half = {other: text for other, text in WHOLE[name].items() if other != key}
    assert f"De instelling {key} ontbreekt" in str(refusal(half))


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, whole in WHOLE.items() for key in whole])
@pytest.mark.parametrize("value", ["", "kort", "met spatie " * 5, "é" * 40, "geheim\n" * 8])
def test_an_unusable_value_is_refused_by_name_and_never_shown(name, key, value):
    error = refusal({**WHOLE[name], key: value})
    assert key in str(error)
    shown = "".join(traceback.format_exception(error))
    assert not value or value not in shown
    assert SECRET not in shown and TOKEN not in shown and META not in shown


@pytest.mark.parametrize("secret", ["a" * 31, "a" * 257, SECRET + "!", SECRET + " ", SECRET + "\n"])
def test_a_secret_that_can_be_guessed_or_that_telegram_forbids_is_refused(secret):
    assert "LANTAARN_TELEGRAM_SECRET" in str(refusal({**TELEGRAM, "LANTAARN_TELEGRAM_SECRET": secret}))


@pytest.mark.parametrize("name", WHOLE)
def test_a_setting_that_does_not_exist_is_refused_by_name(name):
    key = f"LANTAARN_{name.upper()}_TOEKEN"
    assert str(refusal({**WHOLE[name], key: SECRET})) == f"De instelling {key} bestaat niet."


@pytest.mark.parametrize("name", WHOLE)
def test_every_app_needs_the_address_of_the_web_chat(name):
    assert "LANTAARN_SITE" in str(refusal(WHOLE[name], ""))


def test_polling_needs_no_secret_and_no_public_address():
    own = read({"LANTAARN_TELEGRAM_TOKEN": TOKEN, "LANTAARN_TELEGRAM_POLLING": "aan"}, "http://localhost:5005").on[
        "telegram"
    ]
    assert own.polling and own.secret == ""


@pytest.mark.parametrize("site", ["http://localhost:5005", "http://" + "a" * 56 + ".onion", SITE + ":5005"])
def test_a_site_that_telegram_cannot_call_is_refused_by_name(site):
    assert "LANTAARN_SITE" in str(refusal(TELEGRAM, site))


def test_the_values_are_not_in_what_settings_show_of_themselves():
    for name, whole in WHOLE.items():
        shown = repr(read(whole))
        assert not [text for text in whole.values() if text in shown], name


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(AttributeError):
        read(TELEGRAM).on["telegram"].token = "x"


def test_only_the_hosts_of_the_apps_that_are_on_are_called():
    assert read(TELEGRAM).hosts == [("api.telegram.org", 443)]
    assert read({**SIGNAL, **MESSENGER}).hosts == [("127.0.0.1", 8080), ("graph.facebook.com", 443)]


@pytest.mark.parametrize(
    "api", ["http://api.telegram.org", "https://api.telegram.org/pad", "ftp://127.0.0.1", "https://a.nl@b.nl"]
)
def test_an_api_without_encryption_or_with_more_than_a_host_is_refused(api):
    assert "LANTAARN_TELEGRAM_API" in str(refusal({**TELEGRAM, "LANTAARN_TELEGRAM_API": api}))


def test_the_host_of_an_address():
    assert host_of("https://a.nl") == ("a.nl", 443)
    assert host_of("http://127.0.0.1:81") == ("127.0.0.1", 81)


def test_the_other_settings_leave_those_of_the_apps_alone_but_no_other_names():
    assert Settings.from_environment({**TELEGRAM, **WHATSAPP, **MESSENGER, **SIGNAL}) == Settings()
    for key in ("LANTAARN_TELEGRAM", "LANTAARN_TELEGRAMMEN_TOKEN", "LANTAARN_TWITTER_TOKEN"):
        with pytest.raises(SettingError, match=f"{key} bestaat niet"):
            Settings.from_environment({key: "x"})


def test_the_address_of_the_web_chat_is_read():
    assert Settings.from_environment({"LANTAARN_SITE": SITE}).site == SITE
    for wrong in ("chat.voorbeeld.nl", SITE + "/", "javascript:alert(1)", ""):
        with pytest.raises(SettingError, match="LANTAARN_SITE"):
            Settings.from_environment({"LANTAARN_SITE": wrong})


def test_every_setting_stands_in_the_example():
    example = (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search("^#LANTAARN_SITE=", example, re.MULTILINE)
    others = "TELEGRAM_POLLING TELEGRAM_API WHATSAPP_API WHATSAPP_VERSION MESSENGER_API MESSENGER_VERSION"
    for key in (*TELEGRAM, *WHATSAPP, *MESSENGER, *(f"LANTAARN_{each}" for each in others.split())):
        assert re.search(f"^#{key}=", example, re.MULTILINE), key
