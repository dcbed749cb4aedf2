extension Cue {
    /// The phrases that wake recognisers; accents do not matter.
    static let starts: [(Start, String)] = [
        (
            .title,
            """
            mr|mrs|ms|miss|mister|dr|prof|professor|sir|herr|frau|monsieur|madame|mme|mlle|señor|señora|señorita|sra
            srta|signor|signora|dott|dra|sig|dear|ông|bà|anh|chị|cô|chú|bác|em|bạn|thầy|bác sĩ|giáo sư|tiến sĩ|luật sư
            """
        ),
        (
            .introduction,
            """
            my name is|my name's|my full name is|his name is|her name is|whose name is|customer's name is
            patient's name is|people call me|call me|i'm|i am|tên tôi là|tôi tên là|tên em là|em tên là|tên mình là
            mình tên là|tên của tôi là|tôi tên|em tên|mình tên|họ tên|họ và tên|tên đầy đủ|tên khách hàng|khách hàng
            bệnh nhân|người nhận|người gửi|chủ tài khoản|tôi là|full name|first name|last name|surname|given name
            patient|patient name|customer name|client name|cardholder|cardholder name|account holder|contact person
            name|recipient|attn|attention|signed by|signed|yours truly|me llamo|mi nombre es|je m'appelle|mon nom est
            mein name ist|ich heiße|mi chiamo|il mio nome è|meu nome é|me chamo|mijn naam is|ik heet|nazywam się
            jag heter|nombre|nom|vorname|nachname
            """
        ),
        (
            .signature,
            """
            best regards|kind regards|warm regards|regards|sincerely|yours sincerely|yours faithfully|sincerely yours
            best wishes|best|cheers|cordially|respectfully|warmly|many thanks|thanks|thank you|trân trọng|thân mến
            thân ái|kính thư|mit freundlichen grüßen|freundliche grüße|cordialement|atentamente|saludos
            cordiali saluti|atenciosamente|met vriendelijke groet
            """
        ),
        (
            .birth,
            """
            born|born on|date of birth|dob|d o b|birthday|birthdate|birth date|birthday is|ngày sinh|sinh ngày
            sinh nhật|ngày tháng năm sinh|năm sinh|né le|née le|date de naissance|geboren am|geboren|geburtsdatum
            fecha de nacimiento|nacido el|nacida el|nato il|nata il|data di nascita|data de nascimento|nascido em
            nascida em|geboortedatum|data urodzenia|doğum tarihi
            """
        ),
        (
            .streetWord,
            """
            street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|terrace|ter
            way|highway|hwy|parkway|pkwy|circle|cir|trail|trl|loop|plaza|crescent|close|gardens|grove|mews|row|walk
            quay|alley|broadway|turnpike|expressway|freeway|causeway|ridge|hill|hills|park|point|view|run|path|pass
            crossing|landing|heights|hollow|green|manor|meadow|meadows|springs|creek|lake|island|islands|isle|junction
            knoll|knolls|mill|mills|mission|mount|mountain|orchard|oval|overpass|passage|pike|pines|plain|plains|port
            prairie|ranch|rapids|rest|river|roads|route|shoal|shoals|shore|shores|skyway|spring|spur|spurs|squares
            station|stravenue|stream|streets|summit|throughway|trace|track|trafficway|tunnel|underpass|union|unions
            valley|valleys|via|viaduct|views|village|villages|ville|vista|wall|walks|ways|well|wells|bridge|brook
            brooks|burg|burgs|bypass|camp|canyon|cape|center|centers|cliff|cliffs|club|common|corner|corners|course
            courts|cove|coves|crest|crossroad|curve|dale|dam|divide|drives|estate|estates|extension|extensions|fall
            falls|ferry|field|fields|flat|flats|ford|fords|forest|forge|forges|fork|forks|fort|garden|gateway|glen
            glens|greens|groves|harbor|harbors|haven|inlet|key|keys|light|lights|lakes|loaf|lock|locks|lodge|mall
            motorway|neck|parks|parkways|points|ports|radial|ramp|circles
            """
        ),
        (
            .streetOpening,
            """
            rue|avenue de|boulevard de|allée|allee des|impasse|chemin|calle|avenida|paseo|plaza|via|viale|piazza|corso
            rua|travessa|carrer|ulica|ul
            """
        ),
        (
            .vietnamesePlace,
            """
            phường|quận|huyện|thị xã|thị trấn|thành phố|tp|tphcm|tp hcm|tỉnh|xã|ngõ|ngách|hẻm|đường|phố|khu phố|tổ|ấp
            thôn|hà nội|hồ chí minh|đà nẵng|sài gòn|cần thơ|hải phòng|p|q|kiệt|số nhà|ward|district
            """
        ),
        (.spelledDot, "dot|chấm|punto|point|punkt"), (.spelledAt, "(at)|[at]|{at}|( at )|[ at ]"),
        (
            .passwordProse,
            """
            password is|passwords is|password was|passcode is|pin is|passphrase is|password for this is|pwd is
            mật khẩu là|mật khẩu của tôi là|mật khẩu wifi là|mk là|mk của tôi là|pass là|mot de passe est
            contraseña es|passwort ist
            """
        ),
        (
            .vietnameseSurname,
            """
            nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|đoàn|trịnh|trương|lương|đào
            lâm|phùng|tô|tạ|mai|cao|hà|vương|chu|châu|quách|thái|lưu|tăng|tống|kiều
            """
        ),
        (.postBox, "po box|p.o. box|p o box|post office box|postfach"),
    ]
}
