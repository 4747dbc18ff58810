import { classify, validate, type Finding, type WebhookKind } from '@ringback/catalog'
import { RingbackError, visible } from '@ringback/common'
import { readInput } from '../../input/read-input.ts'
import { webhookKind } from '../../input/webhook-kind.ts'
import { parseWebhooks, type WebhookInput } from '../../input/webhooks.ts'
import { reportRun, type RunEnd } from '../../reporters/report-run.ts'
import type { JudgedCase } from '../../reporters/judged.ts'
import type { ReportItem, Terminal } from '../../reporters/reporter.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { wrap } from '../../format/wrap.ts'
import { command, type Command } from '../../shell/command.ts'
import type { Io } from '../../shell/io.ts'

/** What `check webhook` says about one webhook. */
interface Verdict {
  readonly id: string | number | null
  readonly kind: WebhookKind | null
  readonly findings: readonly Finding[]
}

/** `ringback check webhook`: which kind a request is, and whether Twilio could have sent it. */
export const checkWebhookCommand: Command = command({
  positionals: {
    file: {
      type: 'string',
      describe: 'NDJSON {"id","method","params"}, JSON, or a raw form body; - for stdin (the default)',
    },
  },
  options: {
    kind: { type: 'string', placeholder: '<kind>', describe: 'The webhook kind (default: detected)' },
    ...reporterOptions,
  },
  examples: [
    ['ringback check webhook --reporter ndjson < webhooks.ndjson', 'a verdict for each line'],
    ["echo 'CallSid=CA123&CallStatus=answered' | ringback check webhook", 'a form body'],
  ],
  run: async (options, io) =>
    reportRun(checked(options, io), { title: 'ringback check webhook', options, io, noun: 'webhook' }),
})

async function* checked(
  { file, kind: wanted }: { readonly file?: string | undefined; readonly kind?: string | undefined },
  io: Io,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  const kind = wanted === undefined ? undefined : webhookKind(wanted)
  const text = new TextDecoder().decode(await readInput(io, file))
  if (text.trim() === '') {
    throw new RingbackError('empty-input', 'The input is empty.', {
      remedy: 'Pass a form body or NDJSON lines.',
    })
  }
  const verdicts: Verdict[] = []
  for (const webhook of parseWebhooks(text)) {
    const verdict = judge(webhook, kind)
    verdicts.push(verdict)
    yield {
      event: verdict,
      lines: (terminal) => verdictLines(visible(verdict), terminal),
      cases: [caseOf(verdict, verdicts.length)],
    }
  }
  return { document: verdicts }
}

function judge(webhook: WebhookInput, expected: WebhookKind | undefined): Verdict {
  const { id } = webhook
  if ('problem' in webhook) {
    const message = `Line ${webhook.line} ${webhook.problem}.`
    return { id, kind: null, findings: [{ code: 'input-unreadable', severity: 'error', message }] }
  }
  const kind = expected ?? classify(webhook).kind
  if (kind === null) {
    const message = 'No parameter identifies it as a Twilio voice webhook.'
    return { id, kind, findings: [{ code: 'webhook-not-recognised', severity: 'error', message }] }
  }
  const findings = validate(kind, webhook.parameters, { method: webhook.method })
  return { id, kind, findings }
}

function caseOf({ id, kind, findings }: Verdict, position: number): JudgedCase {
  return {
    suite: kind ?? 'not recognised',
    name: String(id ?? `webhook ${position}`),
    verdict: findings.some(({ severity }) => severity === 'error') ? 'failed' : 'passed',
    seconds: 0,
    problems: findings.map(({ code, severity, message, twilioCode }) => ({
      code,
      severity,
      message,
      ...(twilioCode !== undefined && { twilioCode }),
    })),
  }
}

function verdictLines({ id, kind, findings }: Verdict, { styles, columns }: Terminal): readonly string[] {
  const { bold, dim, green, red, yellow } = styles
  const paint = { error: red, warning: yellow, info: dim }
  const head = `${bold(kind ?? 'not recognised')}${id === null ? '' : `  ${id}`}`
  if (findings.length === 0) return [`${head}  ${green('as Twilio sends it')}`]
  const lines = findings.flatMap(({ severity, message, code }) =>
    wrap(`  ${paint[severity](severity.padEnd(7))} ${message} ${dim(code)}`, columns, 10),
  )
  return [head, ...lines]
}
