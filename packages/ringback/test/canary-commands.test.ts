import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeForm } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  attackedAnswers,
  attackedRequests,
  placements,
  haystackOf,
  survivors,
  type Placement,
} from '@ringback/test-support/canary'
import { startRecording } from './recording-run.ts'
import { runCli } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://phone.example.com'

/**
 * Survives in the events: the first segment of a path is printed where it is made of lower-case words (SECURITY.md), because
 * which page of the app was called is what an event is for.
 */
const survivesInEvents = 'a name joined to a route'

/** What a telephone app gets as a form, or answers; every second context of the keys is enough here. */
const sent = [...placements, ...attackedRequests, ...attackedAnswers].filter(
  ({ name, given: { request } }, index) =>
    !survivors.has(name) &&
    name !== survivesInEvents &&
    request !== undefined &&
    'text' in request.body &&
    request.headers.every(([header]) => header === 'Content-Type') &&
    (index > placements.length || index % 2 === 0),
)

/** The answer of the app to a placement. While `isOther`, it says something else. */
const app = { url: '', isOther: false }
const server = createServer((request, response) => {
  const place = Number(/[?&]place=(\d+)/.exec(request.url ?? '')?.[1])
  const answer = sent[place]?.given.response
  request.resume()
  if (app.isOther || !answer || !('text' in answer.body)) {
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.end(app.isOther ? '<Response><Say>Something else.</Say></Response>' : '<Response/>')
    return
  }
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/xml')
  response.writeHead(200)
  response.end(answer.body.text)
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  app.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends the request of a placement as one of a call of its own. */
async function send({ given }: Placement, place: number, to: string): Promise<void> {
  const { request } = given
  if (request === undefined || !('text' in request.body)) return
  const { pathname, search } = new URL(request.url)
  const path = `${pathname}${search === '' ? '?' : `${search}&`}place=${place}`
  const isGet = request.method === 'GET'
  const call = `CA${place.toString(16).padStart(32, '0')}`
  const own = `CallSid=${call}&AccountSid=AC${'1'.repeat(32)}&From=%2B16175550191&To=%2B14155550199&Direction=inbound&ApiVersion=2010-04-01`
  const others = request.body.text
    .split('&')
    .filter((pair) => !/^(?:CallSid|AccountSid|From|To|Direction|ApiVersion)=/.test(pair))
  const body = [own, ...others].join('&')
  const parameters = isGet ? [] : decodeForm(body).parameters
  const target = isGet ? `${path}&${own}` : path
  const signature = sign({ url: publicUrl + target, parameters, authToken })
  const response = await fetch(to + target, {
    method: isGet ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
      'user-agent': 'TwilioProxy/1.1',
    },
    ...(!isGet && { body }),
  })
  await response.arrayBuffer()
}

/** All files below a folder with their names. */
function filesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}\n${readFileSync(join(parentPath, name), 'utf8')}`)
    .join('\n')
}

const reporters = ['pretty', 'json', 'ndjson', 'junit', 'sarif', 'github', 'html'] as const

it('nothing private is in any file, name, report, event or line of any command', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-commands-'))
  const environment = { TWILIO_AUTH_TOKEN: authToken }
  const outputs = new Map<string, string>()
  const run = async (argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { stdout, stderr } = await runCli(argv, { cwd, env: { ...environment, ...more }, columns: 100 })
    outputs.set(`${argv.join(' ')} ${JSON.stringify(more)}`, stdout + stderr)
  }

  const recording = await startRecording(app.url, ['--public-url', publicUrl, '--verbose'], {
    cwd,
    env: environment,
  })
  for (const [place, each] of sent.entries()) await send(each, place, recording.url)
  const { stdout, stderr } = await recording.stop()
  outputs.set('record', stdout + stderr)

  app.isOther = true
  // Settles what the recorder has left in the spool.
  await run(['show'])
  const recorded = readdirSync(join(cwd, 'recordings')).filter((name) => name.endsWith('.json')).length
  await run(['replay', app.url, ...reporters.flatMap((name) => ['--reporter', `${name}=replay.${name}`])])
  await run(['replay', app.url], { TERM: 'dumb' })
  await run(['show'])
  await run(['show', '--all'], { TERM: 'dumb' })
  await run(['show', '--all', '--format', 'json'])
  await run(['export', 'har', '-o', 'calls.har'])
  await run(['export', 'har'])
  for (const place of [1, 30, 60])
    await run(['doctor', `CA${place.toString(16).padStart(32, '0')}`.slice(0, 6)])
  await run(['check', 'recordings', '--reporter', 'json'])
  await run([
    'contract',
    'build',
    '--provider',
    'app',
    '--recordings',
    'recordings',
    '--public-url',
    publicUrl,
    '--max-interactions',
    '1000',
  ])
  await run([
    'contract',
    'verify',
    app.url,
    ...reporters.flatMap((name) => ['--reporter', `${name}=verify.${name}`]),
  ])
  await run([
    'fuzz',
    `${app.url}/voice`,
    '--recordings',
    'recordings',
    '--runs',
    '1',
    '--seed',
    '1',
    '--max-time',
    '20',
    '--fail-on',
    'warning',
    ...reporters.flatMap((name) => ['--reporter', `${name}=fuzz.${name}`]),
  ])
  await run(['map', `${app.url}/voice`, '-o', 'map.html', '-o', 'map.txt'])
  const file = readdirSync(join(cwd, 'recordings')).find((name) => name.endsWith('.json')) ?? ''
  const path = join(cwd, 'recordings', file)
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -40))
  await run(['show'])
  await run(['replay', app.url, '--reporter', 'json'])

  // A few digits are in any SID by chance.
  const secrets = [...new Set(sent.flatMap((each) => each.secrets)), authToken].filter(
    (secret) => !/^\d{1,6}$/.test(secret),
  )
  const places = new Map([...outputs, ['files', filesIn(cwd)]])
  const found = [...places].flatMap(([place, text]) => {
    const haystack = haystackOf(text)
    return secrets.filter((secret) => haystack.holds(secret)).map((secret) => `${place}: ${secret}`)
  })
  expect(sent.length).toBeGreaterThan(200)
  expect(recorded).toBe(sent.length)
  expect(found).toEqual([])
})
