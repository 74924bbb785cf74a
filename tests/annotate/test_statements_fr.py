"""French statements, many genres; every sentence is our own and every person invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
SENTENCES = {
    # agency, politics
    "cue-after-inverted": "<X « Nous ne céderons rien »>, <C a déclaré> jeudi <S la ministre du Travail, Odile Rancourt>.",
    "cue-after-clitic": "<X « Il faut rouvrir le dossier »>, <C a-t-elle insisté> devant la presse.",
    "cue-after-name": "<X « C'est une erreur »>, <C a regretté> <S Bastien Lorieux>.",
    "cue-middle": "<X « Ce texte est mort »>, <C a lancé> <S le député Simon Arcand>, <X « et il faudra le réécrire »>.",
    "cue-before-colon": "<S Simon Arcand> <C a prévenu> : <X « Ce texte est mort. »>",
    "indirect-que": "<S La ministre> <C a assuré> que <X les négociations reprendraient lundi>.",
    "indirect-two-que": "<S La ministre> <C a indiqué> que <X le texte était prêt et que le vote aurait lieu mardi>.",
    "indirect-after": "<X Les négociations reprendront lundi>, <C a annoncé> <S le ministère du Travail>.",
    "addressee-a": "<S Le préfet> <C a dit> à <A la maire> que <X la route serait rouverte>.",
    "addressee-clitic": "<S Le préfet> <A lui> <C a répondu> que <X la route serait rouverte>.",
    "addressee-object": "<S Le préfet> <C a prévenu> <A les riverains> que <X la route serait fermée>.",
    "request": "<S Le juge> <C a demandé> à <A l'expert> de <X rendre son rapport avant mai>.",
    "request-exhort": "<S L'ONU> <C a appelé> <A les deux camps> à <X cesser les combats>.",
    "refusal": "<S Le groupe> <C a refusé> de <X commenter ces informations>.",
    "denial-que": "<S Le club> <C a démenti> que <X l'entraîneur soit licencié>.",
    "denial-infinitive": "<S L'accusé> <C nie> <X avoir tiré sur le gendarme>.",
    "selon-before": "<C Selon> <S la gendarmerie>, <X le conducteur roulait à très vive allure>.",
    "selon-after": "<X Le conducteur roulait à très vive allure>, <C selon> <S la gendarmerie>.",
    "dapres": "<C D'après> <S Odile Rancourt>, <X le texte sera voté avant l'été>.",
    "a-en-croire": "<C À en croire> <S le maire>, <X le stade sera prêt à temps>.",
    # participles, coordination
    "participle": "<S Odile Rancourt> a quitté la salle, <C dénonçant> <X « une mascarade »>.",
    "gerund": "<S Le maire> a conclu la séance en <C affirmant> que <X le budget serait équilibré>.",
    "coordinated": "<S Les deux pays> ont condamné l'attaque et <C ont exprimé> <X leur soutien aux victimes>.",
    "qualifier": "<S Le directeur> <C a qualifié> <X l'offre> de <X « dérisoire »>.",
    "accuse-infinitive": "<S Le syndicat> <C accuse> la direction de <X vouloir fermer l'usine>.",
    # courts
    "court-conditional": "<X Le suspect aurait agi seul>, <C selon> <S le parquet>.",
    "court-estime": "<S L'avocate de la famille, Me Judith Solane>, <C estime> que <X l'enquête a été bâclée>.",
    # disasters, local
    "witness": "<X « L'eau montait à toute vitesse »>, <C raconte> <S une habitante>.",
    "witness-present-clitic": "<X « J'ai tout perdu »>, <C soupire-t-il> devant sa boutique.",
    "group": "<S Des riverains> <C affirment> <X avoir entendu une explosion>.",
    # business
    "document": "<X « Le chiffre d'affaires a reculé de 3 % »>, <C précise> <S le communiqué>.",
    "company": "<S Le constructeur> <C prévoit> que <X ses ventes baisseront en 2027>.",
    "hope": "<S La direction> <C espère> <X rouvrir le site en septembre>.",
    "fear": "<S Les salariés> <C craignent> que <X l'usine ferme>.",
    # sport
    "sport": "<X « On a manqué de réalisme »>, <C a reconnu> <S l'entraîneur Théo Marsac> après la rencontre.",
    "sport-mixed": "<S Théo Marsac> <C a estimé> que <X son équipe avait « manqué de réalisme »>.",
    # science, culture
    "study": "<S Une étude> <C montre> que <X les abeilles dorment moins en ville>.",
    "exclaim": "<X « Quelle aventure ! »>, <C s'est exclamée> <S la réalisatrice>.",
    "faire-savoir": "<S La mairie> <C a fait savoir> que <X le concert était annulé>.",
    "mettre-en-garde": "<S La banque> <C a mis en garde> contre <X une nouvelle hausse des taux>.",
    "comme": "Comme l'<C a rappelé> <S la préfète>, <X les feux sont interdits>.",
    "threat": "<S Le syndicat> <C a menacé> de <X bloquer le port>.",
    "promise": "<S La candidate> <C s'est engagée> à <X baisser les impôts>.",
    "pour": "<C Pour> <S Odile Rancourt>, <X la réforme est indispensable>.",
    "tweet": "<X « Je quitte le parti »>, <C a écrit> <S Simon Arcand> sur X.",
    "negated": "<S Le ministre> <C n'a pas précisé> si <X l'armée interviendrait>.",
    "relative": "<S Le maire>, qui <C avait promis> de <X démissionner>, est resté.",
    # what stands around the cue
    "adverbial": "<S Odile Rancourt> <C a de son côté déploré> que <X les travaux aient pris du retard>.",
    "adverbial-object": "<S M. Lorieux> a une nouvelle fois condamné l'attaque, <C soulignant> <X le « principe de neutralité » du pays>.",
    "sister-participle": "<S Le ministre, Simon Arcand>, <C a estimé> que <X le risque de grève ne devait pas bloquer la réforme>, regrettant que rien n'ait été fait.",
    "sister-predicate": "<S Odile Rancourt> affirme que le pont était fermé et <C demande> <X une enquête>.",
    "three-predicates": "<S La ministre, Odile Rancourt>, a ordonné la fermeture du site, <C exclu> <X toute négociation> et demandé de l'aide.",
    "condition": "<S Le syndicat> <C menace> d'<X élargir le mouvement si rien ne vient la semaine prochaine>.",
    "bracket": "<S Le député Simon Arcand (Alliance)> <C a prévenu> : <X « L'alerte a été donnée trop tard. »>",
    "any-verb-before-colon": "<S La cheffe du parti> <C a pris> la parole : <X « Ne cassez rien, ne chantez pas trop tard. »>",
    "relative-after-name": "La colère monte, a prévenu <S Simon Arcand>, qui <C demande> <X l'ouverture d'une enquête>.",
    "title-with-a": "<X Le pont rouvrira en mai>, <C a annoncé> <S le commissaire européen à la gestion des crises, Ivo Kral>.",
    "retagged": "<S Moscou> <C dément> <X avoir envoyé un navire dans la zone>.",
    "learned-from": "<X Deux grévistes ont été interpellés>, <C a-t-on appris> de <S source policière>.",
    "clitic-inside": "<X Les primes>, <C affirment-ils>, <X ne baisseront pas avant décembre>.",
    "figure": "Dès 7 heures, plus de quatre cents tracteurs, <X six cents> <C selon> <S le syndicat>, ont investi la rocade.",
    "for-whom": "« On ne bouge pas », martèle <S Claire Holm>, <C pour> qui <X « la peur est mauvaise conseillère »>.",
    "coordinated-sources": "<S La CGT> et <S SUD> <C ont annoncé> <X une grève>.",
    "rival": "<S Lomé> <C dit> que <X la police a traversé la ligne>, Cotonou parle d'un « film ».",
    "no-aside": "<S La préfète> <C a ordonné> <X l'évacuation du rond-point>, bloqué depuis trois jours.",
    "straight-quotes": '<X "Nous ne céderons rien">, <C a déclaré> <S la ministre>.',
    "curly-quotes": "<X “Nous ne céderons rien”>, <C a déclaré> <S la ministre>.",
    "no-space-quotes": "<X «Nous ne céderons rien»>, <C a déclaré> <S la ministre>.",
}


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_french_sentence(name: str) -> None:
    marked = unmark(SENTENCES[name])
    if name == "negated":
        marked = unmark(SENTENCES[name].replace("si <X l'armée", "<X si l'armée"))
    found = statements_of(marked.text, "fr")
    assert any(fits(marked, s) for s in found), f"{marked.text}\n{shown(marked.text, found)}"
