import { realClock } from '@ringback/twilio-client'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { clientVersions, startApp, type ClientVersion } from '@ringback/app-clients'
import { startTwilioServer } from '@ringback/msw/server'
import { describe, expect, it } from 'vitest'
import { accountSid, authToken, from, to } from './support/virtual-twilio.ts'

interface Outcome {
  readonly status: string
  readonly duration: string | null
  readonly callbacks: readonly string[]
}

/** Clicks, and waits until the app has heard that the call is over. */
async function click(url: string, callee = to): Promise<Outcome> {
  const clicked = await fetch(`${url}/click`, { method: 'POST', body: new URLSearchParams({ to: callee }) })
  const { sid, status } = (await clicked.json()) as { sid: string; status: string }
  expect(status).toBe('queued')
  for (let tries = 0; tries < 100; tries += 1) {
    const outcome = (await (await fetch(`${url}/calls/${sid}`)).json()) as Outcome
    if (outcome.callbacks.some((each) => each === 'completed' || each === 'busy')) return outcome
    await sleep(50)
  }
  throw new Error('the call never ended')
}

const answered: Outcome = {
  status: 'completed',
  duration: expect.stringMatching(/^\d+$/),
  callbacks: ['initiated', 'ringing', 'in-progress', 'completed'],
}
const busy = '+14155550166'
const people = { [busy]: { does: 'is-busy' } } as const

describe.each(clientVersions)('an unmodified app with %s', { timeout: 60_000 }, (client) => {
  it('runs against a server', async ({ onTestFinished }) => {
    const clock = realClock({ speed: 20 })
    const server = await startTwilioServer({ accountSid, authToken, people, clock, callsPerSecond: 20 })
    onTestFinished(server.close)
    const app = await startApp({ client, accountSid, authToken, from, apiUrl: server.url })
    onTestFinished(app.close)
    expect(await click(app.url)).toEqual(answered)
    expect((await click(app.url, busy)).callbacks).toEqual(['initiated', 'ringing', 'busy'])
  })

  it('runs behind the preload', async ({ onTestFinished }) => {
    const app = preloaded(client)
    onTestFinished(() => void app.kill())
    expect(await click(await urlOf(app))).toEqual(answered)
  })
})

/** The app in a process of its own, with nothing but the preload added. */
function preloaded(client: ClientVersion): ChildProcessByStdio<null, Readable, null> {
  const root = join(import.meta.dirname, '../../..')
  return spawn(
    process.execPath,
    [
      '--conditions=ringback:source',
      '--import',
      join(root, 'packages/msw/src/register.ts'),
      join(root, 'fixtures/apps/clients/src/main.ts'),
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        TWILIO_CLIENT: client,
        TWILIO_ACCOUNT_SID: accountSid,
        TWILIO_AUTH_TOKEN: authToken,
        RINGBACK_SPEED: '20',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
}

async function urlOf({ stdout }: { readonly stdout: Readable }): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const url = /^listening on (.*)$/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('the app did not start')
}
