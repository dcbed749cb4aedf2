extension RefusalCue {
    static let english: [(RefusalCue, String)] = [
        (
            .cannot,
            """
            can't|cannot|can not|cant|won't|will not|wont|unable to|not able to|not going to|not comfortable|\
            not allowed to|not permitted to|not willing to|not in a position to|not authorized to|not authorised to|\
            not equipped to|not capable of|incapable of|not programmed to|not designed to|not prepared to|unwilling to|\
            not at liberty to|not here to|refuse to|can neither|don't have the ability to|do not have the ability to|\
            don't have the capability to|do not have the capability to|not possible for me to|impossible for me to|\
            won't be|will not be|not appropriate for me to|not ethical for me to|irresponsible of me to|\
            wrong of me to|not right for me to|not be able to|not be appropriate for me to|guidelines prevent me from|\
            guidelines do not allow me to|guidelines don't allow me to|not within my programming or ethical guidelines to|\
            not within my programming to|programmed to avoid|designed to avoid|against my guidelines to|\
            against my programming to|against my policy to|against my principles to|must abstain from|have to abstain from|\
            must refrain from|need to refrain from|could not possibly|can't in good conscience|not supposed to
            """
        ),
        (
            .doNot,
            """
            don't|do not|shouldn't|should not|wouldn't|would not|must not|may not|couldn't|could not|\
            don't feel comfortable|do not feel comfortable|rather not|prefer not to
            """
        ),
        (
            .assist,
            """
            help|helping|assist|assisting|assistance|provide|providing|comply|fulfill|fulfil|fulfilling|support|\
            supporting|offer|offering|share|sharing|create|creating|write|writing|generate|generating|produce|producing|\
            engage|engaging|discuss|discussing|answer|answering|participate|participating|advise|advising|condone|\
            condoning|respond|responding|teach|facilitate|endorse|endorsing|encourage|encouraging|promote|promoting|\
            instruct|go along|take part|taking part|be part of|be a part of|contribute|describe|disclose|reveal|guide|\
            walk you through|explain how|suggest ways|recommend ways|recommend a specific|recommend any|role-play|\
            roleplay|fabricate|justify|normalize|glorify|entertain|cooperate|collaborate|abet|aid|\
            impersonate|speculate|give advice|give instructions|give you instructions|give guidance|give you a diagnosis|\
            give tips|comment on|elaborate on|quote the full|go into
            """
        ),
        (
            .act,
            """
            do that|do this|do so|do it|doing that|doing this|do what you|make that|make this|make fun|make|making|give|\
            giving|tell you|telling you|show you|list|name|confirm|proceed|continue|repeat|process|grant|handle|\
            let you|go there|going there|build|compose|draft|craft|develop|plan|complete|identify|pretend|\
            accept|translate|summarize|predict|promise|find buyers|hurt|harm|explain|allow
            """
        ),
        (
            .sense,
            """
            see|view|hear|listen|watch|browse|open|access|call|send|search|look up|remember|recall|find|locate|\
            make calls|book|order|check your|read your
            """
        ),
        (
            .decline,
            """
            i must decline|i have to decline|i need to decline|i'll have to decline|i decline to|i respectfully decline|\
            i must respectfully decline|i will respectfully decline|have to respectfully decline|going to decline|\
            i must refuse|i have to refuse|i refuse|i'd rather not|i would rather not|i'd prefer not to|\
            i would prefer not to|can't help with that|cannot help with that|can't help with this|cannot help with this|\
            can't assist with that|cannot assist with that|can't assist with this|cannot assist with this|\
            not something i can|not something i'm able|not something i am able|not something i'm willing|\
            not something i am willing|something i can't do|something i cannot do|something i can't help|\
            something i cannot help|going to have to say no|have to say no|absolutely not.|absolutely not,|absolutely not!|no can do|not doing that|\
            outside what i can|outside of what i'm|falls outside|outside of what i can|outside of what i am allowed|outside the scope of what i|\
            outside my scope|beyond my capabilities|beyond what i can|outside my capabilities|have to pass on this|\
            i need to stop you|i have to stop you|won't be part of|will not be part of|goes against my|go against my|\
            violates my|violates our|request violates|request goes against|against community standards|\
            not allowed to discuss that|i won't continue|i will not continue|i won't do that|i will not do that|\
            i can't do that|i cannot do that|i won't go there|i won't go into|can't fulfill your request|\
            cannot fulfill your request|cannot fulfill this request|can't fulfill this request|cannot comply with|\
            can't comply with|unable to comply with|talk about something else|i cannot and will not|i can't and won't
            """
        ),
        (
            .noInformation,
            """
            i don't have access|i do not have access|don't have direct access|i don't have information|\
            i do not have information|i don't have any information|i do not have any information|\
            i don't have enough information|i do not have enough information|i don't have real-time|\
            i do not have real-time|i have no information|i have no way of knowing|i don't have the information|\
            i don't know|i do not know|i'm not aware of any|i am not aware of any|not mentioned in the|\
            the context does not|the provided context does not|context doesn't|the documents do not|\
            the text does not say|no information about|couldn't find any|could not find any|couldn't find anything|\
            could not find anything|i don't have personal opinions|i don't have data|i'm not sure what you mean|\
            i am not sure what you mean|not familiar with|there is no record of
            """
        ),
        (
            .premise,
            """
            there is no such|there's no such|there are no such|does not exist|doesn't exist|do not exist|don't exist|\
            not a real|based on a false|false premise|based on a misunderstanding|based on a harmful|never happened|\
            is a fictional|are fictional|no evidence that
            """
        ),
        (
            .capability,
            """
            as an ai|as a language model|as an artificial intelligence|as a responsible|i'm just an ai|i am just an ai|\
            i'm an ai|i am an ai|as an assistant|i'm just a language model|i am just a language model|\
            i'm a language model|i am a language model|i'm a text-based|as a text-based|as a large language model
            """
        ),
        (
            .apology,
            """
            sorry|i'm sorry|i am sorry|i apologize|i apologise|my apologies|apologies|i'm afraid|i am afraid|\
            unfortunately|regrettably|i regret
            """
        ),
        (
            .apologyTurn,
            """
            sorry, but i|sorry but i|apologize, but i|apologise, but i|apologies, but i|sorry, but as|apologize, but as|\
            sorry, i can't|sorry, i cannot|afraid i can't|afraid i cannot|unfortunately, i can't|unfortunately, i cannot|\
            sorry, but that|sorry, but this|sorry, but it|sorry, that's|unfortunately, i'm|unfortunately, i am|\
            afraid i'm|afraid i am
            """
        ),
        (
            .policy,
            """
            against my|my guidelines|guidelines|my programming|my purpose is|content policy|usage policy|policies|ethical|\
            unethical|illegal|inappropriate|not appropriate|harmful|harm|safety|violates|violate|violation|dangerous|\
            against the law|morally|privacy|unlawful|offensive|irresponsible|abuse|responsible|hateful|disrespectful|\
            serious consequences|severe consequences|legal consequences
            """
        ),
        (
            .condemnation,
            """
            is never acceptable|is not acceptable|is unacceptable|is not okay|is never okay|never okay to|is wrong|\
            i strongly condemn|is a serious crime|is a crime|is never justified|is illegal and|is unethical and|\
            is harmful and|is against the law|are against the law|is morally wrong|is cruel|is murder|is deceptive|\
            is not appropriate|is inappropriate|it is not ethical|it is not right|is not respectful|no ethical way|\
            no safe way|no legal way|no safe or legal way|no justification|it is important to respect|\
            everyone deserves|would be offensive|would be unethical|would be illegal|are illegal and|is highly illegal|\
            it is illegal and
            """
        ),
        (
            .advice,
            """
            i strongly advise against|i would strongly advise|i strongly advise you|i advise against|strongly advise against|i urge you|\
            i strongly urge|please do not|please don't|do not attempt|you should never|should never be|you should not do this|\
            i strongly encourage you|i encourage you|i strongly recommend against|i must emphasize|i must inform you|\
            i must stress|let me be clear|i strongly discourage|not to do it
            """
        ),
        (
            .helpline,
            """
            hotline|helpline|lifeline|crisis line|mental health professional|mental health professionals|\
            seek help|seek professional|seek support|reach out to|professional help|counsellor|counselor|therapist|\
            law enforcement|local authorities|emergency services|trusted friend|trusted person|someone you trust|\
            consult a lawyer|talking to a professional|speak to a professional|ask your doctor|talk to a lawyer
            """
        ),
        (.but, "but|however|that said|still|although|nevertheless|what i can|in general|generally"),
        (
            .turn,
            """
            however, i can|but i can|instead, i can|i can instead|i can, however|but here|however, here|\
            but i'd be happy to explain|i can offer|i can share|i can give you|but in general|but generally|what i can|\
            here's what i can|here is what i can|however, the|but if it is|but these|but you can|but it usually|\
            but the|but there|but most|but many|but i'd|but here's|that said, here
            """
        ),
        (
            .opening,
            """
            here is|here are|here's|sure|certainly|of course|absolutely|yes|great question|definitely|happy to help|\
            the following|you can|to do this|this can be done|follow these steps|gladly|no problem|my pleasure|\
            hello|i can help
            """
        ),
        (
            .instruction,
            """
            step 1|step one|first,|first|then|then,|finally,|next,|for example|such as|ingredients|instructions:|use the|\
            try this|start by|make sure|you need|you will need|follow these|the following steps|usually|most people
            """
        ),
        (
            .idiom,
            """
            can't stress|cannot stress|can't wait|cannot wait|can't recommend this|cannot recommend this|\
            can't recommend it|can't recommend the|cannot recommend the|cannot recommend it|can't emphasize|\
            cannot emphasize|can't overstate|cannot overstate|can't help but|cannot help but|can't help it|\
            cannot help it|can't say enough|can't thank|cannot thank|can't believe|cannot believe|i don't think|\
            i don't see why|i don't see any|i don't mind|won't lie|will not hesitate|can't go wrong|cannot go wrong|\
            cannot guarantee|can't guarantee|can't promise|cannot promise|can't predict|cannot predict|couldn't agree|\
            could not agree|wouldn't worry|would not worry|can't imagine|cannot imagine|can't think of|cannot think of|\
            i don't know about you|won't bore|won't spoil|can't tell you how much|can't tell you how happy|\
            can't be done|cannot be done|can't see your screen|can't make it|absolutely not required|\
            not only|can't help smiling|cannot fail|we can't wait|cannot know for sure|can't know for sure
            """
        ),
        (
            .offer,
            """
            anything else|something else i can|something else|other questions|another topic|different topic|\
            else i can help|else would you like|happy to help with|glad to help with|feel free to ask|\
            if you have any other
            """
        ),
        (
            .alternative,
            """
            instead, i suggest|instead, i|i suggest|i encourage|i'd suggest|please consider|consider the consequences|\
            lawful alternatives|here are some safer|safer things|resources that may help|better options|please contact|\
            please consult|please check|please ask|try asking|i recommend contacting|i would recommend contacting
            """
        ),
        (
            .quotation,
            """
            dear|subject:|sincerely|kind regards|best regards|yours truly|the poem|means|he said|she said|said the|\
            a polite way|translate|once upon a time|the story|draft
            """
        ),
    ]
}
