extension ToxicCue {
    /// Category, strength out of context, words.
    static let entries: [(LexiconHit.Category, Double, String)] = [
        (.profanity, 0.35, "damn|damned|crap|hell no|bullshit|piss off|wtf|stfu|bs artist|arse|pissed|cc|cl|dm|vl"),
        (
            .profanity, 0.55,
            """
            shit|shitty|shits|sh*t|s**t|sht|fk|fck|fuk|fu|vãi|vcl|vkl|vl thật|vcc|vclm|vờ lờ|đếch|clm|cmm|clgt|dkm|đkm|dcm|đcm|\
            đmm|dmm|đm|đ.m|đ m|vãi cứt|vãi đái|cứt|đéo|đ*o|đếu|đ' |mẹ kiếp|con mẹ nó|bà mẹ nó|chết tiệt|chó má|chết mẹ
            """
        ),
        (
            .profanity, 0.75,
            """
            fuck|fucks|fucking|fucked|fucker|fuckers|fuckin|f*ck|f**k|f***|f*cking|f**king|fck you|motherfucker|motherfuckers|\
            asshole|assholes|a**hole|a$$hole|cunt|cunts|c*nt|dickhead|d*ckhead|prick|twat|cock sucker|cocksucker|\
            đụ|đụ má|đụ mẹ|địt|địt mẹ|đ*t|đ!t|d!t|dit me|djt|djtme|đjt|đù|đù má|đĩ mẹ|vãi lồn|lồn|lz|loz|l*n|l`n|cặc|cak|cặk|c*c|\
            buồi|con cặc|đầu buồi|cái lồn|mặt lồn|như lồn|như cặc|óc lồn|bố mày|mẹ mày|má mày|tổ sư|tiên sư|mả cha|mả mẹ|cmnr
            """
        ),
        (
            .insult, 0.6,
            """
            idiot|idiots|idiotic|moron|morons|imbecile|stupid|dumbass|dumb ass|loser|losers|scumbag|scumbags|bastard|bastards|\
            pathetic|worthless|you disgust me|shut up|shut your mouth|piece of trash|piece of garbage|waste of space|\
            nobody likes you|no one likes you|fool|fools|jackass|jerk|douchebag|lowlife|degenerate|degenerates|\
            ngu|ngu ngốc|ngu xuẩn|ngu dốt|đồ ngu|ngu như bò|ngu như chó|ngu như lợn|ngu vl|ngu thế|óc chó|óc lợn|óc bò|óc heo|\
            não chó|não cá vàng|thằng ngu|con ngu|lũ ngu|bọn ngu|đồ khốn|thằng khốn|khốn nạn|khốn kiếp|đồ chó|thằng chó|con chó cái|\
            lũ chó|bọn chó|chó chết|chó đẻ|như chó|mất dạy|đồ rác rưởi|súc vật|đồ súc sinh|súc sinh|câm mồm|câm họng|vô học|\
            vô giáo dục|thằng điên|con điên|đồ điên|thằng hèn|đồ hèn|bố láo|láo toét|đồ dối trá|mặt lợn|mặt chó|thằng béo|con béo|\
            đồ vô dụng|rẻ rách|đồ bỏ đi|thằng phản bội|thần kinh à|ảo chó|xạo lồn|xạo l|sủa|sủa tiếp|đú đởn|đĩ thõa
            """
        ),
        (
            .insult, 0.75,
            """
            bitch|bitches|b*tch|b**ch|whore|whores|wh*re|slut|sluts|sl*t|retard|retards|retarded|piece of shit|skank|hoe|\
            con đĩ|đồ đĩ|con điếm|đồ điếm|con phò|phò|cave|gái gọi rẻ tiền|đồ lăng loàn|con giáp thứ 13
            """
        ),
        (
            .threat, 0.85,
            """
            kill you|kill u|kill yourself|kill urself|kys|i will hurt you|i'll hurt you|beat you up|you should die|go die|\
            hope you die|hope they die|watch your back|burn in hell|slit your throat|shoot you|stab you|i will find you|\
            i'll find you|cut your|break your legs|drink bleach|hang yourself|you will regret|you're dead|you are dead|\
            should be shot|should be hanged|should be killed|deserve to die|deserves to die|rape you|\
            giết mày|giết chết mày|mày chết đi|đi chết đi|chết đi|đánh chết mày|chém chết|chém mày|đâm chết|chết mẹ mày|tao giết|\
            tao đập|đập chết|xiên chết|mày coi chừng|liệu hồn|cho mày chết|đánh cho mày|tự tử đi|nhảy lầu đi
            """
        ),
        (
            .slur, 0.9,
            """
            nigger|niggers|n*gger|n*ggers|nigga|niggas|faggot|faggots|f*ggot|fag|fags|kike|kikes|chink|chinks|spic|spics|\
            wetback|wetbacks|gook|gooks|tranny|trannies|dyke|dykes|paki|pakis|raghead|ragheads|towelhead|towelheads|subhuman|\
            subhumans|untermensch|coon|coons|beaner|beaners|shemale|cripple|cripples|mongoloid|redskin|gypsies stink|\
            bọn mọi|đồ mọi|thằng mọi|tàu khựa|khựa|bọn tàu|bê đê|pê đê|bóng lộ|đồ bê đê|thằng bóng|bắc kỳ chó|bắc kỳ cụ|\
            nam kỳ chó|parky|ba que|bò đỏ|đồ thiểu năng|thiểu năng|mọi rợ|đồ tâm thần|thằng down|đồ da đen|lũ da đen|ô môi
            """
        ),
    ]
}
