import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { endlessPageRounds } from '@ringback/simulator'
import { runCli, type CliResult } from './run-cli.ts'

const env = { TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef' }

/** Calls an app that gives the documents in turn, the last one from then on. */
async function called(argv: readonly string[], ...documents: readonly string[]): Promise<CliResult> {
  let asked = 0
  const server = createServer((_, res) => {
    const body = documents[Math.min(asked, documents.length - 1)] ?? ''
    asked += 1
    res.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${body}</Response>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return runCli(['call', `http://127.0.0.1:${port}/voice`, ...argv], { env })
}

const menu = '<Gather numDigits="1"><Say>Press 1.</Say></Gather><Redirect>/voice</Redirect>'
const counted = (round: number): string => `${menu}<!-- ${round} -->`

it('a caller hangs up who hears the same again and again, and is told so', async () => {
  const { code, stdout } = await called(['--keys', 'n'], menu)
  expect(code).toBe(0)
  expect(stdout.split('\n').length).toBeLessThan(3 * endlessPageRounds)
  expect(stdout).toContain(
    `/voice gave the same document ${endlessPageRounds} times to a caller who did nothing`,
  )
})

it('the page stands in JSON', async () => {
  const { stdout } = await called(['--keys', 'n', '--format', 'json'], menu)
  const { endlessPage, status } = JSON.parse(stdout) as { endlessPage: string; status: string }
  expect({ endlessPage: new URL(endlessPage).pathname, status }).toEqual({
    endlessPage: '/voice',
    status: 'completed',
  })
})

it('a call that goes on is not ended: the app counts its rounds', async () => {
  const rounds = Array.from({ length: 3 * endlessPageRounds }, (_, round) => counted(round))
  const { stdout } = await called(['--keys', 'n'], ...rounds, '<Say>Goodbye.</Say>')
  expect(stdout).toContain('"Goodbye."')
  expect(stdout).not.toContain('the same document')
})
