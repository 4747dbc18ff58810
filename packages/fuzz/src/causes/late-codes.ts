/** Codes of findings about slow answers, which take long to reproduce. */
export const lateCodes: ReadonlySet<string> = new Set([
  'answer-too-late',
  'no-answer-in-time',
  'total-timeout',
])
