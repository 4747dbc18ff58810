/** In the order of the alphabet. */
export const redactionClasses = ['address', 'digits', 'host', 'ip', 'name', 'sid', 'text', 'token'] as const

/**
 * What kind of value was replaced. `digits`: keys pressed and other figures; `name`: names of people and places;
 * `text`: speech and any other wording; `token`: cookies, credentials, signatures.
 */
export type RedactionClass = (typeof redactionClasses)[number]

/** One value that was replaced. */
export interface Finding {
  readonly class: RedactionClass
  readonly raw: string
  readonly pseudonym: string
}

/** A text after redaction, and what was replaced in it. */
export interface Redacted {
  readonly text: string
  readonly findings: readonly Finding[]
}

const noFindings: readonly Finding[] = []

/** A text in which nothing was replaced. */
export function kept(text: string): Redacted {
  return { text, findings: noFindings }
}

/** A value replaced by its pseudonym; kept when the two are equal. */
export function replaced(kind: RedactionClass, raw: string, pseudonym: string): Redacted {
  return raw === pseudonym ? kept(raw) : { text: pseudonym, findings: [{ class: kind, raw, pseudonym }] }
}

/** The parts one after another. */
export function joined(parts: readonly (string | Redacted)[]): Redacted {
  let text = ''
  let findings: Finding[] | undefined
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    text += part.text
    if (part.findings.length > 0) {
      findings ??= []
      for (const finding of part.findings) findings.push(finding)
    }
  }
  return { text, findings: findings ?? noFindings }
}
