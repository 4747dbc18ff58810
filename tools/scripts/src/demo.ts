/**
 * The main job, end to end and on real input: an app, the recording proxy in front of it, every captured webhook
 * signed and sent as Twilio does, the recorder killed on the way, and the recordings replayed.
 */
import { createTwilioClient } from '@ringback/twilio-client/node'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from '@ringback/app-express'
import { parametersFromRecord } from '@ringback/catalog'
import { capturedWebhooks, type CapturedWebhook } from './demo/captured-webhooks.ts'
import { runCli } from './demo/cli.ts'
import { startRecorder, type Recorder } from './demo/recorder.ts'

const publicUrl = 'https://phone.example.com'
const authToken = '0123456789abcdef0123456789abcdef'
const folder = join('tmp', 'demo')
const started = performance.now()

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const webhooks = capturedWebhooks()
const app = await startApp({ port: 0, authToken, publicUrl })
say(`An app that answers only what Twilio signed listens at ${app.url}.`)

heading(`Record: ${webhooks.length} captured webhooks, signed for ${publicUrl}, through the proxy.`)
const half = Math.ceil(webhooks.length / 2)
const first = await startRecorder({ target: app.url, publicUrl, authToken, folder })
quote(first.said())
const firstAnswers = await send(webhooks.slice(0, half), first, authToken)

heading(`Kill the recorder (SIGKILL) after ${first.recorded()} acknowledged exchanges, and start it again.`)
await first.kill()
const second = await startRecorder({ target: app.url, publicUrl, authToken, folder })
quote(second.said())
const secondAnswers = await send(webhooks.slice(half), second, authToken)
const [forged] = await send(webhooks.slice(0, 1), second, 'not the token of this account')
await second.hasRecorded(webhooks.length - half + 1)
const recordExit = await second.stop()

heading('What was recorded.')
await runCli(['show'], folder, { lines: 8 })
say('')
await runCli(['show', '--all'], folder, { lines: 24 })

heading('Replay: the recordings against the app, signed again.')
const replayed = await runCli(['replay', app.url], folder, {
  lines: 8,
  env: { TWILIO_AUTH_TOKEN: authToken },
})
await app.close()

const recorded = first.recorded() + second.recorded()
const answered = [...firstAnswers, ...secondAnswers].filter((status) => status !== 403).length
heading('Summary.')
say(`  answered by the app      ${answered} of ${webhooks.length}
  recorded                 ${recorded} of ${webhooks.length + 1}, the forged one with them
  forged request           ${forged === 403 ? 'refused by the app' : `answered ${forged}`}
  replay                   ${replayed.lastLine}
  time                     ${((performance.now() - started) / 1000).toFixed(1)} s

  Look at ${join(folder, 'recordings')}: one readable file a call, and nothing private in it.`)

const isGood =
  answered === webhooks.length &&
  recorded === webhooks.length + 1 &&
  forged === 403 &&
  recordExit === 0 &&
  replayed.code === 0
if (!isGood) say('\nThis is not what the demo promises: please report it with the lines above.')
process.exitCode = isGood ? 0 : 1

/** Sends webhooks through the proxy as Twilio does; resolves to the statuses once all of them are recorded. */
async function send(
  selected: readonly CapturedWebhook[],
  recorder: Recorder,
  token: string,
): Promise<readonly (number | undefined)[]> {
  const before = recorder.recorded()
  const twilio = createTwilioClient({ authToken: token, publicUrl, app: recorder.url })
  const statuses: (number | undefined)[] = []
  for (const { kind, method, path, parameters } of selected) {
    const { hops } = await twilio.send({
      kind,
      method,
      url: publicUrl + path,
      parameters: parametersFromRecord(parameters),
    })
    statuses.push(hops.at(-1)?.response?.status)
  }
  await twilio.close()
  await recorder.hasRecorded(before + selected.length)
  return statuses
}

function heading(text: string): void {
  say(`\n${text}\n`)
}

function quote(text: string): void {
  for (const line of text.trimEnd().split('\n')) say(`  ${line}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
