"""Constructions of saying, one to a sentence; all sentences our own, all people invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
FR = [
    "<X « J'ai tout perdu »>, <C raconte> sur Radio Vallée dimanche <S Luc Morel>, éleveur à Brénod.",
    "<X « On ne lâchera rien »>, <C ont souligné> vendredi <S la CGT-Poste> et <S l'Unsa-Poste>.",
    "<X « On ne lâchera rien »>, <C a affirmé> mardi matin sur France Inter <S le secrétaire général du syndicat, Luc Morel>.",
    "<X « On ne lâchera rien »>, <C a répété> lors d'une conférence de presse à Lomé <S le ministre Ivo Kral>.",
    "<X « C'est fini »>, <C a confié> à l'agence Reuters <S un diplomate européen>.",
    "<X « C'est fini »>, <C a indiqué> dans un communiqué <S le groupe Carfil>.",
    "<X Le pont sera fermé>, <C a indiqué> lundi dans un communiqué <S la préfecture du Rhône>.",
    "<X Le pont sera fermé dès lundi>, <C a annoncé> <S le ministère des Transports>.",
    "<X Onze soldats ont été tués à une trentaine de kilomètres de la frontière>, <C a annoncé> <S le préfet>.",
    "<X « Tout le monde descend »>, <C a crié> aux passagers <S le chauffeur>.",
    "<X « Il faut partir »>, <C a lancé> devant les députés <S le Premier ministre, Ivo Kral>.",
    "Interrogé par l'AFP, <S le maire> <C a assuré> que <X le pont rouvrirait>.",
    "Interrogée sur BFMTV, <S la maire de Brénod, Lise Karm>, <C a estimé> que <X le pont rouvrirait>.",
    "<S Luc Morel>, qui s'exprimait devant la presse, <C a assuré> que <X le pont rouvrirait>.",
    "<S Le maire>, lui, <C assure> que <X le pont rouvrira>.",
    "<S La CGT>, de son côté, <C dénonce> <X « une mascarade »>.",
    "De son côté, <S la direction> <C affirme> que <X le dialogue continue>.",
    "Dans un communiqué publié lundi, <S l'entreprise> <C indique> <X avoir suspendu la production>.",
    "Dans un entretien au journal Le Matin, <S le ministre Ivo Kral> <C affirme> que <X la réforme sera votée>.",
    "À l'issue du Conseil des ministres, <S la porte-parole du gouvernement> <C a précisé> que <X le texte serait retiré>.",
    "Le texte a été rejeté par <S le maire>, qui <C a estimé> que <X le projet coûtait trop cher>.",
    "Elle a rencontré <S le ministre Ivo Kral>, lequel <C a promis> que <X l'usine resterait ouverte>.",
    "<X « Ils ont tiré »>, <C affirme> <S un témoin> qui a requis l'anonymat.",
    "<S M. Varin> a une nouvelle fois condamné la frappe, <C soulignant> <X le « principe de neutralité » de son pays>.",
    "<S M. Varin> <C a d'autre part répété> que <X le raid était une « grave dérive »>.",
    "<S La ministre> <C a, quant à elle, assuré> que <X le texte serait voté>.",
    "<S La ministre> <C a également indiqué> que <X le texte serait voté>.",
    "<S La ministre> <C a, dans la foulée, annoncé> <X la fermeture du site>.",
    "<S Le président> <C a toutefois reconnu> que <X « des erreurs » avaient été commises>.",
    "« Nous ne céderons rien », a déclaré <S Luc Morel>, <C appelant> <A ses collègues> à <X poursuivre la grève>.",
    "« Nous ne céderons rien », a déclaré <S Luc Morel>, avant d'<C ajouter> : <X « La balle est dans leur camp. »>",
    "<S Le préfet> a visité le site et <C a promis> que <X des renforts arriveraient>.",
    "<S La police> a ouvert une enquête, <C précisant> que <X deux suspects étaient en fuite>.",
    "<S Il> a quitté la salle en <C lançant> : <X « Vous le regretterez. »>",
    "Tout en <C reconnaissant> <X une « erreur »>, <S le ministre> refuse de démissionner.",
    "<C Affirmant> <X être victime d'un complot>, <S l'accusé> a quitté la salle.",
    "<C Refusant> de <X commenter l'enquête>, <S le parquet> renvoie vers la préfecture.",
    "Comme l'<C a indiqué> <S le ministère>, <X la route sera fermée>.",
    "<X La route sera fermée>, comme l'<C a indiqué> <S le ministère> lundi.",
    "<X « C'est fini »>, <C dit-il>.",
    "<X « C'est fini »>, <C a-t-elle avancé>.",
    "<X « C'est fini »>, m'<C a dit> <S le maire>.",
    "<X « C'est fini »>, <C s'est agacé> <S le maire>.",
    "<X « Mille emplois vont disparaître »>, <C a-t-elle avancé>.",
    "Et <S Luc Morel> de <C conclure> : <X « C'est une faute. »>",
    "Et <S le maire> d'<C ajouter> : <X « C'est une faute. »>",
    "<X « C'est une faute »>, <C tranche> <S Luc Morel>.",
    "<S La CGT> et <S SUD> <C ont annoncé> <X une grève>.",
    "<S Le ministre> et <S la préfète> <C ont indiqué> que <X le pont était fermé>.",
    "<S Son avocate> <C dément> qu'<X il ait avoué quoi que ce soit>.",
    "<S L'agence régionale de santé> <C dément> <X toute fermeture de lits>, que plusieurs élus affirmaient.",
    "<S Carfil> <C dément> <X tout projet de fermeture>.",
    "<S Oslo> <C reconnaît> <X une « erreur »>.",
    "<S Reykjavik> <C exige> <X ses marins>.",
    "<S Varsovie> et <S Vilnius> <C demandent> <X la fermeture de l'espace aérien>.",
    "<S La CGT> <C menace> de <X bloquer les routes>.",
    "<S Le syndicat> <C réclame> <X des comptes>.",
    "<S La présidente> <C a une nouvelle fois exhorté> <A les deux capitales> à <X « rouvrir la ligne directe » coupée en février>.",
    "<S L'envoyée de l'ONU, Ilse Marant>, <C a pressé> <A les deux capitales> d'<X accepter une médiation>.",
    "<S La ministre> <C a remercié> <A les écologistes> pour <X leur « courage »>.",
    "<S Le chancelier> <C félicite> <A Mme Brodnik> pour <X « une victoire nette »>.",
    "<S Cette dernière> <A lui> <C a demandé> de <X « dire la vérité aux familles »>.",
    "<X « Nos hommes dormaient »>, <C a ironisé> à <A Radio Ndarason> <S son porte-parole, Idriss Nour>.",
    "<S La ministre> <C a dit> aux <A députés> que <X le texte serait voté>.",
    "<S Le préfet> <A leur> <C a promis> <X un couloir pour les denrées « d'ici à la fin de la semaine »>.",
    "<S L'Institut> <C a, lui, promis> <X les premiers résultats « sous cinq jours »>.",
    "<S Le laboratoire> <C s'est quant à lui déclaré> <X « confiant »>.",
    "<X « On a tout vu »>, <C tient à souligner> <S le colonel Serge Haristoy>.",
    "<S L'ambassadeur> <C s'est borné à souhaiter> <X « la stabilité »>.",
    "<S Le ministre> <C a tenu à saluer> <X le « courage » des pompiers>.",
    "<S Le ministre> <C n'a pas voulu confirmer> <X l'information>.",
    "<S Le maire> <C a fini par reconnaître> que <X le pont était fermé>.",
    "<S La porte-parole> <C s'est contentée de rappeler> que <X l'enquête était en cours>.",
    "<X La réforme sera retirée>, <C croit savoir> <S un député de la majorité>.",
    "<S Un diplomate> <C croit savoir> que <X la réforme sera retirée>.",
    "<S Le patron du groupe> <C se dit> <X « confiant »>.",
    "<S Le maire> <C s'est dit> <X prêt à rouvrir le pont>.",
    "<S Le maire> <C s'est dit> <X favorable à la réouverture>.",
    "<S Le ministre> <C a estimé> <X nécessaire de fermer le pont>.",
    "<S Le maire> <C juge> <X le projet « dangereux »>.",
    "<S Le maire> <C a dit> <X regretter cette décision>.",
    "<S La société> <C a fait état> d'<X un bénéfice de 41 millions d'euros>.",
    "<S Bruxelles> <C évoque> <X une « provocation »>.",
    "<S Le parquet> <C parle> d'<X un acte « isolé »>.",
    "<S La France> <C a condamné> <X une attaque « lâche »>.",
    "<S Il> <C condamne> <X cet acte, « contraire au droit »>, et demande une enquête.",
    "<S Le syndicat> <C appelle> à <X la grève>.",
    "<S Le syndicat> <C appelle> <A les salariés> à <X la grève>.",
    "<S Les autorités> <C ont appelé> <A la population> au <X calme>.",
    "<S L'avocat> <C a plaidé> <X l'acquittement>.",
    "<S Le procureur> <C a requis> <X dix ans de prison>.",
    "<S Le ministère> <C a mis en garde> <A les voyageurs> contre <X une vague de froid>.",
    "<S L'accusé> <C a présenté> <X ses excuses aux familles>.",
    "<S Le président> <C a adressé> <X ses félicitations au vainqueur>.",
    "<S Le ministre> <C n'exclut pas> <X une baisse des taxes>.",
    "<S Le ministre> <C a écarté> <X toute hausse d'impôts>.",
    "<S Un homme> <C a revendiqué> <X l'attaque>.",
    "<X Deux hommes ont été arrêtés>, <C a-t-on appris> auprès de <S la police>.",
    "<X Deux hommes ont été arrêtés>, <C a-t-on indiqué> de <S source judiciaire>.",
    "On <C apprend> auprès de <S la mairie> que <X le pont est fermé>.",
]
EN = [
    '<X "We will not yield,"> <C said> on Tuesday in a call with reporters <S Mara Holt>.',
    '<X "We will not yield,"> <C said> in a statement <S the company>.',
    "<S Mara Holt> <C told> <A reporters> on Monday that <X the bridge was closed>.",
    "<S The mayor> <C declined to say> <X whether the bridge would reopen>.",
    '<S A witness> <C was heard to say>: <X "She may need one.">',
    "The paper quoted <S an officer> as <C saying> that <X the bridge was closed>.",
    "<S An officer> was quoted as <C saying> that <X the bridge was closed>.",
    "<C According to> <S the mayor> <X that plan is dead>.",
    "<X That figure is wrong>, <C according to> <S a union official> who asked not to be named.",
    "<S Clinton camp>: <X the rival plan threatens jobs>",
    "<S The mayor> <C called on> <A residents> to <X leave the town>.",
    "TEHRAN (Agency) – <S The ministry> <C said> that <X the bridge was closed>.",
]


@pytest.mark.parametrize(("code", "sentence"), [*(("fr", s) for s in FR), *(("en", s) for s in EN)])
def test_construction(code: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), f"{marked.text}\n{shown(marked.text, found)}"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Un témoin, qui a requis l'anonymat, est parti."),
        ("en", "A witness asked not to be named."),
        ("fr", "Verrières du Rhin : six cents emplois en danger"),
    ],
)
def test_these_are_no_statements(code: str, text: str) -> None:
    assert not statements_of(text, code), shown(text, statements_of(text, code))


def contents(text: str, code: str = "fr") -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("; ".join(r.of(text) for r in s.sources), tuple(c.of(text) for c in s.contents))
        for s in statements_of(text, code)
    ]


def test_a_cue_set_into_a_quotation() -> None:
    text = "« La prochaine fois, confie Luc Morel, il y aura des chaises. »"
    assert contents(text) == [("Luc Morel", ("« La prochaine fois", "il y aura des chaises. »"))]


def test_an_unclosed_quotation_ends_before_what_introduces_the_next() -> None:
    text = "« J'habite là, explique Luc Morel. Le feu a traversé. Son voisin ajoute : « Je suis parti. »"
    assert contents(text) == [
        ("Luc Morel", ("« J'habite là", "Le feu a traversé.")),
        ("Son voisin", ("« Je suis parti. »",)),
    ]


def test_the_infinitive_of_a_tale_goes_on_with_the_speaker() -> None:
    text = "« Le pont tient », a dit Lise Karm. Et d'ajouter : « Il tiendra longtemps. »"
    assert [s for s, _ in contents(text)] == ["Lise Karm", "Lise Karm"]


def test_a_description_between_commas_belongs_to_the_source_of_selon() -> None:
    text = "Selon un rapport résumant la réunion, consulté par l'agence, « il faut partir »."
    assert contents(text) == [("un rapport", ("« il faut partir »",))]


def test_a_dateline_is_no_part_of_the_source() -> None:
    text = "TEHRAN (Agency) – The ministry said that the bridge was closed on Monday."
    assert contents(text, "en") == [("The ministry", ("the bridge was closed on Monday",))]


def test_marks_without_space_open_and_close() -> None:
    text = (
        "Iran accused rebels of lying.”The bridge is closed,” spokesman Ivo Kral said Monday.”(We) will act.”He left."
    )
    assert ("spokesman Ivo Kral", ("”The bridge is closed,”",)) in [(s, c[:1]) for s, c in contents(text, "en")]
