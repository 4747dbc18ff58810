import { connectionOverrideRows, type ConnectionOverrideRow } from '../data/connection-overrides.ts'
import type { Finding } from '../finding.ts'

/**
 * How Twilio connects to one URL: its defaults, changed by the URL's fragment (docs/facts/webhooks.md, section 4.3).
 */
export interface ConnectionSettings {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly retries: number
  readonly retryOn: readonly string[]
  readonly verifyTls: boolean
  readonly edges: readonly string[]
}

/** What a webhook URL says about how Twilio connects. */
export interface ConnectionOverrides {
  /** The URL that is requested and signed: without its fragment. */
  readonly url: string
  readonly settings: ConnectionSettings
  /** One warning for each key that is unknown and each value that is not allowed; Twilio uses the default instead. */
  readonly findings: readonly Finding[]
}

/** Splits a webhook URL into the URL that is requested and the connection overrides in its fragment. Never throws. */
export function parseConnectionOverrides(webhookUrl: string): ConnectionOverrides {
  const hash = webhookUrl.indexOf('#')
  const fragment = hash === -1 ? '' : webhookUrl.slice(hash + 1)
  const values = new Map(connectionOverrideRows.map((row) => [row.key, row.default]))
  const findings: Finding[] = []
  for (const pair of fragment.split('&').filter((each) => each !== '')) {
    const [key = '', ...rest] = pair.split('=')
    const value = rest.join('=')
    const row = connectionOverrideRows.find((each) => each.key === key)
    if (row !== undefined && isAllowed(row, value)) values.set(key, value)
    else findings.push(row === undefined ? unknownKey(key) : badValue(row, value))
  }
  const numberOf = (key: string): number => Number(values.get(key))
  const listOf = (key: string): string[] => values.get(key)?.split(',') ?? []
  const settings: ConnectionSettings = {
    connectTimeoutMs: numberOf('ct'),
    readTimeoutMs: numberOf('rt'),
    totalTimeoutMs: numberOf('tt'),
    retries: numberOf('rc'),
    retryOn: listOf('rp'),
    verifyTls: values.get('sni') === 'y',
    edges: listOf('e'),
  }
  return { url: hash === -1 ? webhookUrl : webhookUrl.slice(0, hash), settings, findings }
}

function isAllowed(
  { type, min = 0, max = Infinity, values = [] }: ConnectionOverrideRow,
  value: string,
): boolean {
  if (type === 'list') return value.split(',').every((each) => values.includes(each))
  if (type === 'flag') return values.includes(value)
  return /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max
}

function unknownKey(key: string): Finding {
  const known = connectionOverrideRows.map((row) => row.key).join(', ')
  const message = `Unknown connection override ${key}. Valid names: ${known}.`
  return { code: 'connection-override-unknown', severity: 'warning', message }
}

function badValue(
  { key, min, max, values, default: fallback, twilioCode }: ConnectionOverrideRow,
  value: string,
): Finding {
  const allowed = values === undefined ? `${min} to ${max}` : values.join(', ')
  return {
    code: 'connection-override-value',
    severity: 'warning',
    message: `${key}=${value} is not allowed: Twilio accepts ${allowed}, and uses the default ${fallback} instead.`,
    ...(twilioCode === undefined ? {} : { twilioCode }),
  }
}
