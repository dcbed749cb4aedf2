extension RefusalCue {
    /// Without accents, as skeletons are.
    static let french: [(RefusalCue, String)] = [
        (
            .ownCannot,
            """
            je ne peux|je ne peux pas|je ne puis|je ne suis pas en mesure de|je ne suis pas autorise a|\
            je ne suis pas capable de|je ne vais pas|je refuse de|il m'est impossible de|je ne saurais|nous ne pouvons|\
            je ne souhaite pas|je ne dois pas|je regrette de ne pas pouvoir|je n'ai pas la possibilite de
            """
        ),
        (
            .assist,
            """
            aider|t'aider|vous aider|fournir|donner|repondre|y repondre|assister|ecrire|creer|partager|participer|\
            generer|expliquer comment|discuter|accomplir|satisfaire|proposer|divulguer|aider a|produire|faire cela|\
            acceder a votre demande|traiter|soutenir
            """
        ),
        (
            .decline,
            """
            je dois decliner|je decline|je prefere ne pas|je refuse|je ne ferai pas|je dois refuser|va a l'encontre|\
            contraire a l'ethique|je ne peux pas faire cela|je ne peux pas vous aider|je ne peux pas t'aider|\
            je ne peux y repondre
            """
        ),
        (
            .noInformation,
            "je n'ai pas acces|je ne sais pas|je n'ai pas d'information|je n'ai pas d'informations|je ne dispose pas|le contexte ne"
        ),
        (.capability, "en tant qu'ia|en tant que modele|en tant qu'intelligence|en tant qu'assistant"),
        (.apology, "desole|desolee|je suis desole|je regrette|malheureusement|je m'excuse|navre|toutes mes excuses"),
        (
            .apologyTurn,
            "desole, mais je|desole, je ne|desolee, mais je|malheureusement, je|je regrette, mais|desole mais je"
        ),
        (.policy, "illegal|illegale|illegales|contraire a|ethique|dangereux|dangereuses|mes principes|nuisible|la loi"),
        (.but, "mais|cependant|toutefois|neanmoins"),
        (.turn, "mais je peux|cependant, je peux|en revanche|toutefois, voici|mais voici|je peux en revanche"),
        (.opening, "voici|bien sur|certainement|oui|vous pouvez|volontiers"),
        (.instruction, "etape 1|d'abord|ensuite|enfin|par exemple"),
        (
            .idiom,
            """
            je ne peux pas m'empecher|je ne peux que|je ne peux pas nier|je ne peux pas attendre|ne peux pas croire|\
            je ne peux assez|je ne saurais trop|je ne sais pas pour vous
            """
        ),
    ]

    /// Without accents, as skeletons are.
    static let spanish: [(RefusalCue, String)] = [
        (
            .ownCannot,
            """
            no puedo|no podemos|no podre|no me es posible|no estoy en condiciones de|no voy a|no debo|no soy capaz de|\
            me niego a|no estoy autorizado a|no estoy autorizada a|lamento no poder|no me esta permitido|no quiero|\
            siento no poder|no estoy programado para|no tengo permitido
            """
        ),
        (
            .assist,
            """
            ayudar|ayudarte|ayudarle|ayudarlo|proporcionar|proporcionarte|brindar|dar|darte|ofrecer|responder|escribir|\
            crear|asistir|asistirte|cumplir|cumplirla|compartir|participar|generar|explicar como|hacer eso|hacerlo|\
            apoyar|discutir|facilitar|revelar|atender
            """
        ),
        (
            .decline,
            """
            debo rechazar|tengo que rechazar|debo negarme|me niego|prefiero no|va en contra de mis|no puedo ayudarte con eso|\
            no puedo ayudarle con eso|no puedo hacer eso|no puedo cumplir
            """
        ),
        (
            .noInformation,
            "no tengo acceso|no lo se|no tengo informacion|no dispongo de|no cuento con informacion|no se menciona|no encontre"
        ),
        (.capability, "como modelo de lenguaje|como ia|como inteligencia artificial|como asistente"),
        (
            .apology,
            "lo siento|lamento|lo lamento|disculpa|disculpe|desafortunadamente|lamentablemente|me temo que|perdon"
        ),
        (
            .apologyTurn,
            "lo siento, pero|lo siento, no puedo|lo lamento, pero|me temo que no|disculpa, pero|lamentablemente, no|perdon, pero"
        ),
        (.policy, "ilegal|ilegales|en contra de|etico|danino|peligroso|mis normas|la ley|perjudicial|inapropiado"),
        (.but, "pero|sin embargo|no obstante"),
        (.turn, "pero puedo|sin embargo, puedo|en cambio|pero aqui|pero si puedo"),
        (.opening, "aqui tienes|aqui esta|claro|por supuesto|si|puedes|con gusto"),
        (.instruction, "paso 1|primero|luego|despues|finalmente|por ejemplo"),
        (
            .idiom,
            """
            no puedo esperar|no puedo dejar de|no puedo evitar|no puedo creer|no puedo negar|no puedo estar mas|\
            no quiero decir|no puedo mas que
            """
        ),
    ]

    /// Without accents, as skeletons are. The negation comes after the verb: ``ability``, ``trailingNot``, ``assist``.
    static let german: [(RefusalCue, String)] = [
        (
            .ability,
            "ich kann|kann ich|ich darf|darf ich|ich werde|werde ich|ich mochte|wir konnen|konnen wir|ich bin|bin ich|ich konnte"
        ),
        (.trailingNot, "nicht|keine|kein|keinen|keinerlei|nichts"),
        (
            .ownCannot,
            "ich weigere mich|es ist mir nicht moglich|ich bin nicht in der lage|ich bin nicht befugt|ich sehe mich nicht in der lage"
        ),
        (
            .assist,
            """
            helfen|weiterhelfen|behilflich|geben|bereitstellen|anbieten|beantworten|schreiben|erstellen|teilen|unterstutzen|\
            erfullen|mitteilen|teilnehmen|tun|nachkommen|diskutieren|erklaren, wie|liefern|anleitung|beleidigungen|\
            preisgeben|verfassen|mitwirken|nennen
            """
        ),
        (
            .decline,
            """
            ich muss ablehnen|muss ich ablehnen|bitte ablehnen|muss diese bitte|muss diese anfrage|anfrage ablehnen|lehne ich ab|ich lehne|das kann ich nicht|\
            dabei kann ich dir nicht|dabei kann ich ihnen nicht|verstosst gegen meine|verstost gegen meine
            """
        ),
        (
            .noInformation,
            """
            ich habe keinen zugriff|das weiss ich nicht|das weis ich nicht|ich weiss es nicht|keine informationen|\
            ich weiss nicht|ich habe keine informationen|liegen mir keine|im text nicht erwahnt
            """
        ),
        (.capability, "als ki|als sprachmodell|als kunstliche intelligenz|als assistent"),
        (.apology, "es tut mir leid|tut mir leid|leider|entschuldigung|entschuldige|ich bedaure"),
        (
            .apologyTurn,
            "tut mir leid, aber|tut mir leid, das|tut mir leid, ich kann|leider kann ich|leider darf ich|leider bin ich"
        ),
        (.policy, "illegal|illegalen|schadlich|gefahrlich|ethisch|gegen das gesetz|meine richtlinien|strafbar"),
        (.but, "aber|jedoch|allerdings"),
        (.turn, "aber ich kann|ich kann jedoch|ich kann aber|stattdessen kann ich|aber hier|allerdings kann ich"),
        (.opening, "hier ist|hier sind|naturlich|gerne|so geht es|ja|sie konnen|du kannst|selbstverstandlich"),
        (.instruction, "schritt 1|zuerst|dann|danach|zum beispiel|anschliessend"),
        (.idiom, "kann es kaum|nicht genug|nicht nur|kann ich nur|ich kann nur|kann nicht leugnen|nicht umhin"),
    ]
}
