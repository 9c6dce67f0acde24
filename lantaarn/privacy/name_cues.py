"""Words around a name that show it is one; folded (see ``word_lists.fold``)."""

from __future__ import annotations

import re

# "ik heet", "mijn naam is", "ze noemen me": what follows is a name, on a list or not.
INTRODUCTION = re.compile(
    r"(?:\b(?:heet|hete|heeten|heten|heette|hiet|genaamd|genoemd|bijgenaamd|alias|aka|geheten|noemt|noemen|noemde|noemden|bijnaam|roepnaam|voornaam|achternaam|"
    r"schuilnaam|werknaam|artiestennaam|famil?ienaam|straatnaam|nickname)(?:\s+(?:ik|hij|ze|zij|je|u|me|mij|hem|haar|zich|zichzelf|iedereen|mijn|vriend|"
    r"vriendin|pooier|dochter|baas|is|was|van|die|dus|gewoon|eigenlijk|echt|officieel|nu|ook|altijd|volgens mij|de|daar|op papier|man|ex|zus|zijn|:))*"
    r"|\b(?:naam|namen)(?:\s+(?:van\s+(?:\w+\s+){1,3})?(?:is|was|zijn|waren))\s*(?:gewoon|eigenlijk|dus|echt|ook)?"
    r"|\b(?:naam|name)\s*[:=]"
    r"|\bvan (?:voren|achter|achteren)(?: is| heet hij| heet ze)?"
    r"|\bik bn|\b(?:my name is|name is|my name s|i am called|he is called|she is called|je m appelle|mi nombre es|me llamo|ma numesc|ma cheama|mi chiamo|nazywam sie|ich heisse?|adim|benim adim"
    r"|numele meu este|kazvam se|a nevem|imie|menya zovut|меня зовут|мене звати|казвам се|اسمي)"
    r"|\b(?:met wie|u spreekt met|je spreekt met|spreek je met|ondergetekende|was getekend|getekend|op naam van|tnv|t n v|een zekere|ene)|\b(?:groetjes|groeten|groet|mvg|grtz|grt|gr|liefs|xoxo|hoogachtend|met vriendelijke groet(?:en)?|kusjes|xx+)"
    r"|\b(?:meneer|mijnheer|heer|mevrouw|mevr|mvr|dhr|mw|mr|mrs|tante|oom|nonkel|juffrouw|juf|meester|madame|pastor|imam|agent|wijkagent|dokter|doctor|dr|zuster|hoofdagent|rechercheur|inspecteur|officier|rechter|notaris|professor|prof|ds|dominee|pater|broeder|frau|herr|signor|signora|señor|senora|mister|miss|mistress|madam|mama|papa|baba|sheikh|sjeik|familie|fam|gebroeders|gezin)\.?"
    r")\s*[:,=]?\s*[\"'“‘]?(?:(?:[a-z]\.)+\s*|dj\s|mc\s|lil\s|big\s|king\s|don\s)?$"
)
# After an introduction too, these are no name: "ik heet geen ...", "mevrouw van de opvang".
NO_NAME = frozenset(
    "niet geen een de het mijn me mij hem haar hun ons jullie je jouw u uw ik hij ze zij we wij dat dit die wat hoe wie waar"
    " zo anders ook nog wel toch dan nu en of maar want als om te in op bij aan met voor naar uit over door tot tegen is was heet"
    " heeft had gaat kwam komt moet mag wil kan zal zou staat zegt zei belde kent weet doet ben bent werd wordt word hebben zijn"
    " iets iemand niemand alles gewoon eigenlijk echt officieel bekend onbekend alleen altijd nooit soms daar hier er toen"
    " meisje meisjes hoer slet slaaf schat schatje lief lieverd dom lui gek dik vies slecht goed beter lelijk stom ding bezit"
    " prostitutie mensenhandel uitbuiting loverboy pooier sekswerk sekswerker slachtoffer dader klant politie anoniem geheim"
    " allemaal anoniem verplicht nodig belangrijk vals veranderd bij al onder sos help hallo the a my not i you he she it and to"
    " van vals weg hetzelfde dezelfde niks niets welkom privacy gegevens vrouw man zelfs moeder vader meneer mevrouw naam"
    " ouders vriend vriendin baas fout nummer twee drie zeker misschien".split()
)
# "mijn vriend X": after these a name often follows without any word in between.
RELATIONS = frozenset(
    "vriend vriendin vrind vriendje vriendinnetje vrindin vriendn zus zusje zusjes broer broertje bro dochter dochtertje zoon zoontje moeder"
    " vader mama papa oom tante nonkel neef neefje nicht nichtje baas bazin pooier loverboy pimp collega buurman buurvrouw buurmeisje"
    " buurjongen man vrouw ex exman exvriend kind klant maat mattie matti kennis madam madame meisje meid jongen gast dame chauffeur"
    " advocaat advocate dokter huisarts wijkagent rechercheur politieagent agente makelaar verhuurder boekhouder notaris therapeut psycholoog psychiater maatschappelijk gezinsvoogd casemanager huisbaas eigenaar opa oma stiefvader stiefmoeder stiefbroer pleegmoeder pleegvader vent kerel zuster klasgenoot"
    " klasgenote huisgenoot schoonzus schoonmoeder schoonvader schoonbroer zwager verloofde partner begeleider begeleidster"
    " begeleidingster hulpverlener hulpverleenster werkgever manager bodyguard beveiliger smokkelaar mensenhandelaar handelaar leidster"
    " trainer docent lerares leraar mentor coach voogd kameraad makker beste ouwe kleine lieve slachtoffer dader friend boyfriend"
    " girlfriend brother sister boss daughter husband wife cousin gabber maatje ons onze ene zekere leerling leerlinge cliente client patiente juffrouw politieman hoofd directeur docente vriendine verkering".split()
)
# Before a thing stands one of these; a name has none.
DETERMINERS = frozenset(
    "de het een n t 't 'n ne nen den der mijn mn m'n men je jouw jullie uw zijn zn z'n haar dr d'r hun ons onze geen gene elke elk iedere"
    " ieder deze dit die dat welke wat als per zo'n zulke the a an my your his her our their this that any some no every of with".split()
)
# Only somebody does this; what else one may hope for does not.
HUMAN_VERBS = frozenset(
    "zegt zei wil wilt wilde wou slaat sloeg dwingt dwong weet wist belt belde appt appte stuurt stuurde filmt filmde dreigt bedreigt"
    " bedreigde dreigde woont woonde werkt werkte mag moet moest durft durfde vindt vond denkt dacht heet verkoopt verkocht chanteert"
    " verkracht misbruikt mishandelt controleert regelt betaalt rijdt reed vraagt vroeg praat praatte huilt huilde drinkt snuift dealt"
    " ronselt ronselde pakt pakte neemt nam krijgt kreeg liegt loog lacht haalt haalde zit zat kent zag ziet hoort pikt gebruikt".split()
)
# What is said of somebody with "is": an age, a relation, or one of these.
HUMAN_STATES = frozenset(
    "pas nu al net nog mijn mn m'n zijn zn haar onze weg zwanger bang boos boven beneden thuis buiten ziek dood gevaarlijk verdwenen"
    " gestorven overleden opgepakt meegenomen verliefd jarig minderjarig meerderjarig moe verslaafd weggelopen hier daar niet".split()
)
# Before a nickname: "dikke freddie", "lange lau".
NICK_ADJECTIVES = frozenset(
    "dikke lange kale witte zwarte grote kleine rooie rode bolle gekke ouwe oude jonge schele blonde mooie lelijke malle vieze stille"
    " snelle bruine gouden blinde manke scheve korte magere sterke stoere wilde zotte big lil little young old crazy fat skinny bad black white".split()
)
# What somebody does: before one of these, at the start of a clause, stands who does it.
VERBS = frozenset(
    "durft durfde hebben hadden zijn waren moeten moesten willen delen werken wonen komen gaan is was heeft heb had wil wilt wilde wou moet moest mag mocht kan kon zal zou gaat ging slaat sloeg slaagt zegt zei dwingt dwong"
    " komt kwam doet deed vindt vond weet wist laat liet houdt hield pakt pakte neemt nam brengt bracht geeft gaf belt belde appt appte"
    " stuurt stuurde bedreigt bedreigde dreigt dreigde filmt filmde verkoopt verkocht woont woonde werkt werkte zit zat staat stond"
    " heet wordt werd blijft bleef krijgt kreeg houd chanteert chanteerde regelt regelde betaalt betaalde rijdt reed ziet zag"
    " verkracht verkrachtte misbruikt misbruikte mishandelt mishandelde controleert bepaalt belooft beloofde leende leent haalt haalde"
    " vraagt vroeg wacht wachtte ken kent kende wilt loopt liep slaapt sliep huilt huilde praat praatte schopt stopt stopte steelt stal"
    " dealt snuift drinkt verdient verdiende int zet zette gooit gooide duwt wurgt knijpt volgt volgde stalkt stalkte post plaatst"
    " zoekt zocht woog trekt trok sluit sloot brand brandt heefd heef heft says is was has took forces makes beats hits wants said".split()
)
PREPOSITIONS = frozenset(
    "van vn met voor door aan bij tegen naar zonder over achter ken kent kende dat als want omdat toen en of dus die namens via zoals"
    " heb zag zie ziet hielp help mis vertrouw sla slaat bel app with for by from to and about hou houd".split()
)
# Small words that are English only.
ENGLISH = frozenset(
    "the i my your he she they it to and not do does did would could what how who when where why this that there from by about get got need"
    " don am are his their our for if with can will i'm he's she's it's don't a an".split()
)
# After one of these stands somebody rather than something.
ABOUT_SOMEBODY = frozenset("met bij door van voor tegen aan over zonder zoals namens ken with by".split())
PLACE_PREPOSITIONS = frozenset("in uit naar te tussen richting vanuit rond omgeving regio stad dorp bij gemeente provincie politie station nabij from in to".split())
BOUNDARY = frozenset("dat als want omdat toen en of maar dus want nu daarna terwijl sinds nadat hoi hallo hey hai hee ja nee sorry".split())
INTERFIXES = frozenset(
    "van de der den het ten ter te el al la le du da dos di von zu vd vande vander bin ben ibn abu ait ould op 't v.d.".split()
)
GREETINGS = frozenset("hoi hallo hey hai hee dag beste dear hi hello lieve dank bedankt thanks sorry yo ey salut ciao".split())
