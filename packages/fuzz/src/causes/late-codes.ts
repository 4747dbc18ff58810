/** Findings about time, which it would take long to show again and again. */
export const lateCodes: ReadonlySet<string> = new Set([
  'answer-too-late',
  'no-answer-in-time',
  'total-timeout',
])
