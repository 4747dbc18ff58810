import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

/** Sets the title, clears the screen by C1, turns the reading direction, and starts a line of its own. */
const hostile = '\u001B]0;owned\u0007\u009B2J\u202Egnp\u2066\u200B\r'
/** Clears the screen and turns the reading direction, once it is parsed. */
const references = '&#x9b;2J&#x202e;'
const form = `AccountSid=AC${'0'.repeat(32)}&CallSid=CA${'0'.repeat(32)}&CallStatus=${encodeURIComponent(hostile)}&From=${encodeURIComponent(hostile)}&${encodeURIComponent(hostile)}=1`

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-printed-'))
  writeFileSync(
    join(cwd, 'hostile.har'),
    JSON.stringify({
      log: {
        version: '1.2',
        creator: { name: 'test', version: '1' },
        entries: [
          {
            startedDateTime: '2026-01-01T00:00:00.000Z',
            time: 1,
            request: {
              method: 'POST',
              url: `https://a.example/voice?x=${hostile}`,
              httpVersion: 'HTTP/1.1',
              headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
              queryString: [],
              cookies: [],
              headersSize: -1,
              bodySize: -1,
              postData: { mimeType: 'application/x-www-form-urlencoded', text: form },
            },
            response: {
              status: 200,
              statusText: 'OK',
              httpVersion: 'HTTP/1.1',
              headers: [{ name: 'Content-Type', value: 'text/xml' }],
              cookies: [],
              redirectURL: '',
              headersSize: -1,
              bodySize: -1,
              content: {
                size: 1,
                mimeType: 'text/xml',
                text: `<Response><Say>${hostile}${references}</Say></Response>`,
              },
            },
            cache: {},
            timings: { send: 0, wait: 1, receive: 0 },
          },
        ],
      },
    }),
  )
})
afterAll(() => rmSync(cwd, { recursive: true }))

it.each<[string, readonly string[], string]>([
  ['check webhook', ['check', 'webhook'], form],
  ['check webhook, json', ['check', 'webhook', '--reporter', 'json'], form],
  ['check webhook, ndjson', ['check', 'webhook', '--reporter', 'ndjson'], form],
  ['check webhook, github', ['check', 'webhook', '--reporter', 'github'], form],
  [
    'check twiml',
    ['check', 'twiml'],
    `<Response><Say voice="${hostile}${references}"><X a="${hostile}${references}"/></Say></Response>`,
  ],
  ['check twiml, sarif', ['check', 'twiml', '--reporter', 'sarif'], `<Response><Y>${hostile}</Y></Response>`],
  ['import har', ['import', 'har', 'hostile.har', '--no-redact'], ''],
  ['show', ['show'], ''],
  ['show all', ['show', '--all'], ''],
  ['show, json', ['show', '--format', 'json'], ''],
  ['export har', ['export', 'har'], ''],
  ['an unknown option', ['show', `--${hostile}`], ''],
  ['a file that does not exist', ['check', 'twiml', `${hostile}.xml`], ''],
  ['an address', ['record', `http://${hostile}`], ''],
  ['a call that does not exist', ['show', hostile], ''],
])('%s prints no control character of its input', async (_name, argv, stdin) => {
  const { stdout, stderr } = await runCli(argv, {
    cwd,
    stdin,
    env: { RINGBACK_REDACTION_KEY: 'x'.repeat(40) },
  })
  expect(stdout + stderr).not.toBe('')
  expect(stderr).not.toContain('Unknown command')
  // The text itself has line breaks and, in tables, no tabs; nothing else.
  expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
