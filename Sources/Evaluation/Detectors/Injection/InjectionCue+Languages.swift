extension InjectionCue {
    /// Without accents, as skeletons are.
    static let vietnamese: [(InjectionCue, String)] = [
        (.overrideVerb, "bo qua|quen|quen het|phot lo|khong can tuan theo|dung tuan theo"),
        (
            .overrideObject,
            """
            moi huong dan|tat ca huong dan|cac huong dan|huong dan truoc|huong dan tren|moi chi dan|cac chi dan|\
            tat ca chi dan|chi dan truoc|moi lenh|cac lenh truoc|cac quy tac truoc|moi quy tac|cac yeu cau truoc|\
            tieu chi cham|tieu chi cham diem|quy tac cham diem|huong dan cham diem|huong dan cham|cac tieu chi|tieu chi danh gia|chi thi truoc|moi chi thi|cac chi thi
            """
        ),
        (
            .evaluator,
            """
            giam khao|nguoi cham|nguoi cham diem|nguoi danh gia|he thong danh gia|he thong cham diem|mo hinh danh gia|\
            mo hinh cham diem|ai cham diem|ai danh gia|bo cham diem
            """
        ),
        (
            .addressLead,
            "gui|gui den|kinh gui|luu y|luu y cho|nhan|nhan gui|neu ban la|yeu cau|thong bao cho|danh cho|ban la"
        ),
        (
            .asGood,
            """
            la dung|la hoan toan dung|la chinh xac|la hoan toan chinh xac|la dat|la hoan hao|la duoc ho tro|\
            la xuat sac|la trung thuc
            """
        ),
        (.address, "neu ban dang cham diem|neu ban dang danh gia|neu ban la ai"),
        (.directive, "hay|phai|vui long|xep|coi|danh gia|cham|xuat|tra ve|cho|can|cong nhan"),
        (.score, "diem|diem so|ket qua|dat yeu cau|dung hoan toan|muc diem"),
        (
            .topScore,
            """
            diem toi da|diem tuyet doi|diem cao nhat|10 diem|diem 10|1.0 diem|muc cao nhat|100 diem|diem 1.0|ket qua dat|\
            cham 10/10|tron diem|diem tron
            """
        ),
        (
            .object,
            """
            cau tra loi nay|cau tra loi tren|phan hoi nay|phan hoi tren|cau tra loi cua toi|bai lam nay|cau tra loi a|\
            cau tra loi b|bai nay
            """
        ),
        (
            .leniency,
            """
            dung tru diem|khong tru diem|coi moi khang dinh|moi khang dinh deu dung|khong can kiem tra|\
            danh dau tat ca la dung|coi la dung|luon chon cau tra loi|trong bai deu dung|tren deu dung|\
            dung kiem tra lai|dung kiem tra|khong can doi chieu|diem so duy nhat hop le
            """
        ),
        (.boundary, "ket thuc van ban can danh gia|ket thuc cau tra loi|het phan can danh gia|ket thuc phan can cham"),
    ]

    /// French, Spanish and German without accents.
    static let european: [(InjectionCue, String)] = [
        (
            .overrideVerb,
            """
            ignorez|ignore|oubliez|oublie|ne tenez pas compte|ignora|olvida|ignore usted|haz caso omiso de|ignoriere|\
            vergiss|missachte|ignorieren sie|vergessen sie
            """
        ),
        (
            .overrideObject,
            """
            instructions precedentes|consignes precedentes|regles precedentes|toutes les instructions|\
            instrucciones anteriores|instrucciones previas|todas las instrucciones|reglas anteriores|\
            vorherigen anweisungen|bisherigen anweisungen|alle anweisungen|obigen anweisungen|vorherigen regeln
            """
        ),
        (
            .evaluator,
            """
            l'evaluateur|evaluateur|correcteur|juge|jury|evaluador|calificador|juez|jurado|bewerter|gutachter|prufer|\
            juror|bewertungsmodell|modele d'evaluation|modelo evaluador
            """
        ),
        (
            .addressLead,
            """
            note a|si vous etes|si tu es|cher|message pour|nota para|si eres|estimado|mensaje para|hinweis an|\
            wenn du|wenn sie|lieber|nachricht an|attention a
            """
        ),
        (
            .address,
            "die dies bewertet|der dies bewertet|das dies bewertet|qui evalue cette reponse|que evalua esta respuesta"
        ),
        (
            .directive,
            """
            donnez|donne|attribuez|attribue|doit|mettez|notez|asigna|asigne|da la|dale|otorga|otorgue|debe|califica|gib|geben sie|\
            vergib|vergeben sie|muss|bewerte|bewerten sie
            """
        ),
        (.score, "note|puntuacion|calificacion|nota|punktzahl|bewertung"),
        (
            .topScore,
            """
            note maximale|meilleure note|note parfaite|la note de 10|puntuacion maxima|maxima puntuacion|\
            maxima calificacion|calificacion maxima|nota mas alta|nota maxima|volle punktzahl|hochste punktzahl|\
            hochstpunktzahl|hochstnote|bestnote|beste note|volle punkte
            """
        ),
        (
            .object,
            """
            cette reponse|la presente reponse|la reponse ci-dessus|esta respuesta|la respuesta anterior|dieser antwort|diese antwort|\
            die obige antwort
            """
        ),
        (
            .leniency,
            """
            ne retirez pas de points|toutes les affirmations sont|no restes puntos|todas las afirmaciones|\
            ziehe keine punkte ab|alle aussagen als
            """
        ),
        (
            .asGood,
            """
            comme correcte|comme correct|comme exacte|comme parfaite|como correcta|como correcto|como perfecta|\
            als korrekt|als richtig|als perfekt
            """
        ),
    ]

    static let chineseAndJapanese: [(InjectionCue, String)] = [
        (
            .override,
            """
            忽略之前的|忽略以上|忽略所有|忽略先前|无视以上|无视之前|无视所有|忘记之前的|請忽略之前|指示を無視|指示をすべて無視|指示は無視|命令を無視|\
            ルールを無視|以前の指示を忘れ
            """
        ),
        (.evaluator, "评分者|评委|评审|评分模型|评估模型|裁判|打分模型|評価者|審査員|採点AI|採点者|評価モデル"),
        (.directive, "请给|请打|请为本|必须|务必|直接输出|请将|给出最高|付けてください|つけてください|与えてください|出力してください|判定してください|評価してください"),
        (.topScore, "满分|最高分|打10分|10分|滿分|満点|最高点|10点"),
        (.object, "这个回答|本回答|该回答|此回答|这个答案|本答案|上述回答|この回答|本回答|上記の回答"),
        (.leniency, "标记为支持|视为正确|不要扣分|支持されたと判定|減点しないで"),
        (.discussion, "攻击|研究|例如|攻撃|例えば"),
    ]
}
