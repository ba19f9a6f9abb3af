"""Countries and parts of the world in names of organizations: chapters of two countries are never one organization."""

import re
from collections.abc import Mapping
from functools import cache

from loaders.names.words import plain_name

__all__ = ["PLACE_WORDS", "places_in"]

# Names and adjectives in English, French and Spanish, as `plain_name` writes them; "Congo" alone could be either.
_LINES = """
AF afghanistan,afghan,afgano | AL albania,albanian,albanie | DZ algeria,algerian,algerie,argelia | AO angola,angolan
AR argentina,argentine,argentinian | AM armenia,armenian,armenie | AU australia,australian,australie
AT austria,austrian,autriche,osterreich | AZ azerbaijan,azerbaidjan | BD bangladesh,bangladeshi
BE belgium,belgian,belgique,belge,belgica,belgie | BJ benin,beninois | BO bolivia,bolivian,bolivie,boliviano
BA bosnia,bosnian,bosnie | BW botswana | BR brazil,brazilian,bresil,brasil | BG bulgaria,bulgarian,bulgarie
BF burkina faso,burkina,burkinabe | BI burundi,burundian,burundaise,burundais
KH cambodia,cambodian,cambodge,camboya | CM cameroon,cameroun,cameroonian,camerun
CA canada,canadian,canadien,canadienne,canadiense
CF central african republic,centrafrique,centrafricaine,republique centrafricaine,republica centroafricana
TD chad,chadian,tchad,tchadien | CL chile,chilean,chili,chileno | CN china,chinese,chine,chinois
CO colombia,colombian,colombie,colombiano,colombiana | KM comoros,comores
CD democratic republic of congo,democratic republic of the congo,republique democratique du congo,dr congo,drcongo
CG congo brazzaville,republic of congo,republique du congo | XC congo,congolese,congolais
CR costa rica,costarricense | CI cote divoire,cote d ivoire,ivory coast,ivoirien,ivoirienne
HR croatia,croatian,croatie | CU cuba,cuban,cubain,cubano | CY cyprus,chypre,chipre | CZ czech,tchequie,czechia
DK denmark,danish,danemark,dinamarca,danske | DJ djibouti,djiboutian | DO dominican republic,dominicana,dominicaine
TL timor leste,east timor | EC ecuador,ecuadorian,equateur,ecuatoriano | EG egypt,egyptian,egypte,egipto
SV el salvador,salvador,salvadoran,salvadoreno | GQ equatorial guinea,guinee equatoriale,guinea ecuatorial
ER eritrea,eritrean,erythree | EE estonia,estonian | ET ethiopia,ethiopian,ethiopie,etiopia | FJ fiji
FI finland,finnish,finlande,finlandia,finn,finchurch | FR france,french,francais,francaise,francia,frances,francesa
GA gabon | GM gambia,gambian,gambie | GE georgia,georgian,georgie
DE germany,german,allemagne,allemand,allemande,alemania,aleman,alemana,deutsche,deutschland | GH ghana,ghanaian
GR greece,greek,grece,grecia | GT guatemala,guatemalan,guatemalteco,guatemalteca
GN guinea,guinean,guinee,guineenne,guineen | GW guinea bissau,guinee bissau | GY guyana
HT haiti,haitian,haitien,haitiano | HN honduras,honduran,hondureno,hondurena | HU hungary,hungarian,hongrie,hungria
IS iceland,icelandic,islande | IN india,indian,inde | ID indonesia,indonesian,indonesie | IR iran,iranian
IQ iraq,iraqi,irak | IE ireland,irish,irlande,irlanda | IL israel,israeli
IT italy,italian,italie,italia,italiano,italiana,italien,italienne | JM jamaica,jamaican
JP japan,japanese,japon,japones | JO jordan,jordanian,jordanie,jordania | KZ kazakhstan | KE kenya,kenyan
KR korea,korean,coree,corea,south korea | KP north korea | XK kosovo | KW kuwait,koweit | KG kyrgyzstan
LA laos,lao | LV latvia,latvian | LB lebanon,lebanese,liban,libano | LS lesotho | LR liberia,liberian,liberien
LY libya,libyan,libye,libia | LT lithuania,lithuanian | LU luxembourg,luxemburgo | MG madagascar,malagasy
MW malawi,malawian | MY malaysia,malaysian,malaisie | MV maldives | ML mali,malian,malien,malienne | MT malta,malte
MR mauritania,mauritanian,mauritanie | MU mauritius | MX mexico,mexican,mexique,mexicano,mexicana
MD moldova,moldovan | MN mongolia,mongolian | ME montenegro | MA morocco,moroccan,maroc,marruecos
MZ mozambique,mozambican,mocambique,mocambicana | MM myanmar,burma,burmese,birmanie | NA namibia,namibian
NP nepal,nepali,nepalese
NL netherlands,the netherlands,dutch,holland,nederland,nederlandse,hollande,pays bas,paises bajos,neerlandais
NZ new zealand,nouvelle zelande | NI nicaragua,nicaraguan,nicaraguense | NE niger,nigerien | NG nigeria,nigerian
MK macedonia,macedonian | NO norway,norwegian,norvege,noruega,norvegien,noruego,norwegan | OM oman
PK pakistan,pakistani | PS palestine,palestinian,palestinien,palestina | PA panama,panamanian
PG papua new guinea,papouasie nouvelle guinee | PY paraguay | PE peru,peruvian,perou,peruano
PH philippines,philippine,filipino,filipinas | PL poland,polish,pologne,polonia | PT portugal,portuguese,portugais
QA qatar | RO romania,romanian,roumanie,rumania | RU russia,russian,russie,rusia | RW rwanda,rwandan,rwandais
WS samoa | SA saudi,saudi arabia,arabie saoudite | SN senegal,senegalese,senegalais,senegalaise
RS serbia,serbian,serbie | SL sierra leone,sierra leonean | SG singapore | SK slovakia,slovak
SI slovenia,slovenian | SO somalia,somali,somalie | XS somaliland | XP puntland
ZA south africa,south african,afrique du sud,sudafrica | SS south sudan,soudan du sud,sudan del sur,south sudanese
ES spain,spanish,espagne,espana,espanol,espanola,espagnol,espagnole | LK sri lanka,sri lankan
SD sudan,sudanese,soudan,soudanais | SR suriname | SZ eswatini,swaziland
SE sweden,swedish,suede,suecia,suedois,sueco,svenska | CH switzerland,swiss,suisse,suiza,suizo,schweiz,schweizer
SY syria,syrian,syrie,siria,syrien | TW taiwan | TJ tajikistan | TZ tanzania,tanzanian,tanzanie | TH thailand,thai
TG togo,togolese,togolais,togolaise | TT trinidad | TN tunisia,tunisian,tunisie,tunez
TR turkey,turkish,turquie,turquia,turkiye | UG uganda,ugandan,ouganda | UA ukraine,ukrainian,ucrania
AE united arab emirates,emirates,uae | GB united kingdom,britain,british,uk,gb,royaume uni,reino unido,great britain
US united states,united states of america,usa,us,american,etats unis,estados unidos,americain | UY uruguay
UZ uzbekistan | VE venezuela,venezuelan,venezolano | VN vietnam,viet nam,vietnamese | YE yemen,yemeni
ZM zambia,zambian,zambie | ZW zimbabwe,zimbabwean | XE england,english | XT scotland,scottish | XW wales,welsh
XI northern ireland | X-AF africa,african,afrique,africaine,africain,afrika,africana,africano
X-WA west africa,west african,afrique de l ouest | X-EA east africa,east african,eastern africa
X-SA southern africa,southern african | X-AS asia,asian,asie | X-PA pacific | X-AR arab,arabe | X-ME middle east
X-LA latin america,latin american,amerique latine,america latina | X-CA caribbean,caribe,caraibes
X-EU europe,european,europeen,europeenne,europea,europeo
"""


def _words() -> dict[str, str]:
    lines = (entry.strip().split(" ", 1) for line in _LINES.strip().splitlines() for entry in line.split(" | "))
    return {word: code for code, words in lines for word in words.split(",")}


PLACE_WORDS: Mapping[str, str] = _words()
"""The code of the place that each word or phrase names; codes of two letters are ISO 3166, those with X our own."""

_MOST_WORDS = max(len(phrase.split()) for phrase in PLACE_WORDS)
_CODES = frozenset(code for code in PLACE_WORDS.values() if len(code) == 2 and not code.startswith("X"))
_LAST_WORD = re.compile(r"[\s\-(]([A-Z]{2})\)?$")


@cache
def places_in(name: str) -> frozenset[str]:
    """Return the countries and parts of the world that a name holds, as codes.

    The longest phrase counts: South Sudan is not Sudan. Two capital letters at the end are taken for a country's code.

    Examples
    --------
    >>> [sorted(places_in(name)) for name in ("Norwegian Refugee Council", "MSF-CH", "Oxfam", "Caritas Sudan del Sur")]
    [['NO'], ['CH'], [], ['SS']]
    """
    words = plain_name(name).split()
    codes, at = set(), 0
    while at < len(words):
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            code = PLACE_WORDS.get(" ".join(words[at : at + length]))
            if code:
                codes.add(code)
                at += length
                break
        else:
            at += 1
    last = _LAST_WORD.search(name.strip())
    if last and last[1] in _CODES:
        codes.add(last[1])
    return frozenset(codes)
