/** No answer is longer, in characters of JSON. */
export const longestAnswer = 60_000

/** The items of a list in one answer may take so many characters; the rest is on the next page. */
export const pageCharacters = 30_000
