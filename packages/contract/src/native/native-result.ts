/** What Pact's verifier says of one interaction. */
export interface NativeInteraction {
  readonly description: string
  readonly states: readonly string[]
  readonly passed: boolean
  readonly pending: boolean
  /** What did not match, one sentence each; none when it passed. */
  readonly mismatches: readonly string[]
}

/** What it says of one run. */
export interface NativeResult {
  readonly interactions: readonly NativeInteraction[]
  /** What went wrong beside the interactions: a pact that cannot be read, a broker that does not answer. */
  readonly errors: readonly string[]
  /** What a broker says of the pacts that were verified. */
  readonly notices: readonly string[]
}

/** Reads the output of the verifier, whatever it is. */
export function parseNativeResult(output: string): NativeResult {
  const result = record(parsed(output))
  if (result === undefined || !Array.isArray(result['interactionResults'])) {
    return { interactions: [], errors: [firstParagraph(output)], notices: [] }
  }
  const interactions = result['interactionResults'].map(nativeInteraction)
  const errors = [...list(result['errors']), ...list(result['pendingErrors'])].map(
    (error) => record(error)?.['mismatch'],
  )
  const isExplained = interactions.some(({ passed }) => !passed)
  return {
    interactions,
    errors: isExplained ? [] : errors.flatMap(mismatchesIn),
    notices: list(result['notices']).flatMap((notice) => textIn(record(notice)?.['text'])),
  }
}

function nativeInteraction(given: unknown): NativeInteraction {
  const row = record(given) ?? {}
  const passed = row['result'] === 'OK'
  return {
    description: textIn(row['description']).join(''),
    states: list(row['providerStates']).flatMap(textIn),
    passed,
    pending: row['pending'] === true,
    mismatches: passed ? [] : mismatchesIn(row['mismatch']),
  }
}

function mismatchesIn(given: unknown): readonly string[] {
  const mismatch = record(given)
  if (mismatch === undefined) return textIn(given)
  const rows = list(mismatch['mismatches']).flatMap((row) => {
    const { path, key, mismatch: message } = record(row) ?? {}
    const place = textIn(path ?? key)[0]
    return textIn(message).map((text) => `${place === undefined ? '' : `${place}: `}${firstParagraph(text)}`)
  })
  return rows.length > 0 ? rows : textIn(mismatch['message'] ?? mismatch['type']).map(firstParagraph)
}

/** Errors of native code drag their stack behind them. */
function firstParagraph(text: string): string {
  return text.split(/\n\s*\n|\n?Stack backtrace/, 1)[0]?.trim() ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textIn(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : []
}
