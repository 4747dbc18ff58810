import type { Severity } from '@ringback/catalog'
import { documentContexts, lintTwiml, type DocumentContext, type TwimlFinding } from '@ringback/twiml'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { readInput } from '../../input/read-input.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor, type Styles } from '../../shell/styles.ts'
import { fetchTwiml, isUrl } from './fetch-twiml.ts'

const voice: DocumentContext = 'voice'
// The keys of the table are its type's.
const contexts = Object.keys(documentContexts) as readonly DocumentContext[]

/** A document, and the content type it came with when it came over HTTP. */
export interface TwimlSource {
  readonly bytes: Uint8Array
  readonly contentType?: string
}

/** `ringback check twiml`: what Twilio's debugger would log about a document. */
export const checkTwimlCommand: InstalledCommand = command({
  usage: 'twiml [source]',
  describe: "Check a TwiML document: what Twilio's debugger would log",
  options: (parser) =>
    parser
      .positional('source', {
        type: 'string',
        describe: 'A file, a URL of your app (asked as Twilio asks), or - for stdin',
      })
      .options({
        context: {
          choices: contexts,
          default: voice,
          describe: 'Where in a call the document is used',
        },
        inline: { type: 'boolean', default: false, describe: 'It is given to the REST API as Twiml' },
        'fail-on': { choices: ['error', 'warning'] as const, default: 'error' as const },
        'auth-token': { type: 'string', describe: 'To sign the request for a URL (TWILIO_AUTH_TOKEN)' },
        'allow-remote': { type: 'boolean', default: false, describe: 'Ask a URL on another machine' },
        format: { choices: ['pretty', 'json', 'ndjson'] as const, default: 'pretty' as const },
      })
      .example('$0 check twiml answer.xml', ''),
  run: async (options, io) => {
    const { source, context, inline, failOn, format } = options
    const { bytes, contentType } = await read(options, io)
    const findings = lintTwiml(bytes, {
      context,
      inline,
      ...(contentType !== undefined && { contentType }),
      ...(isUrl(source) && { baseUrl: source }),
    })
    print(findings, format, source === undefined || source === '' ? 'stdin' : source, io)
    const failing: readonly Severity[] = failOn === 'warning' ? ['error', 'warning'] : ['error']
    return findings.some(({ severity }) => failing.includes(severity)) ? exitCode.findings : exitCode.good
  },
})

async function read(
  options: {
    readonly source?: string | undefined
    readonly authToken?: string | undefined
    readonly config?: string | undefined
    readonly allowRemote: boolean
  },
  io: Io,
): Promise<TwimlSource> {
  const { source, allowRemote } = options
  if (!isUrl(source)) return { bytes: await readInput(io, source) }
  const { config } = await loadConfig(io, options.config)
  const authToken = options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? config.authToken
  return fetchTwiml(source, { authToken, allowRemote })
}

function print(
  findings: readonly TwimlFinding[],
  format: 'pretty' | 'json' | 'ndjson',
  name: string,
  io: Io,
): void {
  const styles = stylesFor(io, 'stdout')
  const lines =
    format === 'json'
      ? [JSON.stringify(findings, null, 2)]
      : format === 'ndjson'
        ? findings.map((finding) => JSON.stringify(finding))
        : pretty(findings, name, styles)
  for (const line of lines) io.stdout.write(`${line}\n`)
}

function pretty(findings: readonly TwimlFinding[], name: string, styles: Styles): readonly string[] {
  if (findings.length === 0) return [styles.green(`${name}: Twilio would log nothing.`)]
  const paint = { error: styles.red, warning: styles.yellow, info: styles.dim }
  const numberOf = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length
  return [
    ...findings.map(({ line, column, severity, twilioCode, message }) =>
      [
        `${name}:${line}:${column}`,
        paint[severity](severity.padEnd(7)),
        twilioCode === undefined ? '     ' : String(twilioCode),
        message,
      ].join('  '),
    ),
    `${count(numberOf('error'), 'error')}, ${count(numberOf('warning'), 'warning')}, ${numberOf('info')} of ringback's own hints`,
  ]
}
