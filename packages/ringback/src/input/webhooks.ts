import { decodeForm, parametersFromRecord, type ParameterRecord, type Parameters } from '@ringback/catalog'
import { parseNdjson } from './ndjson.ts'

/** A webhook that a user wrote down, or the reason why the text is none. */
export type WebhookInput =
  | {
      readonly id: string | number | null
      readonly method: string
      readonly url?: string
      readonly parameters: Parameters
    }
  | { readonly id: string | number | null; readonly line: number; readonly problem: string }

/**
 * The webhooks in a text: NDJSON lines `{"id","method","url","params"}`, one JSON object or a list of them, or one
 * raw form body. A value of `params` may be a list. What cannot be read is reported in its place.
 */
export function parseWebhooks(text: string): readonly WebhookInput[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) {
    return [{ id: null, method: 'POST', parameters: decodeForm(trimmed).parameters }]
  }
  const whole = tryJson(trimmed)
  const items = Array.isArray(whole)
    ? (whole as readonly unknown[])
    : whole === undefined
      ? undefined
      : [whole]
  if (items !== undefined) return items.map((item, index) => webhookIn(item, index + 1))
  return parseNdjson(text).map((row) =>
    'problem' in row ? { id: null, ...row } : webhookIn(row.value, row.line),
  )
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function webhookIn(value: unknown, line: number): WebhookInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: null, line, problem: 'is not a JSON object' }
  }
  const row = value as Readonly<Record<string, unknown>>
  const id = idIn(row)
  const parameters = parametersIn(row)
  if (typeof parameters === 'string') return { id, line, problem: parameters }
  const method = typeof row['method'] === 'string' ? row['method'].toUpperCase() : 'POST'
  return { id, method, parameters, ...(typeof row['url'] === 'string' && { url: row['url'] }) }
}

/** What a row calls itself. */
export function idIn({ id }: Readonly<Record<string, unknown>>): string | number | null {
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

/** The parameters of a row, or what is wrong with them. */
export function parametersIn(row: Readonly<Record<string, unknown>>): Parameters | string {
  const given = row['params'] ?? row['parameters']
  if (given === undefined || given === null) {
    const form = row['body'] ?? row['raw']
    if (typeof form === 'string') return decodeForm(form).parameters
    return typeof row['url'] === 'string' && row['method'] === 'GET' ? [] : 'has neither "params" nor "body"'
  }
  if (typeof given !== 'object' || Array.isArray(given)) return '"params" is not an object'
  const odd = Object.entries(given).find(([, value]) => !isValue(value))
  if (odd !== undefined) return `"params" has a value that is neither a text nor a list of strings: ${odd[0]}`
  return parametersFromRecord(given as ParameterRecord)
}

function isValue(value: unknown): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  )
}
