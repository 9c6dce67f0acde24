"""Lets Rasa 3.6.21 run without TensorFlow and without calling home.

Loaded by a ``.pth`` file when the project's Python starts (``scripts/setup.sh`` writes it), so that the ordinary ``rasa``
command works too. It must therefore stay cheap: standard library only, and nothing is imported before Rasa asks for it.

Two things are done. Telemetry and Sentry, which Rasa arms by default, are switched off before Rasa can read its settings,
whatever the environment says. And the eight Rasa modules that import TensorFlow at the top are replaced by stand-ins
whose classes keep their names but refuse, with a clear message, to be used (docs/besluiten/0001-rasa-zonder-tensorflow.md).
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import types
from collections.abc import Sequence

GUARDED_MODULES: dict[str, tuple[str, ...]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": (
        "RasaDataGenerator",
        "RasaBatchDataGenerator",
        "RasaFixedSizeBatchDataGenerator",
    ),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}


# What only other channels and other tracker stores of Rasa need, by module: 38 MB and a second of start for nothing.
CHANNELS: dict[str, str] = {
    "botframework": "BotFrameworkInput",
    "callback": "CallbackInput",
    "console": "CmdlineInput",
    "facebook": "FacebookInput",
    "hangouts": "HangoutsInput",
    "mattermost": "MattermostInput",
    "rasa_chat": "RasaChatInput",
    "rocketchat": "RocketChatInput",
    "slack": "SlackInput",
    "socketio": "SocketIOInput",
    "telegram": "TelegramInput",
    "twilio": "TwilioInput",
    "twilio_voice": "TwilioVoiceInput",
    "webexteams": "WebexTeamsInput",
}
STORES: dict[str, tuple[str, ...]] = {
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo": ("MongoClient",),
    "pymongo.collection": ("Collection",),
}


class NeedsTensorFlowError(RuntimeError):
    """A part of Rasa was used that needs TensorFlow, which Lantaarn does not install."""


class _RefusingType(type):
    """Class of the stand-ins: any use beyond naming them is refused."""

    def __call__(cls, *_args: object, **_kwargs: object) -> object:
        raise NeedsTensorFlowError(_message(cls.__name__))

    def __getattr__(cls, attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        raise NeedsTensorFlowError(_message(cls.__name__))


def _message(name: str) -> str:
    return (
        f"{name} heeft TensorFlow nodig en Lantaarn installeert dat niet. Gebruik de onderdelen uit config.yml; "
        "zie docs/besluiten/0001-rasa-zonder-tensorflow.md."
    )


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and loads a stand-in for each guarded module."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: types.ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname in GUARDED_MODULES:
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        for name in GUARDED_MODULES[module.__name__]:
            setattr(module, name, _RefusingType(name, (), {"__module__": module.__name__}))


def silence_calls_home() -> None:
    """Switch off Rasa's telemetry and, with it, its error reports to Sentry.

    Overwrites what the environment says: no setting may turn this on again (design, seams of Rasa).
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.pop("RASA_TELEMETRY_WRITE_KEY", None)
    os.environ.pop("RASA_EXCEPTION_WRITE_KEY", None)
    # SQLAlchemy 1.4, which Rasa pins, prints an advert for 2.0 on standard error.
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # One thread a process: a sentence is too small to share, and a second core serves a second process.
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def leave_out_unused() -> None:
    """Keep Rasa's other channels and stores out of this process; call it before Rasa is imported.

    For Lantaarn's own server only: the ``rasa`` command keeps them all. Where Rasa was imported already nothing changes.
    """
    if "rasa.core.channels" in sys.modules:
        return
    for channel, name in CHANNELS.items():
        # Rasa asks every channel for its name at import.
        named = {"name": classmethod(lambda cls, channel=channel: channel)}
        _put(f"rasa.core.channels.{channel}", {name: type(name, (), named)})
    for module, names in STORES.items():
        _put(module, {name: type(name, (), {}) for name in names})


def _put(module: str, contents: dict[str, type]) -> None:
    stand_in = types.ModuleType(module)
    stand_in.__path__ = []  # type: ignore[attr-defined]
    vars(stand_in).update(contents)
    sys.modules[module] = stand_in
    parent, _, name = module.rpartition(".")
    if parent in STORES:
        setattr(sys.modules[parent], name, stand_in)


def install() -> None:
    """Put the guard in place; calling it again changes nothing."""
    silence_calls_home()
    if not any(isinstance(finder, _StandInFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _StandInFinder())


install()
