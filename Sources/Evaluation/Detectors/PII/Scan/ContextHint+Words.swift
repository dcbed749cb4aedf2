extension ContextHint {
    /// The words of each hint, in the languages that use the number; accents do not matter.
    static let words: [(ContextHint, String)] = [
        (
            .phone,
            """
            tlf|tlf nr|telefonnr|mobil|mobilnr|phone|phones|telephone|telephones|phone number|telephone number|tel|tele|telefon|telefono|telefone
            telefoon|call|call me|called|calling|calls|mobile|cell|cellphone|cell phone|cellular|fax|hotline|helpline
            whatsapp|viber|zalo|signal|sms|imessage|telegram|text|text me|dial|dialed|dialled|ring|reach|reached
            contact|contact number|contact no|landline|switchboard|pager|voicemail|callback|extension|my number
            new number|his number|her number|your number|mobile number|reachable|office:|home:|work:|p:|m:|t:|o:|sdt
            số điện thoại|điện thoại|liên hệ|gọi|gọi cho|số đt|đt|đtdđ|di động|số máy|nhắn tin|tổng đài|máy bàn
            hotline|teléfono|móvil|celular|llámame|llamar|whats|téléphone|tél|portable|mobile|appelez|joindre|handy
            handynummer|telefonnummer|rufnummer|mobilnummer|anrufen|erreichbar|cellulare|chiamare|recapito|telefono
            telefone|telemóvel|ligue|contato|telefoonnummer|bel|gsm|mobiel|telefonnummer|mobilnummer|puhelin
            puhelinnumero|numer telefonu|komórka|telefonu|cep|ara|telefonní|telefonszám|телефон|тел|моб|звоните
            номер телефона
            """
        ),
        (
            .card,
            """
            card|cards|card number|card no|credit card|debit card|charge|visa|mastercard|amex|american express
            discover|diners|jcb|unionpay|maestro|credit|debit|cvv|cvc|số thẻ|thẻ tín dụng|thẻ ghi nợ|thẻ ngân hàng
            thẻ visa|thẻ atm|kreditkarte|kartennummer|carte bancaire|carte bleue|tarjeta|carta di credito|cartão
            """
        ),
        (
            .usSSN,
            """
            ssn|ssns|social security|social security number|social security no|soc sec|an sinh xã hội|itin
            taxpayer identification
            """
        ),
        (
            .vietnameseID,
            """
            cccd|cmnd|cmtnd|cmt|căn cước|căn cước công dân|chứng minh|chứng minh nhân dân|chứng minh thư|số định danh
            mã định danh|số cccd|số cmnd|thẻ căn cước|cmnd cccd|citizen id|citizen identity|citizen identification
            giấy tờ tùy thân
            """
        ),
        (
            .identity,
            """
            national id|national identification|national identity|identity card|identity number|identity no|id number
            id no|id card|identification number|identification no|personal number|personal id|personal identification
            citizen number|resident number|resident id|residence|national insurance|national number|social insurance
            insurance number|health number|birth number|government id|pps|ppsn|pps number|pps no
            """
        ),
        (
            .tax,
            """
            tax|tax id|tax number|tax code|tax no|taxpayer|tin|mst|mã số thuế|mã thuế|vat|vat number|steuernummer
            identifiant fiscal|número fiscal|codice fiscale|fiscal
            """
        ),
        (
            .passport,
            """
            passport|passports|passport number|passport no|hộ chiếu|số hộ chiếu|reisepass|reisepassnummer|passeport
            pasaporte|passaporto|passaporte|paspoort|paszport|travel document|паспорт
            """
        ),
        (
            .vietnameseInsurance,
            """
            bhxh|bhyt|bảo hiểm xã hội|bảo hiểm y tế|mã số bhxh|social insurance|health insurance|số sổ bảo hiểm
            thẻ bảo hiểm
            """
        ),
        (
            .plate,
            """
            plate|plates|license plate|licence plate|number plate|registration|biển số|biển số xe|biển kiểm soát|bks
            bsx|xe máy|xe ô tô|plate number|kennzeichen|vehicle|xe
            """
        ),
        (
            .driver,
            """
            driver license|drivers license|driver's license|driver licence|driver's licence|driving license
            driving licence|dl number|dl no|dl|driver's|bằng lái|giấy phép lái xe|gplx|führerschein|permis de conduire
            """
        ),
        (
            .bankAccount,
            """
            account number|account no|account|acct|a/c|acc no|bank account|checking account|savings account|stk
            số tài khoản|tài khoản|số tk|kontonummer|konto|numéro de compte|número de cuenta|cuenta|rekening|sort code
            """
        ),
        (.routing, "routing|routing number|aba|aba number|rtn|transit number|bank routing|routing no|aba routing"),
        (.version, "version|versions|ver|v|release|build|phiên bản|section|chapter|firmware|upgrade|changelog"),
        (
            .order,
            """
            order|orders|order id|order number|order no|invoice|invoices|ticket|tickets|tracking|tracking number
            serial|serial number|isbn|issn|sku|barcode|ean|upc|asin|doi|part number|part no|product|model|reference
            ref|ref no|case|case number|batch|lot|transaction|transaction id|txn|booking|reservation|confirmation
            receipt|commit|hash|checksum|timestamp|epoch|mã đơn|đơn hàng|hóa đơn|mã vận đơn|mã giao dịch|mã sản phẩm
            id|uid|user id|customer id|employee id|student id|uuid|request id|session id|message id|error code|code
            pid|port|offset|bestellnummer|rechnung|commande|facture|pedido|factura|ordine|fattura|population|total
            amount|revenue|bytes|rows|records|price|cost|usd|eur|vnd
            """
        ),
        (
            .wallet,
            """
            wallet|wallet address|bitcoin|btc|ethereum|eth|crypto|litecoin|dogecoin|tron|usdt|ví|địa chỉ ví
            địa chỉ btc|usdc|blockchain
            """
        ),
        (
            .address,
            """
            address|addresses|live at|lives at|lived at|living at|living on|reside|resides|residing|residence
            located at|mailing|shipping|ship to|deliver to|delivery|moved to|send to|home|mail to|địa chỉ|sống tại
            ở tại|trú tại|thường trú|cư trú|nhà ở|giao đến|adresse|wohnhaft|wohnt|anschrift|habite|dirección|domicilio
            indirizzo|endereço|adres
            """
        ),
        (
            .awsSecret,
            """
            aws|amazon|aws_secret_access_key|secret access key|secret_access_key|secret key|aws_secret|secretaccesskey
            aws secret
            """
        ),
        (
            .secret,
            """
            key|token|secret|api key|apikey|api_key|access token|credential|credentials|bearer|authorization|khóa
            mã bí mật
            """
        ),
        (
            .britain,
            """
            nhs|nhs number|nhs no|national health|nino|ni number|national insurance|national insurance number|ni no
            utr|chi number
            """
        ),
        (.brazil, "cpf|cnpj|cadastro|contribuinte|cadastro de pessoas físicas"),
        (
            .france,
            """
            nir|numéro de sécurité sociale|sécurité sociale|securite sociale|insee|numéro de sécu
            n de sécurité sociale|carte vitale|sécu|nif
            """
        ),
        (.spain, "dni|nie|nif|documento nacional|documento de identidad|número de identidad"),
        (.poland, "pesel|nip|regon|dowód|dowód osobisty|numer pesel"),
        (.italy, "codice fiscale|partita iva|cod fisc|c f|cf"),
        (.india, "aadhaar|aadhar|uidai|pan|pan card|pan number|permanent account number|voter id|epic|आधार"),
        (.korea, "rrn|resident registration|resident registration number|jumin"),
        (
            .canada,
            "sin|social insurance|social insurance number|sin number|numéro d'assurance sociale|nas|assurance sociale"
        ),
        (.japan, "my number|mynumber|individual number|kojin bango"),
        (
            .germany,
            """
            steuer id|steuer idnr|steueridentifikationsnummer|steuer identifikationsnummer|idnr|identifikationsnummer
            tax id|steuerliche|personalausweis|rentenversicherungsnummer|sozialversicherungsnummer|steuernummer
            """
        ),
        (.netherlands, "bsn|burgerservicenummer|sofinummer|sofi|sofi nummer|citizen service number"),
        (.sweden, "personnummer|samordningsnummer|pnr|personal identity number|swedish"),
        (
            .belgium,
            """
            rijksregisternummer|rijksregister|numéro national|numéro de registre national|registre national|niss|insz
            national register|national register number|rrn|belgian
            """
        ),
        (.turkey, "tc|t c|tckn|kimlik|kimlik no|tc kimlik|tc kimlik no|kimlik numarası|turkish"),
        (.china, "shenfenzheng|resident identity|chinese id|resident identity card|id card|china id"),
        (.singapore, "nric|fin|nric fin|nric number|singapore"),
        (.australia, "tfn|tax file|tax file number|medicare|medicare number|abn|australian business number|acn"),
        (.nordic, "fødselsnummer|fodselsnummer|cpr|cpr nummer|cpr nr|hetu|henkilötunnus|personnr|fnr|kennitala"),
        (.switzerland, "ahv|avs|ahv nummer|numéro avs|sozialversicherungsnummer|oasi|ahv nr"),
        (.latinAmerica, "rut|run|curp|rfc|cuit|cuil|cédula|cedula|dni"),
        (.asia, "hkid|hong kong id|mykad|nric|thai id|taiwan id|national id|เลขบัตรประชาชน|teudat zehut|israeli id"),
        (.africa, "rsa id|south african id|sa id|id number|identity number"),
        (
            .easternEurope,
            """
            cnp|cod numeric personal|oib|egn|rodné číslo|rodne cislo|isikukood|asmens kodas|снилс|инн|snils|inn
            personal code|jmbg|afm|amka
            """
        ),
    ]

    /// The same for scripts whose letters have no ASCII skeleton, compared with the text right before a number.
    static let nativeWords: [(ContextHint, [UInt32])] = {
        let lists: [(ContextHint, String)] = [
            (.phone, "电话|手机|電話|手機|携帯|联系|热线|전화|휴대폰|연락처|핸드폰|هاتف|جوال|تلفن|טלפון|फोन|मोबाइल|โทร|τηλέφωνο|τηλ"),
            ([.china, .identity], "身份证|身份號碼|公民身份|身份证号"), ([.japan, .identity], "マイナンバー|個人番号"),
            ([.korea, .identity], "주민등록번호|주민번호"), ([.india, .identity], "आधार"), (.passport, "护照|旅券|パスポート|여권"),
            (.card, "信用卡|银行卡|卡号|クレジットカード|카드"), (.bankAccount, "账号|账户|口座|계좌"), ([.asia, .identity], "身分證|ประชาชน"),
        ]
        return lists.flatMap { hint, list in list.split(separator: "|").map { (hint, $0.unicodeScalars.map(\.value)) } }
    }()
}
