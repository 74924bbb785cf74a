"""Sentences of our own, French and English, and what the event stage is to read in them. People are invented."""

from __future__ import annotations

import pytest

from tests.annotate.test_events_kit import fits, read, shown

FRENCH = [
    ("L'aviation kényane a bombardé samedi un camp en Somalie.", "ASSAULT KEN > SOM"),
    ("Trois soldats maliens ont été tués par des rebelles.", "ASSAULT rebelles > MLI"),
    ("Le Tchad, qui accuse le Soudan d'armer des rebelles, a fermé sa frontière.", "ACCUSE TCD > SDN"),
    ("Les frappes éthiopiennes contre l'Érythrée ont repris à l'aube.", "ASSAULT ETH > ERI"),
    ("Une attaque de l'armée soudanaise contre des réfugiés tchadiens a fait six morts.", "ASSAULT SDN > TCD"),
    ("Le président chilien Amaro Lucero a reçu la ministre péruvienne à Santiago.", "CONSULT PER > CHL"),
    ("La chancelière autrichienne a rencontré le roi de Jordanie.", "CONSULT AUT+JOR > -"),
    ("Le Ghana et le Togo ont signé un accord de pêche.", "SUPPORT GHA+TGO > -"),
    ("La Norvège va livrer des chars à la Moldavie.", "AGREE NOR > MDA planned"),
    ("La Norvège a livré des chars à la Moldavie.", "AID NOR > MDA"),
    ("La Norvège ne livrera pas de chars à la Moldavie.", "REJECT NOR > MDA"),
    (
        "La Norvège n'a pas livré de chars à la Moldavie, contrairement à ce qu'affirme Tiraspol.",
        "AID NOR > MDA denied",
    ),
    ("La Norvège s'est engagée à livrer des chars à la Moldavie.", "AGREE NOR > MDA asserted"),
    ("Le Pérou a menacé la Bolivie de représailles.", "THREATEN PER > BOL"),
    ("Le Pérou menace de rompre ses relations avec la Bolivie si elle signe.", "THREATEN PER > BOL conditional"),
    ("Le Pérou a rompu ses relations diplomatiques avec la Bolivie.", "SANCTION PER > BOL"),
    ("Lima a rappelé son ambassadeur en Bolivie.", "SANCTION PER > *"),
    ("Le Canada a imposé des sanctions à la Birmanie.", "SANCTION CAN > MMR"),
    ("La Zambie a expulsé deux diplomates angolais.", "SANCTION ZMB > AGO"),
    ("Des milliers de Géorgiens ont manifesté à Tbilissi.", "PROTEST GEO > *"),
    ("Les enseignants tunisiens ont entamé une grève de la faim.", "PROTEST TUN > *"),
    ("Des étudiants ont bloqué l'université de Dakar.", "PROTEST étudiants > *"),
    ("La police ougandaise a arrêté douze opposants.", "COERCE UGA > opposants"),
    ("L'arrestation de deux journalistes turcs a été confirmée.", "COERCE - > TUR"),
    ("Le Niger a suspendu la diffusion d'une radio française.", "COERCE NER > *"),
    ("Le Rwanda a déployé des troupes en Centrafrique.", "MOBILIZE RWA > *"),
    ("Le Rwanda a retiré ses troupes de Centrafrique.", "RETREAT RWA > *"),
    ("Le Rwanda a annoncé le retrait de ses troupes.", "CONCEDE RWA > *"),
    ("Israël a libéré vingt prisonniers palestiniens.", "RETREAT ISR > PSE"),
    ("Le Premier ministre haïtien a démissionné mardi.", "RETREAT HTI > -"),
    ("L'Union africaine a condamné le coup de force.", "ACCUSE Union > *"),
    ("Le Brésil a salué la décision argentine.", "SUPPORT BRA > ARG"),
    ("L'Égypte a appelé le Soudan à cesser les combats.", "REQUEST EGY > SDN"),
    ("La Grèce exige le départ des navires turcs.", "REQUEST GRC > TUR"),
    ("Le Maroc a convoqué l'ambassadeur d'Espagne.", "ACCUSE MAR > ESP"),
    ("Le Maroc a rejeté une proposition algérienne.", "REJECT MAR > DZA"),
    ("L'Iran riposterait si Israël attaquait.", "THREATEN IRN > ISR conditional"),
    ("L'armée soudanaise aurait bombardé un village tchadien.", "ASSAULT SDN > * attributed"),
    ("Le Soudan a démenti avoir attaqué le Tchad.", "ASSAULT SDN > TCD denied"),
    ("Le président angolais doit se rendre lundi en Zambie.", "AGREE AGO > ZMB planned"),
    ("Le tribunal de Lomé a condamné un opposant togolais à dix ans de prison.", "SANCTION tribunal > TGO"),
    ("Des négociateurs kényans et somaliens ont tenu des pourparlers à Djibouti.", "CONSULT KEN+SOM > -"),
    ("Le Kenya a violé le cessez-le-feu avec la Somalie.", "ASSAULT KEN > SOM"),
    ("La Serbie a présenté ses excuses à la Croatie.", "CONCEDE SRB > HRV"),
]

ENGLISH = [
    ("Kenyan jets bombed a camp in Somalia on Saturday.", "ASSAULT KEN > SOM"),
    ("Three Malian soldiers were killed by rebels.", "ASSAULT rebels > MLI"),
    ("Ethiopian strikes against Eritrea resumed at dawn.", "ASSAULT ETH > ERI"),
    ("The Chilean president hosted the Peruvian minister in Santiago.", "CONSULT PER > CHL"),
    ("The Austrian chancellor met the king of Morocco.", "CONSULT AUT+MAR > -"),
    ("Ghana and Togo signed a fisheries agreement.", "SUPPORT GHA+TGO > -"),
    ("Norway will send tanks to Moldova.", "AGREE NOR > MDA planned"),
    ("Norway sent tanks to Moldova.", "AID NOR > MDA"),
    ("Norway will not send tanks to Moldova.", "REJECT NOR > MDA"),
    ("Norway did not send tanks to Moldova, contrary to reports.", "AID NOR > MDA denied"),
    ("Norway pledged to send tanks to Moldova.", "AGREE NOR > MDA asserted"),
    ("Norway refused to send tanks to Moldova.", "REJECT NOR > MDA"),
    ("Peru threatened to cut ties with Bolivia unless it signs.", "THREATEN PER > BOL conditional"),
    ("Canada imposed sanctions on Myanmar.", "SANCTION CAN > MMR"),
    ("Zambia expelled two Angolan diplomats.", "SANCTION ZMB > AGO"),
    ("Thousands of Kenyans marched in Nairobi against the tax.", "PROTEST KEN > *"),
    ("Ugandan police arrested twelve opposition activists.", "COERCE UGA > activists"),
    ("Rwanda deployed troops in Mozambique.", "MOBILIZE RWA > MOZ"),
    ("Rwanda withdrew its troops from Mozambique.", "RETREAT RWA > MOZ"),
    ("Rwanda announced the withdrawal of its troops from Mozambique.", "CONCEDE RWA > *"),
    ("Israel released twenty Palestinian prisoners.", "RETREAT ISR > PSE"),
    ("The Haitian prime minister resigned on Tuesday.", "RETREAT HTI > -"),
    ("Brazil condemned the Venezuelan incursion.", "ACCUSE BRA > VEN"),
    ("Egypt called on Sudan to stop the fighting.", "REQUEST EGY > SDN"),
    ("Morocco summoned the Spanish ambassador.", "ACCUSE MAR > ESP"),
    ("Morocco rejected an Algerian proposal.", "REJECT MAR > DZA"),
    ("Sudan denied attacking Kenya.", "ASSAULT SDN > KEN denied"),
    ("Poland said that Hungary must release the Polish driver.", "REQUEST POL > HUN"),
    ("Kenya and Somalia failed to reach an agreement.", "REJECT KEN+SOM > -"),
    ("Peru lifted the curfew in Lima.", "CONCEDE PER > *"),
    ("France granted asylum to two Belarusian officers.", "AID FRA > BLR"),
    ("Rebels in Kenya kidnapped three Italian doctors.", "ASSAULT * > ITA"),
]


@pytest.mark.parametrize(("text", "expect"), FRENCH)
def test_french(text: str, expect: str) -> None:
    events = read(text, "fr")
    assert fits(expect, events, text), (expect, [shown(e, text) for e in events])


@pytest.mark.parametrize(("text", "expect"), ENGLISH)
def test_english(text: str, expect: str) -> None:
    events = read(text, "en")
    assert fits(expect, events, text), (expect, [shown(e, text) for e in events])
