/// Ways to begin an answer that say nothing by themselves, as word keys.
enum OpenerPhrases {
    /// The most words an opener has.
    static let longest = 12

    /// Nothing but an opener, with or without a colon.
    static let openers = keys(
        """
        thought process|let's think step by step|let us think step by step|let's solve this step by step|\
        let's solve this problem step by step|let's break this down|let's break it down|let me break this down|\
        let's work through this step by step|let's start|let's begin|solution|answer|the answer is|final answer|\
        the final answer is|my answer is|my answer|reasoning|my reasoning|step by step|step-by-step|here is|\
        here is the answer|here's the answer|here is your answer|here is my answer|here is the solution|\
        here's the solution|here are|here are the steps|here is a summary|here is the response|here's my response|\
        here is my response|response|output|explanation|thinking|assistant|let me think|\
        let me think about this|let me think about it|sure, here is|sure, here's|sure here is the answer|\
        sure, here's the answer|sure, here is your answer|sure, let me help you with that|sure, i can help with that|\
        certainly, here is|certainly, here is the answer|certainly, here's the answer|of course, here is|\
        of course, here is the answer|okay, here is|ok, here is|absolutely, here is|i think|\
        to answer your question|to answer this question|based on the context|based on the provided context|\
        according to the context|given the context|great question|that's a great question|in summary|in conclusion|\
        let me help you with that|\
        dưới đây là|sau đây là|đây là|câu trả lời|trả lời|câu trả lời là|câu trả lời của tôi|lời giải|bài giải|\
        quá trình suy nghĩ|hãy suy nghĩ từng bước|đáp án|đáp án là|kết quả|kết quả là|dưới đây là câu trả lời|\
        chắc chắn rồi, đây là câu trả lời|tất nhiên, đây là câu trả lời|vâng, đây là câu trả lời|suy luận|phân tích|\
        đây là câu trả lời|để trả lời câu hỏi này|dựa trên ngữ cảnh|tóm lại|solution finale|réponse|voici la réponse|\
        respuesta|aquí está la respuesta|antwort|hier ist die antwort|解|答案|回答|答え
        """)

    /// Openers that are whole answers unless a colon or comma promises more.
    static let answers = keys(
        """
        sure|certainly|of course|absolutely|okay|ok|yes|no problem|well|so|therefore|step 1|first|result|summary|\
        conclusion|the answer|analysis|ai|think|begin|vâng|tất nhiên|chắc chắn rồi|được thôi|dạ|\
        bien sûr|claro|por supuesto|natürlich
        """)

    /// What may stand before an echo.
    static let leads = keys("question|q|your question|user|input|câu hỏi|prompt|you asked|the question is")

    private static func keys(_ list: String) -> Set<[Int]> {
        Set(list.split(separator: "|").map { TokenizedText(String($0)).words.map(\.key) })
    }
}
