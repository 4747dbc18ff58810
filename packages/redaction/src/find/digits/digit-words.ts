/** The digits from 0 to 9 as they are spoken, in the languages in which most telephone apps speak. */
const languages: readonly (readonly string[])[] = [
  'zero one two three four five six seven eight nine',
  'cero uno dos tres cuatro cinco seis siete ocho nueve',
  'zéro un deux trois quatre cinq six sept huit neuf',
  'null eins zwei drei vier fünf sechs sieben acht neun',
  'zero uno due tre quattro cinque sei sette otto nove',
  'zero um dois três quatro cinco seis sete oito nove',
  'nul een twee drie vier vijf zes zeven acht negen',
].map((words) => words.split(' '))

const digitByWord = new Map<string, string>([
  ['oh', '0'],
  ['zwo', '2'],
  ['fuenf', '5'],
  ['meia', '6'],
])
for (const words of languages) {
  for (const [digit, word] of words.entries()) digitByWord.set(word, String(digit))
}

const longestWord = 7

/** The digit that the word from `start` to `end` stands for; undefined when it stands for none. */
export function digitWordIn(text: string, start: number, end: number): string | undefined {
  const length = end - start
  if (length < 2 || length > longestWord) return undefined
  return digitByWord.get(text.slice(start, end).toLowerCase())
}

const english = languages[0] ?? []

/** A digit as a word in the language of another such word. */
export function digitWordLike(word: string, digit: string): string {
  const lower = word.toLowerCase()
  const language = languages.find((words) => words.includes(lower)) ?? english
  const other = language[Number(digit)] ?? digit
  return word === word.toUpperCase() ? other.toUpperCase() : other
}
