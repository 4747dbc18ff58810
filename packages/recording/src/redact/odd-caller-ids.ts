const keypadWords = new Set([
  '+266696687',
  '+7378742833',
  '+17378742833',
  '+86282452253',
  '+2562533',
  '+8656696',
])
const words = new Set(['anonymous', 'unknown', 'restricted', 'unavailable', 'private', 'blocked'])

/** True for what Twilio sends instead of a withheld number: it names nobody and apps branch on it. */
export function isOddCallerId(text: string): boolean {
  return keypadWords.has(text) || words.has(text.toLowerCase())
}
