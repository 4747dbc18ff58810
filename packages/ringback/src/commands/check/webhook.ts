import { classify, validate, type Finding, type WebhookKind } from '@ringback/catalog'
import { readInput } from '../../input/read-input.ts'
import { webhookKind } from '../../input/webhook-kind.ts'
import { parseWebhooks, type WebhookInput } from '../../input/webhooks.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor, type Styles } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'

/** What `check webhook` says about one webhook. */
interface Verdict {
  readonly id: string | number | null
  readonly kind: WebhookKind | null
  readonly findings: readonly Finding[]
}

/** `ringback check webhook`: which kind a request is, and whether Twilio could have sent it. */
export const checkWebhookCommand: InstalledCommand = command({
  usage: 'webhook [file]',
  describe: 'Check whether a request is one that Twilio could have sent',
  options: (parser) =>
    parser
      .positional('file', {
        type: 'string',
        describe: 'NDJSON {"id","method","params"}, JSON, or a raw form body; - or nothing for stdin',
      })
      .options({
        kind: { type: 'string', describe: 'The kind it should be, instead of finding out' },
        format: { choices: ['pretty', 'json', 'ndjson'] as const, default: 'pretty' as const },
      })
      .example('$0 check webhook --format ndjson < webhooks.ndjson', ''),
  run: async ({ file, kind: wanted, format }, io) => {
    const kind = wanted === undefined ? undefined : webhookKind(wanted)
    const text = new TextDecoder().decode(await readInput(io, file))
    if (text.trim() === '') throw new UserError('The input is empty.', 'Give a form body or NDJSON lines.')
    const verdicts = parseWebhooks(text).map((webhook) => judge(webhook, kind))
    print(verdicts, format, io)
    const bad = verdicts.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
    return bad ? exitCode.findings : exitCode.good
  },
})

function judge(webhook: WebhookInput, expected: WebhookKind | undefined): Verdict {
  const { id } = webhook
  if ('problem' in webhook) {
    const message = `Line ${webhook.line} ${webhook.problem}.`
    return { id, kind: null, findings: [{ code: 'input-unreadable', severity: 'error', message }] }
  }
  const kind = expected ?? classify(webhook).kind
  if (kind === null) {
    const message = 'No parameter in it is one that tells a voice webhook of Twilio.'
    return { id, kind, findings: [{ code: 'webhook-not-recognised', severity: 'error', message }] }
  }
  const findings = validate(kind, webhook.parameters, { method: webhook.method })
  return { id, kind, findings }
}

function print(verdicts: readonly Verdict[], format: 'pretty' | 'json' | 'ndjson', io: Io): void {
  const styles = stylesFor(io, 'stdout')
  const text =
    format === 'json'
      ? JSON.stringify(verdicts, null, 2)
      : verdicts
          .map((verdict) => (format === 'ndjson' ? JSON.stringify(verdict) : pretty(verdict, styles)))
          .join('\n')
  io.stdout.write(`${text}\n`)
}

function pretty({ id, kind, findings }: Verdict, { bold, dim, green, red, yellow }: Styles): string {
  const paint = { error: red, warning: yellow, info: dim }
  const head = `${bold(kind ?? 'not recognised')}${id === null ? '' : `  ${id}`}`
  if (findings.length === 0) return `${head}  ${green('as Twilio sends it')}`
  const lines = findings.map(
    ({ severity, message, code }) => `  ${paint[severity](severity.padEnd(7))} ${message} ${dim(code)}`,
  )
  return [head, ...lines].join('\n')
}
