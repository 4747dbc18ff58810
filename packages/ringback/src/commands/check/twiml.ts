import { visible } from '@ringback/common'
import { documentContexts, lintTwiml, type DocumentContext, type TwimlFinding } from '@ringback/twiml'
import type { Severity } from '@ringback/catalog'
import { authTokenOf } from '../../app/auth-token.ts'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { wrap } from '../../format/wrap.ts'
import { readInput } from '../../input/read-input.ts'
import { reportRun, type RunEnd } from '../../reporters/report-run.ts'
import type { ReportItem, Terminal } from '../../reporters/reporter.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { requestOptions } from '../../options/shared.ts'
import { command, type Command } from '../../shell/command.ts'
import type { Io } from '../../shell/io.ts'
import { fetchTwiml, isUrl, type TwimlSource } from './fetch-twiml.ts'

const voice: DocumentContext = 'voice'
// The keys of the table are its type's.
const contexts = Object.keys(documentContexts) as readonly DocumentContext[]

/** `ringback check twiml`: what Twilio's debugger would log about a document. */
export const checkTwimlCommand: Command = command({
  positionals: {
    source: {
      type: 'string',
      describe:
        'A file, a URL of your app, which is requested as Twilio does it, or - for stdin (the default)',
    },
  },
  options: {
    context: {
      type: 'string',
      placeholder: '<context>',
      choices: contexts,
      default: voice,
      describe: 'Where in a call the document is used',
    },
    inline: {
      type: 'boolean',
      default: false,
      describe: 'The document is passed to the REST API as the parameter Twiml',
    },
    'fail-on': {
      type: 'string',
      placeholder: '<severity>',
      choices: ['error', 'warning'],
      default: 'error',
      describe: 'Lowest severity that exits with 1',
    },
    'upstream-url': {
      type: 'string',
      placeholder: '<url>',
      describe: 'Where your app listens, if the source is its public URL',
      group: 'Webhooks',
    },
    'auth-token': requestOptions['auth-token'],
    'allow-remote': requestOptions['allow-remote'],
    ...reporterOptions,
  },
  examples: [
    ['ringback check twiml answer.xml', 'a file'],
    ['ringback check twiml http://127.0.0.1:3000/voice', 'the answer to an incoming call'],
  ],
  run: (options, io) =>
    reportRun(checked(options, io), { title: 'ringback check twiml', options, io, noun: 'document' }),
})

interface Options {
  readonly source?: string | undefined
  readonly context: DocumentContext
  readonly inline: boolean
  readonly failOn: 'error' | 'warning'
  readonly upstreamUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly config?: string | undefined
  readonly allowRemote: boolean
}

async function* checked(options: Options, io: Io): AsyncGenerator<ReportItem, RunEnd, undefined> {
  const { source, context, inline, failOn } = options
  const { bytes, contentType } = await read(options, io)
  const findings = lintTwiml(bytes, {
    context,
    inline,
    ...(contentType !== undefined && { contentType }),
    ...(isUrl(source) && { baseUrl: source }),
  })
  const name = source === undefined || source === '-' ? 'stdin' : source
  const failing: readonly Severity[] = failOn === 'warning' ? ['error', 'warning'] : ['error']
  for (const finding of findings) {
    yield { event: finding, lines: (terminal) => findingLines(visible(finding), name, terminal) }
  }
  yield {
    lines: ({ styles }) => [
      findings.length === 0 ? styles.green(`${name}: no problems found.`) : summary(findings),
    ],
    cases: [
      {
        suite: 'twiml',
        name,
        verdict: findings.some(({ severity }) => failing.includes(severity)) ? 'failed' : 'passed',
        seconds: 0,
        problems: findings.map((finding) => problemOf(finding, name)),
      },
    ],
  }
  return { document: findings }
}

async function read(options: Options, io: Io): Promise<TwimlSource> {
  const { source, allowRemote, upstreamUrl } = options
  if (!isUrl(source)) return { bytes: await readInput(io, source) }
  const { config } = await loadConfig(io, options.config)
  return fetchTwiml(source, {
    authToken: authTokenOf(options.authToken, config, io),
    upstreamUrl,
    allowRemote,
  })
}

function problemOf(
  finding: TwimlFinding,
  name: string,
): NonNullable<ReportItem['cases']>[number]['problems'][number] {
  const { code, severity, message, line, column, twilioCode } = finding
  return {
    code,
    severity,
    message,
    ...(!isUrl(name) && name !== 'stdin' && { file: name, line, column }),
    ...(twilioCode !== undefined && { twilioCode }),
  }
}

function findingLines(finding: TwimlFinding, name: string, { styles, columns }: Terminal): readonly string[] {
  const { line, column, severity, twilioCode, message } = finding
  const paint = { error: styles.red, warning: styles.yellow, info: styles.dim }[severity]
  const text = [
    `${name}:${line}:${column}`,
    paint(severity.padEnd(7)),
    twilioCode === undefined ? '     ' : String(twilioCode),
    message,
  ].join('  ')
  return wrap(text, columns, 4)
}

function summary(findings: readonly TwimlFinding[]): string {
  const numberOf = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length
  return [
    count(numberOf('error'), 'error'),
    count(numberOf('warning'), 'warning'),
    `${count(numberOf('info'), 'hint')} of ringback's own`,
  ].join(', ')
}
