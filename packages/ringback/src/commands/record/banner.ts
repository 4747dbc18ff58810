import { printable, quoteForShell } from '@ringback/common'
import type { ProxyEvent } from '@ringback/proxy'
import { table } from '../../format/table.ts'
import { placeName } from '../../recordings/place.ts'
import type { Styles } from '../../shell/styles.ts'
import type { PublicUrl } from './public-url.ts'
import type { RecordSettings } from './settings.ts'

type Listening = Extract<ProxyEvent, { type: 'listening' }>

/** What the banner tells besides what the proxy says itself. */
interface Shown extends Pick<PublicUrl, 'settings' | 'agent'> {
  /** What Twilio requested in the last call that was recorded before. */
  readonly lastOrigin: string | undefined
  /** Where the admin port listens; undefined where there is none. */
  readonly adminUrl: string | undefined
}

/** The first lines of a recording run: what goes where, and how Twilio gets to know of it. */
export function banner(
  listening: Listening,
  { settings, agent, lastOrigin, adminUrl }: Shown,
  { bold, dim, yellow }: Styles,
): readonly string[] {
  const { publicUrl, recordings, store, redact } = settings
  const facts = [
    ['forwards', `${listening.url} → ${listening.upstream}`],
    ...(listening.targets ?? []).map(({ requests, upstream }) => [
      '',
      `${printable(requests)} → ${upstream}`,
    ]),
    ...(publicUrl === undefined
      ? []
      : [['public URL', printable(publicUrl) + (agent === undefined ? '' : ` (${agent})`)]]),
    [
      'records to',
      placeName({ folder: recordings, ...(store && { store }) }) +
        (redact ? ' (redacted)' : yellow(' (NOT redacted: never commit these)')),
    ],
    ...(store === undefined ? [] : [['spool', `${recordings} (sealed; what waits for the database)`]]),
    ...selectionRows(settings),
    ['signatures', signatureLine(listening)],
    ...(adminUrl === undefined ? [] : [['admin port', adminUrl]]),
  ]
  return [
    bold('ringback record'),
    table(facts.map((row) => ['  ', ...row])),
    ...(publicUrl === undefined || lastOrigin === undefined || new URL(publicUrl).origin === lastOrigin
      ? []
      : [
          yellow(
            `  The last recorded call came in at ${printable(lastOrigin)}. Set the new URL on your number, and in your app if it checks signatures against a fixed one.`,
          ),
        ]),
    ...(publicUrl === undefined ? noPublicUrl.map(dim) : numberLines(publicUrl, settings)),
    '',
  ]
}

function selectionRows({ sample, only }: RecordSettings): readonly (readonly string[])[] {
  const parts = [
    ...(sample === 1 ? [] : [`${Number((sample * 100).toPrecision(6))} % of the calls`]),
    ...(only === undefined ? [] : [`only ${only.join(', ')}`]),
  ]
  return parts.length === 0 ? [] : [['records', parts.join(', ')]]
}

const noPublicUrl = [
  '  No public URL given: Twilio cannot reach this machine. Pass one of',
  '    --tunnel ngrok, --tunnel cloudflared        to start a tunnel',
  '    --public-url auto                           to use the one that runs',
  '    --public-url https://phone.example.com      to use what else leads here',
]

/** What the number needs to have set at Twilio, for its console and as lines for Twilio's own command line. */
function numberLines(publicUrl: string, settings: RecordSettings): readonly string[] {
  const { voiceUrl, statusCallback, redaction } = settings
  if (voiceUrl === undefined) {
    return [
      `  To see what to set on your number, pass the path at which your app answers calls: --voice-url /voice`,
    ]
  }
  const { ownNumbers = [] } = redaction
  const number = ownNumbers.length === 1 ? (ownNumbers[0] ?? '') : '<number>'
  const voice = absolute(voiceUrl, publicUrl)
  const status = statusCallback === undefined ? undefined : absolute(statusCallback, publicUrl)
  return [
    `  On the number's page in Twilio's console:`,
    table([
      ['    ', 'A call comes in', `${printable(voice)}  HTTP POST`],
      ...(status === undefined ? [] : [['    ', 'Call status changes', printable(status)]]),
    ]),
    `  Or with Twilio's command line:`,
    `    twilio phone-numbers:update ${number} --voice-url=${shown(voice)} --voice-method=POST`,
    // phone-numbers:update has no option for the status callback.
    ...(status === undefined
      ? []
      : [
          `    twilio api:core:incoming-phone-numbers:update --sid=<PN...> --status-callback=${shown(status)}`,
        ]),
  ]
}

function shown(url: string): string {
  return printable(quoteForShell(url))
}

function signatureLine({ signature, publicUrl }: Listening): string {
  if (signature === 'off') return 'not checked (set TWILIO_AUTH_TOKEN or pass --auth-token to check them)'
  const against = publicUrl === null ? 'the address of each request' : publicUrl
  return `checked against ${against}; ${signature === 'require' ? 'a request without a valid one gets 403' : 'a request without a valid one is noted and forwarded'}`
}

function absolute(urlOrPath: string, base: string): string {
  return urlOrPath.startsWith('/') ? base + urlOrPath : urlOrPath
}
