import { toCurl } from '@ringback/twilio-client'
import {
  edgeCasesOf,
  hostileWebhook,
  webhook,
  withCallValues,
  type CallValues,
  type EdgeCase,
  type GeneratedWebhook,
  type HostileWebhook,
} from '@ringback/arbitraries'
import { parseAppUrl, RingbackError, printableJson } from '@ringback/common'
import { encodeForm, isWebhookKind, kinds, recordFromParameters, type WebhookKind } from '@ringback/catalog'
import * as fc from 'fast-check'
import { environmentTokens } from '../app/tokens-in.ts'
import { loadConfig } from '../config/load-config.ts'
import { callValueOptions, callValuesOf } from '../input/call-values.ts'
import { webhookKind } from '../input/webhook-kind.ts'
import { command, type Command } from '../shell/command.ts'
import { exitCode } from '../shell/exit-code.ts'

/** A webhook, or a hostile one, whose form may not be what its parameters would give. */
type Sendable = GeneratedWebhook & Partial<Pick<HostileWebhook, 'hostility' | 'form'>>

/** One webhook to print; `name` says which edge case it is, or its number. */
interface Generated {
  readonly name: string
  readonly webhook: Sendable
}

/** `ringback generate`: webhooks that Twilio could send. */
export const generateCommand: Command = command({
  positionals: { kind: { type: 'string', describe: 'A webhook kind (default: all kinds)' } },
  options: {
    count: { type: 'number', integer: true, min: 1, default: 10, describe: 'Number of webhooks' },
    seed: {
      type: 'number',
      integer: true,
      default: 0,
      describe: 'The same seed gives the same webhooks on every machine',
    },
    'edge-cases': {
      type: 'string',
      placeholder: '<which>',
      choices: ['some', 'only', 'none'],
      default: 'some',
      describe: 'Whether to include unusual values that Twilio sends',
    },
    hostile: {
      type: 'boolean',
      default: false,
      describe: 'Send what Twilio would not: injections, broken encodings, missing and repeated parameters',
    },
    format: {
      type: 'string',
      placeholder: '<format>',
      choices: ['ndjson', 'json', 'form', 'curl'],
      default: 'ndjson',
      describe: 'How the webhooks are printed',
    },
    url: {
      type: 'string',
      placeholder: '<url>',
      default: 'http://127.0.0.1:3000/voice',
      describe: 'The URL that the curl lines send to',
    },
    ...callValueOptions,
    'auth-token': {
      type: 'string',
      placeholder: '<token>',
      describe: 'The token that signs curl lines; better set TWILIO_AUTH_TOKEN',
    },
  },
  examples: [
    ['ringback generate gather.action --edge-cases only', 'each unusual value alone'],
    [
      'ringback generate voice.incoming-pstn --count 1 --format curl',
      'a signed request to paste into a shell',
    ],
  ],
  run: async (options, io) => {
    const { kind: wanted, count, seed, hostile, edgeCases, format, url, authToken } = options
    const { config } = await loadConfig(io, options.config)
    const call = callValuesOf(options, config)
    const kind = wanted === undefined ? undefined : webhookKind(wanted)
    const token = authToken ?? environmentTokens(io.env)?.[0]
    if (format === 'curl' && token === undefined) {
      throw new RingbackError('no-auth-token', 'No auth token given, so curl lines cannot be signed.', {
        remedy: 'Set TWILIO_AUTH_TOKEN, or pass --auth-token.',
      })
    }
    const generated =
      edgeCases === 'only' && !hostile
        ? everyEdgeCase(kind, call)
        : sample(
            hostile
              ? hostileWebhook({ ...kindIn(kind), call })
              : webhook({ ...kindIn(kind), ...weight(edgeCases), call }),
            count,
            seed,
          )
    if (format === 'json') io.stdout.write(`${printableJson(generated.map(rowOf), 2)}\n`)
    else {
      const target = format === 'curl' ? parseAppUrl(url, '--url').href : url
      for (const each of generated) io.stdout.write(`${lineOf(each, format, target, token ?? '')}\n`)
    }
    return exitCode.good
  },
})

function everyEdgeCase(kind: WebhookKind | undefined, call: CallValues): readonly Generated[] {
  const wanted = kind === undefined ? kinds.map((row) => row.kind).filter(isWebhookKind) : [kind]
  return wanted
    .flatMap((each): readonly EdgeCase[] => [...edgeCasesOf(each)])
    .map(({ name, webhook: each }) => ({
      name,
      webhook: { ...each, parameters: withCallValues(each.kind, each.parameters, call) },
    }))
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
  if (format === 'ndjson') return printableJson(rowOf(generated))
  if (format === 'form') return each.form ?? encodeForm(each.parameters, each.style)
  try {
    return toCurl(each, { url, authToken })
  } catch (error) {
    if (error instanceof TypeError) throw new RingbackError('not-signable', error.message, { cause: error })
    throw error
  }
}
