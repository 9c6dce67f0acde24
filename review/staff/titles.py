"""What the log calls a page or an event, in words for staff. Every page stands here; a test reads the addresses."""

from __future__ import annotations

from staff.context import MENU

EVENTS = {
    "event:signed_in": "Ingelogd",
    "event:signed_out": "Uitgelogd",
    "event:sign_in_failed": "Inloggen mislukt: verkeerd wachtwoord of verkeerde naam",
    "event:code_failed": "Inloggen mislukt: verkeerde code",
    "event:recovery_code_used": "Herstelcode gebruikt",
    "event:second_step_added": "Tweede stap ingesteld",
    "event:second_step_removed": "Tweede stap weggehaald",
    "event:codes_renewed": "Nieuwe herstelcodes gemaakt",
    "event:password_changed": "Eigen wachtwoord veranderd",
    "event:password_chosen": "Wachtwoord gekozen met een startlink",
    "event:organisation_linked": "Account gekoppeld aan de organisatie",
    "event:organisation_refused": "Inloggen via de organisatie geweigerd: adres niet bekend",
    "event:administrator_made": "Beheerder gemaakt met een opdracht op de server",
    "event:gap": "Gat in het logboek: regels die niet konden worden geschreven",
}
PAGES = {
    "staff:front": "Beginpagina",
    "staff:people": "Medewerkers",
    "staff:new_person": "Medewerkers: nieuw account",
    "staff:person": "Medewerkers: een account",
    "staff:log": "Logboek",
    "staff:log_download": "Logboek opgehaald als CSV",
    "staff:mine": "Wat deed ik?",
    "flows:index": "Stroomboek",
    "flows:topic": "Stroomboek: een onderwerp",
    "flows:dangers": "Stroomboek: gevaar",
    "flows:danger": "Stroomboek: een soort gevaar",
    "flows:generals": "Stroomboek: wat altijd geldt",
    "flows:general": "Stroomboek: één ding dat altijd geldt",
    "flows:answer": "Stroomboek: een antwoord",
    "flows:line": "Stroomboek: een hulplijn",
    "flows:facts": "Stroomboek: feiten",
    "flows:facts-file": "Stroomboek: feiten opgehaald als CSV",
    "flows:fact": "Stroomboek: een feit",
    "flows:card": "Stroomboek: een kaart in een andere taal",
    "flows:overall": "Stroomboek: hoe alles samenhangt",
    "flows:search": "Stroomboek: zoeken",
    "flows:whole": "Stroomboek: alles op één pagina",
    "signing:index": "Ondertekenen: overzicht",
    "signing:export": "Handtekeningen opgehaald als bestand",
    "signing:retired": "Ondertekenen: niet meer in gebruik",
    "signing:item": "Ondertekenen: een onderdeel",
    "signing:sign": "Ondertekend",
    "signing:signed": "Ondertekenen: een handtekening",
    "signing:withdraw": "Handtekening ingetrokken",
    "turns:index": "Gesprekken: overzicht",
    "turns:leave": "Gesprekken: waar mensen afhaken",
    "turns:conversation": "Gesprekken: een gesprek, zonder woorden",
    "figures:index": "Cijfers",
    "figures:doubt": "Cijfers: begrijpen",
    "figures:danger": "Cijfers: gevaar",
    "figures:paths": "Cijfers: paden",
    "figures:table": "Cijfers opgehaald als CSV",
    "inbox:index": "Zinnen: de volgende zin",
    "inbox:judge": "Zinnen: een zin beoordeeld",
    "inbox:keys": "Zinnen: toetsen gekozen",
    "inbox:differences": "Zinnen: verschillen tussen twee mensen",
    "inbox:settle": "Zinnen: een verschil beslist",
    "inbox:needed": "Zinnen: hoeveel mensen een zin beoordelen",
    "inbox:export": "Zinnen: klaarmaken voor de chat",
    "inbox:confirm": "Zinnen: opgehaald voor de chat",
    "inbox:again": "Zinnen: opnieuw opgehaald",
    "trial:index": "Uitproberen",
    "trial:test": "Uitproberen: test opgehaald",
    "wording:index": "Tekst: overzicht",
    "wording:edit": "Tekst: een antwoord",
    "wording:withdraw": "Tekst: voorstel weggehaald",
    "guide:index": "Uitleg",
}
_PARTS = {name.split(":")[0]: label for label, name, _ in MENU if not name.startswith("staff:")}


def title(page: str) -> str:
    """The words for a page or event; of a page that is not listed, the part of the tool it belongs to."""
    known = EVENTS.get(page) or PAGES.get(page)
    return known or _PARTS.get(page.split(":")[0]) or "Je account"


def outcome(status: int) -> str:
    """What came of it, where it was not simply shown or saved."""
    if status >= 500:
        return "ging mis"
    words = {403: "geweigerd", 404: "niet gevonden", 429: "te vaak geprobeerd"}
    return words.get(status, "kon niet" if status >= 400 else "")
