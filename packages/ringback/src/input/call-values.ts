import { callValueProblems, type CallValues, type CallValueUse } from '@ringback/arbitraries'
import { RingbackError } from '@ringback/common'
import type { RingbackConfig } from '../config/config.ts'

/** Options of commands that generate webhooks or calls: who calls whom, and values of other parameters. */
export const callValueOptions = {
  from: {
    type: 'string',
    placeholder: '<caller>',
    describe:
      'Who calls: +14155550100, sip:, client: or whatsapp: and an address (default: invented callers)',
    group: 'Webhooks',
  },
  to: {
    type: 'string',
    placeholder: '<number>',
    describe: 'The number that is called (default: the first of `ownNumbers` in ringback.config.ts)',
    group: 'Webhooks',
  },
  with: {
    type: 'string',
    repeat: true,
    default: [] as readonly string[],
    placeholder: '<name=value>',
    describe: 'A value that the parameter has wherever it is sent: FromState=CA',
    group: 'Webhooks',
  },
} as const

/** What those options read as. */
export interface CallValueOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly with: readonly string[]
}

/**
 * The values of the options; the number is that of the configuration where no option says another. Throws a `RingbackError` that
 * names every problem of them.
 */
export function callValuesOf(
  { from, to, with: written }: CallValueOptions,
  { ownNumbers = [] }: Pick<RingbackConfig, 'ownNumbers'>,
  of: CallValueUse['of'] = 'webhook',
): CallValues {
  const { parameters, problems } = readValues(written)
  // A call may come from anybody: `ringback call --from withheld`.
  const ends =
    of === 'call' ? { ...(from?.startsWith('client') && { from: 'client:anybody' }) } : endsOf(from, to)
  problems.push(...callValueProblems({ ...ends, parameters }, { of, prefix: '--' }))
  if (problems.length > 0) {
    throw new RingbackError('bad-call-values', problems.join('\n'), {
      remedy:
        'Write --with as Name=value, in the spelling of Twilio: --with FromState=CA. List the parameters: ringback catalog',
    })
  }
  const called = to ?? ownNumbers[0]
  return {
    ...(from !== undefined && { from }),
    ...(called !== undefined && { to: called }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  }
}

function endsOf(from: string | undefined, to: string | undefined): CallValues {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/** A value after which another parameter is given, as if commas stood between several. */
const joined = /,[A-Z][A-Za-z_-]+=/

function readValues(written: readonly string[]): {
  readonly parameters: Readonly<Record<string, string>>
  readonly problems: string[]
} {
  const values = new Map<string, string>()
  const problems: string[] = []
  for (const each of written) {
    const at = each.indexOf('=')
    const [name, value] = [each.slice(0, at), each.slice(at + 1)]
    if (at < 1) problems.push(`--with ${each} has no name or no "=".`)
    else if (joined.test(value))
      problems.push(`--with ${each} has several values. Give --with once for each.`)
    else if (values.has(name)) problems.push(`--with ${name} was given more than once; give it once.`)
    else values.set(name, value)
  }
  return { parameters: Object.fromEntries(values), problems }
}
