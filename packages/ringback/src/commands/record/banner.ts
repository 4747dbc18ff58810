import type { ProxyEvent } from '@ringback/proxy'
import { table } from '../../format/table.ts'
import type { Styles } from '../../shell/styles.ts'
import type { RecordSettings } from './settings.ts'

type Listening = Extract<ProxyEvent, { type: 'listening' }>

/** The first lines of a recording run: what goes where, and what to paste into Twilio's console. */
export function banner(
  listening: Listening,
  settings: RecordSettings,
  { bold, dim, yellow }: Styles,
): readonly string[] {
  const base = settings.publicUrl ?? listening.url
  const facts = [
    ['forwards', `${listening.url} → ${listening.upstream}`],
    [
      'records to',
      settings.recordings + (settings.redact ? ' (redacted)' : yellow(' (NOT redacted: never commit these)')),
    ],
    ['signatures', signatureLine(listening)],
  ]
  const console = [
    ['A call comes in', `${absolute(settings.voiceUrl, base)}  HTTP POST`],
    ['Call status changes', absolute(settings.statusCallback ?? '/status', base)],
  ]
  return [
    bold('ringback record'),
    table(facts.map((row) => ['  ', ...row])),
    ...(settings.publicUrl === undefined
      ? [
          dim(
            '  No public URL given: Twilio cannot reach this machine. Open a tunnel to the address above and pass its URL: --public-url',
          ),
        ]
      : []),
    `  Paste into the number's page in Twilio's console:`,
    table(console.map((row) => ['    ', ...row])),
    '',
  ]
}

function signatureLine({ signature, publicUrl }: Listening): string {
  if (signature === 'off') return 'not checked (set TWILIO_AUTH_TOKEN or pass --auth-token to check them)'
  const against = publicUrl === null ? 'the address of each request' : publicUrl
  return `checked against ${against}; ${signature === 'require' ? 'a request without a valid one gets 403' : 'a request without a valid one is noted and forwarded'}`
}

function absolute(urlOrPath: string, base: string): string {
  return urlOrPath.startsWith('/') ? base.replace(/\/$/, '') + urlOrPath : urlOrPath
}
