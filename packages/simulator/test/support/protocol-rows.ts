import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface FieldRow {
  readonly path: string
  readonly type: string
  readonly presence: string
}

interface MessageRow {
  readonly name: string
  readonly direction: 'twilio->app' | 'app->twilio'
  readonly protocol: 'media-streams' | 'conversation-relay'
  readonly fields: readonly FieldRow[]
  readonly keyOrder: readonly string[] | null
  readonly order?: string
}

const folder = join(import.meta.dirname, '../../../../fixtures/sockets')

/** The rows of docs/facts/realtime.md. */
export const protocols = JSON.parse(readFileSync(join(folder, 'protocols.json'), 'utf8')) as {
  readonly messages: readonly MessageRow[]
  readonly codes: readonly { readonly code: number; readonly level: string; readonly title: string }[]
  readonly conversationRelayAttributes: readonly {
    readonly name: string
    readonly default: string | null
    readonly confidence: string
  }[]
}

/** Sequences of real calls. */
export const captured = JSON.parse(readFileSync(join(folder, 'captured.json'), 'utf8')) as readonly {
  readonly id: string
  readonly protocol: 'media-streams' | 'conversation-relay'
  readonly frames: readonly {
    readonly from: 'twilio' | 'app'
    readonly event?: string
    readonly json?: Readonly<Record<string, unknown>>
    readonly raw?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly form?: Readonly<Record<string, string>>
  }[]
}[]

/** What is wrong with a message, by the row of its kind: missing and unknown fields, types, the order of the keys. */
export function faultsOf(
  protocol: 'media-streams' | 'conversation-relay',
  message: Readonly<Record<string, unknown>>,
): readonly string[] {
  const kind = String(message['event'] ?? message['type'])
  const row = protocols.messages.find(
    (each) => each.protocol === protocol && each.direction === 'twilio->app' && each.name === kind,
  )
  if (row === undefined) return [`${kind} is not sent`]
  const faults = row.fields.flatMap(({ path, type, presence }) => {
    const value = path
      .split('.')
      .reduce<unknown>(
        (inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key],
        message,
      )
    if (value === undefined) return presence === 'always' ? [`${path} is missing`] : []
    return isOfType(type, value) ? [] : [`${path} is ${JSON.stringify(value)}, not ${type}`]
  })
  const top = new Set(row.fields.map(({ path }) => path.split('.')[0]))
  const unknown = Object.keys(message).filter((key) => !top.has(key))
  const keys = JSON.stringify(Object.keys(message))
  const isOrdered = row.keyOrder === null || keys === JSON.stringify(row.keyOrder)
  return [
    ...faults,
    ...unknown.map((key) => `${key} is not in the protocol`),
    ...(isOrdered ? [] : [`the order of the keys is ${keys}`]),
  ]
}

function isOfType(type: string, value: unknown): boolean {
  const text = typeof value === 'string' ? value : undefined
  const [, prefix] = /^sid:(\w\w)/.exec(type) ?? []
  if (prefix !== undefined && type.endsWith('""') && text === '') return true
  if (prefix !== undefined) return new RegExp(`^${prefix}[0-9a-f]{32}$`).test(text ?? '')
  if (type === 'const') return text === 'audio/x-mulaw'
  if (type.startsWith('const ')) return value === type.slice('const '.length)
  if (type.startsWith('decimal string')) return /^\d+$/.test(text ?? '')
  if (type === 'number') return typeof value === 'number'
  if (type.startsWith('number ')) return value === Number(type.slice('number '.length))
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'base64') return text !== undefined && Buffer.from(text, 'base64').length === 160
  if (type === 'semver') return /^\d+\.\d+\.\d+$/.test(text ?? '')
  if (type === 'one of 0-9 * #') return /^[0-9*#]$/.test(text ?? '')
  if (type.startsWith('array of'))
    return Array.isArray(value) && value.every((each) => ['inbound', 'outbound'].includes(each as string))
  if (type === 'object of strings') {
    return (
      typeof value === 'object' && Object.values(value as object).every((each) => typeof each === 'string')
    )
  }
  if (type.startsWith('upper case')) return ['RINGING', 'IN_PROGRESS'].includes(text ?? '')
  if (/^(enum )?[\w-]+(\|[\w-]+)+$/.test(type))
    return type
      .replace('enum ', '')
      .split('|')
      .includes(text ?? '')
  if (type.startsWith('inbound|outbound')) return /^(inbound|outbound)/.test(text ?? '')
  return text !== undefined
}
