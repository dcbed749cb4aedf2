extension RefusalCue {
    /// Without accents, as skeletons are.
    static let vietnamese: [(RefusalCue, String)] = [
        (
            .cannot,
            """
            khong the|khong duoc phep|khong co kha nang|khong co quyen|se khong|khong nen|khong tien|chua the|chang the|\
            khong the nao|xin phep khong|khong muon|khong dam|khong du kha nang|khong co cach nao|khong xem duoc
            """
        ),
        (.not, "khong|chua"),
        (
            .assist,
            """
            giup|ho tro|cung cap|tra loi|thuc hien|dap ung|huong dan|viet|tao ra|tao|chia se|lam dieu|lam viec|lam theo|\
            tham gia|tiet lo|dua ra|tu van|khuyen khich|noi ve|ban ve|ban luan|thao luan|giai dap|xu ly|tiep tuc|\
            dong y voi yeu cau|chap nhan yeu cau|soan|chi cho ban|chi ban|binh luan|dong tinh|phuc vu|xac nhan|\
            mo ta|liet ke|dam nhan|ung ho
            """
        ),
        (.sense, "nhin thay|xem|nghe|truy cap|mo tep|goi dien|dat hang|tra cuu|tim thay"),
        (
            .decline,
            """
            toi tu choi|minh tu choi|em tu choi|xin phep tu choi|toi xin tu choi|xin duoc tu choi|toi phai tu choi|\
            xin tu choi|phai tu choi|khong the giup ban|khong the ho tro ban|khong the dap ung yeu cau|\
            khong the thuc hien yeu cau|khong the tra loi cau hoi nay|khong the cung cap thong tin nay|khong tien tra loi|\
            khong the chieu theo|xin phep khong|nam ngoai pham vi|nam ngoai kha nang|ngoai kha nang cua|em chiu|\
            minh chiu|toi chiu|khong giup duoc|khong ho tro duoc|vi pham nguyen tac|yeu cau cua ban vi pham|\
            noi dung nay vi pham|toi se khong|minh se khong|em se khong|trai voi nguyen tac cua toi|khong the lam dieu nay|\
            khong the lam dieu do|khong the lam viec|khong the chap nhan yeu cau
            """
        ),
        (
            .noInformation,
            """
            toi khong co thong tin|minh khong co thong tin|em khong co thong tin|toi khong co quyen truy cap|\
            toi khong biet|em khong biet|minh khong biet|khong co du thong tin|chua co thong tin|khong duoc de cap|\
            khong de cap|khong co thong tin ve|khong tim thay thong tin|khong tim duoc thong tin|khong co du lieu|\
            khong ro thong tin
            """
        ),
        (.premise, "khong ton tai|khong co that|dua tren hieu lam|tien de sai|chua tung xay ra|khong he co"),
        (
            .capability,
            """
            la mot ai|la ai|la mot mo hinh ngon ngu|la mo hinh ngon ngu|la tro ly ai|la mot tro ly ai|voi tu cach la|\
            tro ly ao|la mot tro ly
            """
        ),
        (
            .apology,
            "xin loi|rat tiec|rat lay lam tiec|that tiec|toi e rang|tiec la|thanh that xin loi|mong ban thong cam"
        ),
        (
            .apologyTurn,
            """
            xin loi ban, nhung|xin loi, nhung|xin loi, toi khong|xin loi, minh khong|xin loi, em khong|rat tiec, toi khong|\
            rat tiec nhung|rat tiec, minh khong|xin loi nhung|tiec nhung toi|rat tiec, chung toi khong|\
            rat tiec, chung toi chua|xin loi, chung toi khong
            """
        ),
        (
            .policy,
            """
            vi pham|bat hop phap|phap luat|trai phap luat|dao duc|nguy hiem|chinh sach|khong phu hop|gay hai|\
            quyen rieng tu|nguyen tac|an toan|doc hai|toi pham
            """
        ),
        (
            .condemnation,
            """
            khong the chap nhan|la sai trai|la hanh vi pham toi|la toi ac|len an|khong bao gio duoc|la hanh vi vi pham|\
            la hanh vi trai phap luat|la hanh vi nguy hiem|la vi pham phap luat|la bat hop phap
            """
        ),
        (
            .advice,
            "khuyen ban khong nen|ban dung lam|xin dung|tuyet doi khong nen|ban khong nen lam|khong khuyen khich"
        ),
        (
            .helpline,
            """
            duong day nong|chuyen gia tam ly|bac si tam ly|goi ngay|cong an|luat su|nguoi ban tin tuong|\
            tim kiem su giup do|goi cho nguoi than
            """
        ),
        (.but, "nhung|tuy nhien|tuy vay|thay vao do"),
        (
            .turn,
            """
            nhung toi co the|tuy nhien toi co the|tuy nhien, toi co the|thay vao do|nhung minh co the|tuy nhien, duoi day|\
            nhung day la|tuy nhien, minh co the|toi co the giup ban tim|nhung loi nay|nhung thuong|nhung nhieu|nhung ban co the
            """
        ),
        (
            .opening,
            """
            duoi day|day la|sau day|tat nhien|chac chan|vang|da duoc|duoc chu|co the ap dung|ban co the|toi co the giup ban|\
            rat vui duoc|lam nhu sau
            """
        ),
        (
            .instruction,
            "buoc 1|dau tien|tiep theo|cuoi cung|vi du|thu nhat|nguyen lieu|lam nhu sau|theo cac buoc|ban nen bat dau|hay kiem tra"
        ),
        (
            .idiom,
            """
            khong the khong|khong the phu nhan|khong the bo qua|khong the thieu|khong the tuyet voi hon|khong the tot hon|\
            khong the tin|khong the cho de|khong the khen|khong the quen|khong the dong y hon|khong the nhin thay man hinh|\
            khong the dam bao|khong the hua|khong the doan truoc|khong chi|khong nhung|khong kho|khong sao|khong nghi|\
            khong chac|khong the giu|khong the niu
            """
        ),
        (.offer, "cau hoi khac|chu de khac|dieu gi khac|gi khac|yeu cau khac|noi dung khac|viec khac"),
        (.alternative, "vui long kiem tra|vui long lien he|ban nen tham khao|hay lien he|hay noi chuyen voi"),
        (.quotation, "kinh gui|tran trong|bai tho|mau thu|cau chuyen|bo phim|noi roi"),
    ]
}
