import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { contractNote, loadPacts } from '@ringback/contract'
import { startInspector, type Inspector } from '@ringback/inspector'
import { serializeRecording } from '@ringback/recording'
import { verify } from '@ringback/signature'
import { createPhone } from '@ringback/simulator'
import { afterAll, expect, test, vi } from 'vitest'
import { listening } from './listening.ts'

// Texts that the inspector copies are written to files and run as tests of this file: a call that the virtual Twilio made with an
// app is recorded, and the app is then called by what was copied.

const authToken = 'copied-token'
const publicUrl = 'https://phone.example.com'
const answers: Readonly<Record<string, string>> = {
  '/voice': `<Gather numDigits="1" action="/menu"><Say>Hello "Ann" &amp; \${all}.</Say><Say>For sales, press 1.</Say></Gather>`,
  '/menu': '<Say>One moment.</Say><Gather input="speech" action="/name"><Say>Who is calling?</Say></Gather>',
  '/name': '<Say>I connect you.</Say><Dial>+14155550142</Dial>',
}
const received: { readonly path: string; readonly body: URLSearchParams; readonly isSigned: boolean }[] = []

const app = await listening(createServer((request, response) => void answer(request, response)))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request)
  const { method = '', url: path = '', headers } = request
  const signature = String(headers['x-twilio-signature'])
  const isSigned = verify({ method, url: publicUrl + path, authToken, signature, body })
  received.push({ path, body: new URLSearchParams(body), isSigned })
  response.writeHead(isSigned ? 200 : 403, { 'Content-Type': 'text/xml' })
  response.end(`<Response>${answers[path] ?? ''}</Response>`)
}
const folder = mkdtempSync(join(tmpdir(), 'ringback-copies-'))
// What is copied imports the packages of this repository.
const scratch = join(import.meta.dirname, '../../../tmp', `copies-${process.pid}`)
mkdirSync(scratch, { recursive: true })
vi.stubEnv('TWILIO_AUTH_TOKEN', authToken)

const phone = createPhone({ app: app.url, authToken, publicUrl })
const call = await phone.call({ from: '+14155550123', parameters: { FromCity: 'SAN "FRANCISCO"' } })
await call.press('1')
await call.say('Ann')
await call.hangup()
writeFileSync(join(folder, 'call.json'), serializeRecording(call.recording()))
await phone.close()

const inspector = await startInspector({ directory: folder, version: '1', authToken, app: { url: app.url } })
const [first] = call.exchanges()

afterAll(async () => {
  await inspector.close()
  await app.close()
  rmSync(folder, { recursive: true })
  rmSync(scratch, { recursive: true })
  vi.unstubAllEnvs()
})

async function copied({ url, port }: Inspector, as: string): Promise<string> {
  const page = await fetch(url)
  const headers = { Cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const id = first?.id ?? ''
  const query = new URLSearchParams({ call: id, exchange: id, as }).toString()
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/copies?${query}`, { headers })
    // The folder is read after the inspector has started.
    if (answer.status === 404) continue
    const content = (await answer.json()) as { readonly text: string }
    return content.text
  }
}

/** Makes the tests of a copied text tests of this file; returns what it was. */
async function run(name: string, code: string): Promise<string> {
  const file = join(scratch, name)
  writeFileSync(file, code)
  await import(file)
  return code
}

received.length = 0
const vitestTest = await run('call.test.ts', await copied(inspector, 'vitest'))

test('the copied vitest test has called the app as the caller did', () => {
  expect(received.filter(({ path }) => path !== '/status')).toMatchObject([
    { path: '/voice', isSigned: true },
    { path: '/menu', isSigned: true },
    { path: '/name', isSigned: true },
  ])
  const [voice, menu, name] = received
  expect(voice?.body.get('From')).toBe('+14155550123')
  expect(voice?.body.get('FromCity')).toBe('SAN "FRANCISCO"')
  expect(menu?.body.get('Digits')).toBe('1')
  expect(name?.body.get('SpeechResult')).toBe('Ann')
  expect(vitestTest).toContain('await call.hears("Hello \\"Ann\\" & ${all}.")')
  expect(vitestTest).toContain('expect(call).toDial("+14155550142")')
  expect(vitestTest).not.toContain(authToken)
  received.length = 0
})

const property = await run('property.test.ts', await copied(inspector, 'fast-check'))

test('the copied fast-check example was sent first, and generated webhooks after it', () => {
  expect(received).toHaveLength(50)
  expect(received.every(({ isSigned }) => isSigned)).toBe(true)
  const recorded = first === undefined || !('text' in first.request.body) ? '' : first.request.body.text
  expect(received[0]?.body.toString()).toBe(new URLSearchParams(recorded).toString())
  expect(new Set(received.map(({ body }) => body.get('CallSid'))).size).toBeGreaterThan(10)
  expect(property).not.toContain(authToken)
})

test('the copied Pact interaction is a pact of the recorded request and answer', async () => {
  const file = join(scratch, 'pact.json')
  writeFileSync(file, await copied(inspector, 'pact'))
  const [pact] = await loadPacts([file])
  const [interaction, ...others] = pact?.pact.interactions ?? []
  expect(others).toEqual([])
  expect(interaction).toMatchObject({
    request: { method: 'POST', path: '/voice' },
    response: { status: 200 },
  })
  expect(interaction === undefined ? undefined : contractNote(interaction)).toMatchObject({
    kind: 'voice.incoming-pstn',
    recorded: { exchangeId: first?.id },
  })
})
