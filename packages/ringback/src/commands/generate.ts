import { RingbackError } from '@ringback/common'
import { toCurl } from '@ringback/twilio-client'
import {
  edgeCasesOf,
  hostileWebhook,
  webhook,
  type EdgeCase,
  type GeneratedWebhook,
  type HostileWebhook,
} from '@ringback/arbitraries'
import { encodeForm, isWebhookKind, kinds, recordFromParameters, type WebhookKind } from '@ringback/catalog'
import * as fc from 'fast-check'
import { webhookKind } from '../input/webhook-kind.ts'
import { command, type InstalledCommand } from '../shell/command.ts'
import { exitCode } from '../shell/exit-code.ts'
import { UserError } from '../shell/user-error.ts'

/** A webhook, or a hostile one, whose form may not be what its parameters would give. */
type Sendable = GeneratedWebhook & Partial<Pick<HostileWebhook, 'hostility' | 'form'>>

/** One webhook to print; `name` says which edge case it is, or its number. */
interface Generated {
  readonly name: string
  readonly webhook: Sendable
}

/** `ringback generate`: webhooks that Twilio could send. */
export const generateCommand: InstalledCommand = command({
  usage: 'generate [kind]',
  describe: 'Generate webhooks that Twilio could send, the odd ones with them',
  options: (parser) =>
    parser
      .positional('kind', { type: 'string', describe: 'A webhook kind; all kinds without' })
      .options({
        count: { type: 'number', default: 10, describe: 'How many' },
        seed: {
          type: 'number',
          default: 0,
          describe: 'The same seed gives the same webhooks on every machine',
        },
        hostile: {
          type: 'boolean',
          default: false,
          describe: 'Beyond what Twilio sends: injections, broken encodings, missing and repeated parameters',
        },
        'edge-cases': { choices: ['some', 'only', 'none'] as const, default: 'some' as const },
        format: { choices: ['ndjson', 'json', 'form', 'curl'] as const, default: 'ndjson' as const },
        url: { type: 'string', default: 'http://127.0.0.1:3000/voice', describe: 'For --format curl' },
        'auth-token': { type: 'string', describe: 'For --format curl (better: TWILIO_AUTH_TOKEN)' },
      })
      .example('$0 generate gather.action --edge-cases only', 'each odd value alone'),
  run: async ({ kind: wanted, count, seed, hostile, edgeCases, format, url, authToken }, io) => {
    const kind = wanted === undefined ? undefined : webhookKind(wanted)
    if (!Number.isInteger(count) || count < 1) throw new UserError('--count must be a whole number from 1.')
    if (!Number.isInteger(seed)) throw new UserError('--seed must be a whole number.')
    const token = authToken ?? io.env.TWILIO_AUTH_TOKEN
    if (format === 'curl' && token === undefined) {
      throw new UserError('A curl line has to be signed.', 'Set TWILIO_AUTH_TOKEN, or give --auth-token.')
    }
    const generated =
      edgeCases === 'only' && !hostile
        ? everyEdgeCase(kind)
        : sample(
            hostile ? hostileWebhook(kindIn(kind)) : webhook({ ...kindIn(kind), ...weight(edgeCases) }),
            count,
            seed,
          )
    if (format === 'json') io.stdout.write(`${JSON.stringify(generated.map(rowOf), null, 2)}\n`)
    else for (const each of generated) io.stdout.write(`${lineOf(each, format, url, token ?? '')}\n`)
    return exitCode.good
  },
})

function everyEdgeCase(kind: WebhookKind | undefined): readonly Generated[] {
  const wanted = kind === undefined ? kinds.map((row) => row.kind).filter(isWebhookKind) : [kind]
  return wanted.flatMap((each): readonly EdgeCase[] => [...edgeCasesOf(each)])
}

function kindIn(kind: WebhookKind | undefined): { readonly kind?: WebhookKind } {
  return kind === undefined ? {} : { kind }
}

function weight(edgeCases: 'some' | 'only' | 'none'): { readonly edgeCases?: 0 } {
  return edgeCases === 'none' ? { edgeCases: 0 } : {}
}

function sample(arbitrary: fc.Arbitrary<Sendable>, count: number, seed: number): readonly Generated[] {
  return fc
    .sample(arbitrary, { numRuns: count, seed })
    .map((each, index) => ({ name: String(index + 1), webhook: each }))
}

function rowOf({ name, webhook: { kind, method, parameters, oddities, hostility } }: Generated): object {
  const what = hostility === undefined ? { oddities } : { hostility }
  return { id: name, kind, method, params: recordFromParameters(parameters), ...what }
}

function lineOf(
  generated: Generated,
  format: 'ndjson' | 'form' | 'curl',
  url: string,
  authToken: string,
): string {
  const { webhook: each } = generated
  if (format === 'ndjson') return JSON.stringify(rowOf(generated))
  if (format === 'form') return each.form ?? encodeForm(each.parameters, each.style)
  try {
    return toCurl(each, { url, authToken })
  } catch (error) {
    if (error instanceof RingbackError) throw new UserError(error.message, error.remedy)
    throw error
  }
}
