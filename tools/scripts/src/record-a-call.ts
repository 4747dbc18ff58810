/**
 * Records one call with the command line in `node_modules` of the working directory, stops it, and shows the call: what is
 * bundled has to find its thread, its own version and its dependencies. Is run by `check-install.ts`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const command = join(process.cwd(), 'node_modules/ringback/bin/ringback.js')
const callSid = `CA${'0123456789abcdef'.repeat(2)}`

const app = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/xml').end('<Response><Say>Hello.</Say></Response>')
})
app.listen(0, '127.0.0.1')
await once(app, 'listening')
const address = app.address()
if (address === null || typeof address === 'string') throw new Error('A server that listens has a port.')

const recorder = spawn(
  process.execPath,
  [command, 'record', `http://127.0.0.1:${address.port}`, '--port', '0', '--format', 'ndjson'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  await callThrough(await urlOf(recorder))
  await untilShown()
} finally {
  recorder.kill('SIGTERM')
  app.close()
}
const [code] = await once(recorder, 'exit')
if (code !== 0) throw new Error(`record ended with ${code}`)
checkExport()

/** The address that the recorder prints as its first event. */
async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed += String(chunk)
    const url = /"type":"listening".*?"url":"([^"]+)"/.exec(printed)?.[1]
    if (url !== undefined) {
      stdout?.resume()
      return url
    }
  }
  throw new Error(`record printed no address:\n${printed}`)
}

async function callThrough(url: string): Promise<void> {
  const answer = await fetch(`${url}/voice`, {
    method: 'POST',
    body: new URLSearchParams({
      AccountSid: `AC${'1'.repeat(32)}`,
      CallSid: callSid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+14155550100',
      To: '+14155550199',
    }),
  })
  if (answer.status !== 200) throw new Error(`The recorder answered ${answer.status}.`)
}

/** The page of the inspector is read from its own package, so that it has to be in there. */
function checkExport(): void {
  const { status, stderr } = spawnSync(process.execPath, [command, 'inspect', '--export', 'report.html'], {
    encoding: 'utf8',
  })
  if (status !== 0 || !readFileSync('report.html', 'utf8').includes('Hello.')) {
    throw new Error(`The call is not exported:\n${stderr}`)
  }
}

/** Asks for the call by its real CallSid until the thread has recorded it. */
async function untilShown(): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'show', callSid], {
      encoding: 'utf8',
    })
    if (status === 0 && stdout.includes('Hello.')) return
    if (tries === 50) throw new Error(`The call is not shown:\n${stdout}${stderr}`)
    await wait(200)
  }
}
