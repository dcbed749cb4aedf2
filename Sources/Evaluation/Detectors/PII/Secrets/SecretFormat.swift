/// How one service writes its keys: a prefix, and a length and alphabet of what follows.
struct SecretFormat: Sendable {
    enum Alphabet: Sendable {
        case upper, alphanumeric, url, hex, dotted

        func contains(_ byte: UInt8) -> Bool {
            switch self {
            case .upper: byte &- 0x41 < 26 || PIIScan.isDigit(byte)
            case .alphanumeric: PIIScan.isAlphanumeric(byte)
            case .url: PIIScan.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F
            case .hex: PIIScan.isDigit(byte) || (byte | 0x20) &- 0x61 < 6
            case .dotted: PIIScan.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E
            }
        }
    }

    let prefix: [UInt8]
    /// Characters after the prefix.
    let length: ClosedRange<Int>
    let alphabet: Alphabet
    let certainty: Double

    /// The formats whose prefix begins with a byte, longer prefixes before the ones they begin with.
    static let byFirst: [[SecretFormat]] = {
        var table = [[SecretFormat]](repeating: [], count: 256)
        for (prefixes, length, alphabet) in list {
            for prefix in prefixes.split(separator: " ") {
                let format = SecretFormat(
                    prefix: Array(prefix.utf8), length: length, alphabet: alphabet,
                    certainty: prefix == "sk-" ? 0.9 : 0.98)
                table[Int(format.prefix[0])].append(format)
            }
        }
        return table.map { $0.sorted { $0.prefix.count > $1.prefix.count } }
    }()

    private static let list: [(String, ClosedRange<Int>, Alphabet)] = [
        ("AKIA ASIA ABIA ACCA A3TX", 16...16, .upper),
        ("github_pat_", 22...100, .url),
        ("ghp_ gho_ ghu_ ghs_ ghr_", 36...255, .alphanumeric),
        ("glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- GR1348941", 20...64, .url),
        ("npm_", 36...36, .alphanumeric),
        ("xoxb- xoxp- xoxa- xoxs- xoxr- xoxo- xoxe- xapp-", 20...180, .url),
        ("AIza", 35...35, .url), ("ya29.", 30...300, .url), ("GOCSPX-", 28...28, .url),
        ("sk_live_ rk_live_ sk_test_ rk_test_ pk_live_ whsec_", 16...128, .alphanumeric),
        ("sk-ant-", 20...160, .url), ("sk-proj- sk-svcacct- sk-admin- sk-or-", 20...220, .url), ("sk-", 20...220, .url),
        ("hf_", 30...40, .alphanumeric), ("gsk_", 40...60, .alphanumeric), ("r8_", 37...40, .alphanumeric),
        ("pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw", 50...1_000, .url),
        ("SG.", 66...70, .dotted), ("key-", 32...32, .hex),
        ("shpat_ shpca_ shppa_ shpss_", 32...32, .hex), ("dop_v1_ doo_v1_ dor_v1_", 64...64, .hex),
        ("sq0atp- sq0csp- sq0idp-", 22...60, .url), ("EAAA", 60...60, .url),
        ("AC SK", 32...32, .hex), ("dapi", 32...34, .hex), ("lin_api_", 40...40, .alphanumeric),
        ("figd_", 40...44, .url), ("atlasv1.", 60...70, .url), ("hvs. hvb.", 24...150, .url),
        ("PMAK-", 59...59, .url), ("NRAK-", 27...27, .upper), ("rubygems_", 48...48, .hex),
        ("dckr_pat_", 27...27, .url),
        ("glsa_", 41...41, .url), ("tfp_", 40...50, .alphanumeric), ("sntrys_", 60...250, .url),
        ("ATATT3", 150...250, .url),
        ("AKCp", 60...80, .alphanumeric), ("xai-", 70...90, .alphanumeric), ("pplx-", 40...60, .alphanumeric),
        ("EAACEdEose0cBA", 20...250, .alphanumeric), ("AGE-SECRET-KEY-1", 58...58, .upper),
        ("nfp_", 36...50, .alphanumeric),
        ("pat-na1- pat-eu1-", 36...36, .url), ("CFPAT-", 43...43, .url), ("PRIVATE-", 40...60, .alphanumeric),
    ]
}
