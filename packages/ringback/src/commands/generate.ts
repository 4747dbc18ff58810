import { edgeCasesOf, toCurl, webhook, type EdgeCase, type GeneratedWebhook } from '@ringback/arbitraries'
import { encodeForm, isWebhookKind, kinds, recordFromParameters, type WebhookKind } from '@ringback/catalog'
import * as fc from 'fast-check'
import { command, type InstalledCommand } from '../shell/command.ts'
import { exitCode } from '../shell/exit-code.ts'
import { UserError } from '../shell/user-error.ts'

/** One webhook to print; `name` says which edge case it is, or its number. */
interface Generated {
  readonly name: string
  readonly webhook: GeneratedWebhook
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
        'edge-cases': { choices: ['some', 'only', 'none'] as const, default: 'some' as const },
        format: { choices: ['ndjson', 'json', 'form', 'curl'] as const, default: 'ndjson' as const },
        url: { type: 'string', default: 'http://127.0.0.1:3000/voice', describe: 'For --format curl' },
        'auth-token': { type: 'string', describe: 'For --format curl (better: TWILIO_AUTH_TOKEN)' },
      })
      .example('$0 generate gather.action --edge-cases only', 'each odd value alone'),
  run: async ({ kind, count, seed, edgeCases, format, url, authToken }, io) => {
    if (kind !== undefined && !isWebhookKind(kind)) {
      throw new UserError(`${kind} is no webhook kind.`, '`ringback catalog` lists them.')
    }
    if (!Number.isInteger(count) || count < 1) throw new UserError('--count must be a whole number from 1.')
    if (!Number.isInteger(seed)) throw new UserError('--seed must be a whole number.')
    const token = authToken ?? io.env.TWILIO_AUTH_TOKEN
    if (format === 'curl' && token === undefined) {
      throw new UserError('A curl line has to be signed.', 'Set TWILIO_AUTH_TOKEN, or give --auth-token.')
    }
    const generated = edgeCases === 'only' ? everyEdgeCase(kind) : sample({ kind, count, seed, edgeCases })
    if (format === 'json') io.stdout.write(`${JSON.stringify(generated.map(rowOf), null, 2)}\n`)
    else for (const each of generated) io.stdout.write(`${lineOf(each, format, url, token ?? '')}\n`)
    return exitCode.good
  },
})

function everyEdgeCase(kind: WebhookKind | undefined): readonly Generated[] {
  const wanted = kind === undefined ? kinds.map((row) => row.kind).filter(isWebhookKind) : [kind]
  return wanted.flatMap((each): readonly EdgeCase[] => [...edgeCasesOf(each)])
}

function sample(options: {
  readonly kind: WebhookKind | undefined
  readonly count: number
  readonly seed: number
  readonly edgeCases: 'some' | 'none'
}): readonly Generated[] {
  const { kind, count, seed, edgeCases } = options
  const arbitrary = webhook({
    ...(kind !== undefined && { kind }),
    ...(edgeCases === 'none' && { edgeCases: 0 }),
  })
  return fc
    .sample(arbitrary, { numRuns: count, seed })
    .map((each, index) => ({ name: String(index + 1), webhook: each }))
}

function rowOf({ name, webhook: { kind, method, parameters, oddities } }: Generated): object {
  return { id: name, kind, method, params: recordFromParameters(parameters), oddities }
}

function lineOf(
  generated: Generated,
  format: 'ndjson' | 'form' | 'curl',
  url: string,
  authToken: string,
): string {
  const { webhook: each } = generated
  if (format === 'ndjson') return JSON.stringify(rowOf(generated))
  if (format === 'form') return encodeForm(each.parameters, each.style)
  try {
    return toCurl(each, { url, authToken })
  } catch (error) {
    if (error instanceof TypeError) throw new UserError(error.message)
    throw error
  }
}
