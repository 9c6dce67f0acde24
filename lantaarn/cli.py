"""The command line for editors: ``lantaarn train``, ``serve``, ``ask``, ``check`` and the commands that measure."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lantaarn.privacy.logs import set_up_logs
from lantaarn.rasa_runtime import leave_out_unused
from lantaarn.settings import SettingError, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when something was found, 2 on wrong use."""
    options = _parser().parse_args(arguments)
    set_up_logs()
    try:
        settings = Settings.from_environment(os.environ)
        return options.run(options, settings)
    except SettingError as error:
        return _refuse(str(error), 2)
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    except Exception as error:
        # Our own errors speak to the reader. Of others only the class: their text may hold somebody's words.
        own = type(error).__module__.startswith("lantaarn")
        return _refuse(str(error) if own else f"Er ging iets mis ({type(error).__name__}).", 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lantaarn", description="Lantaarn, voor redacteuren en beheerders.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")

    train = commands.add_parser("train", help="train poort en onderwerpen, als er iets veranderd is")
    train.set_defaults(run=_train)

    book = commands.add_parser("flowbook", help="schrijf het stroomboek voor de medewerkers, zonder te trainen")
    book.set_defaults(run=_flow_book)

    serve = commands.add_parser("serve", help="start de chat")
    serve.set_defaults(run=_serve)

    ask = commands.add_parser("ask", help="stel een vraag, of geef er een per regel op de standaardinvoer")
    ask.add_argument("--json", action="store_true", help="een JSON-object per regel")
    ask.add_argument("text", nargs="*", metavar="TEKST")
    ask.set_defaults(run=_ask)

    redact = commands.add_parser("redact", help="maskeer persoonsgegevens, een zin per regel op de standaardinvoer")
    redact.set_defaults(run=_redact)

    export = commands.add_parser("export", help="haal de zinnen op die bezoekers gaven; ze worden daarna gewist")
    export.add_argument("file", type=Path, metavar="BESTAND")
    export.set_defaults(run=_export)

    check = commands.add_parser("check", help="kijk data, feiten, antwoorden, onderwerpen en naden na")
    check.add_argument("--signed", action="store_true", help="ook: is alles wat ernstig is ondertekend?")
    check.set_defaults(run=_check)

    evaluate = commands.add_parser("evaluate", help="meet hoe goed onderwerpen worden herkend")
    evaluate.add_argument("file", type=Path, metavar="BESTAND.tsv")
    evaluate.add_argument("--out", type=Path, default=Path("results"), metavar="MAP")
    evaluate.set_defaults(run=_evaluate)

    followups = commands.add_parser("evaluate-followups", help="meet hoe goed vervolgvragen worden herkend")
    followups.add_argument("file", type=Path, metavar="BESTAND.tsv")
    followups.set_defaults(run=_evaluate_followups)

    every = commands.add_parser("evaluate-all", help="meet alle eigen sets en vergelijk met de laatste uitgave")
    every.add_argument("--accept", action="store_true", help="maak dit de cijfers van de laatste uitgave")
    every.set_defaults(run=_evaluate_all)

    masking = commands.add_parser("evaluate-redaction", help="meet hoe goed persoonsgegevens worden gemaskeerd")
    masking.add_argument("file", type=Path, metavar="BESTAND.tsv")
    masking.add_argument("--misses", action="store_true", help="toon ook de zinnen waarin iets bleef staan")
    masking.set_defaults(run=_evaluate_redaction)

    danger = commands.add_parser("evaluate-danger", help="meet hoe goed gevaar wordt gezien")
    danger.add_argument("file", type=Path, metavar="BESTAND.tsv")
    danger.add_argument("--out", type=Path, default=Path("results"), metavar="MAP")
    danger.set_defaults(run=_evaluate_danger)
    return parser


def _train(_options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.privacy.list_store import store
    from lantaarn.training import is_current, train_all

    store(settings)
    if is_current(settings):
        print("Het model is bij; er is niets veranderd.", file=sys.stderr)
    else:
        train_all(settings)
        print("Het model is klaar.", file=sys.stderr)
    return _flow_book(_options, settings)


def _flow_book(_options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.flowbook.export import write_flow_book

    print(f"Het stroomboek staat in {write_flow_book(settings)}.", file=sys.stderr)
    return 0


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    leave_out_unused()
    from lantaarn.messaging.settings import AppSettings

    # Before anything is loaded: who made a typing error should not have to wait for it.
    apps = AppSettings.from_environment(os.environ, settings.site)
    from lantaarn.server import serve

    serve(settings, apps)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    leave_out_unused()
    from lantaarn.ask import ask

    return ask(settings, options.text or None, options.json)


def _redact(_options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.redact import redact_lines

    return redact_lines(settings, sys.stdin, sys.stdout)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.storage.database import parse_url
    from lantaarn.storage.given import export_given

    number = export_given(parse_url(settings.database_url), options.file)
    print(f"{number} zin(nen) staan in {options.file} en zijn uit de database gewist.", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.check import findings

    found = list(findings(settings, options.signed))
    for finding in found:
        print(finding)
    print(f"{len(found)} bevinding(en)." if found else "Alles in orde.", file=sys.stderr)
    return 1 if found else 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.evaluation.topics import evaluate_topics

    return evaluate_topics(settings, options.file, options.out)


def _evaluate_followups(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.evaluation.followups import evaluate_followups

    return evaluate_followups(settings, options.file)


def _evaluate_all(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.evaluation.last_release import evaluate_all

    return evaluate_all(settings, options.accept)


def _evaluate_redaction(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.evaluation.redaction import evaluate_redaction
    from lantaarn.redact import own_help_numbers

    evaluate_redaction(options.file, own_help_numbers(settings), show_misses=options.misses)
    return 0


def _evaluate_danger(options: argparse.Namespace, settings: Settings) -> int:
    from lantaarn.evaluation.danger import evaluate_danger

    return evaluate_danger(settings, options.file, options.out)


def _refuse(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
