import { authToken, callTo } from '@ringback/app-caller'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRecording } from '../../recording-run.ts'

const publicUrl = 'https://phone.example.com'
let app: Server
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-secret-files-'))
  app = createServer((incoming, response) => {
    incoming.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response/>')
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
})
afterEach(() => {
  app.close()
  app.closeAllConnections()
  rmSync(folder, { recursive: true })
})

/** Writes the files of a Secret as Kubernetes does: into a new folder, to which a link is then turned. */
function writeSecret(files: Readonly<Record<string, string>>): void {
  const data = mkdtempSync(join(folder, '..data-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(data, name), text)
  symlinkSync(data, join(folder, '..data-new'))
  renameSync(join(folder, '..data-new'), join(folder, '..data'))
}

test.each([1, 2])('new auth tokens are used without a restart, by %d processes', async (workers) => {
  const secret = 'the-new-token-of-the-account'
  const key = 'a-redaction-key-that-is-long-enough-for-tests-0001'
  writeSecret({ token: `${authToken}\n`, key })
  symlinkSync('..data/token', join(folder, 'token'))
  symlinkSync('..data/key', join(folder, 'key'))
  const cwd = join(folder, 'project')
  mkdirSync(cwd)
  const { port } = app.address() as AddressInfo
  const recording = await startRecording(
    `http://127.0.0.1:${port}`,
    ['--signature', 'require', '--public-url', publicUrl, '--workers', String(workers)],
    {
      cwd,
      env: {
        ...(process.env as Record<string, string>),
        TWILIO_AUTH_TOKEN_FILE: join(folder, 'token'),
        RINGBACK_REDACTION_KEY_FILE: join(folder, 'key'),
      },
    },
  )
  const call = callTo(recording.url, publicUrl)
  const status = async (token: string): Promise<number> => (await call('/voice', {}, { token })).status
  expect([await status(authToken), await status(secret)]).toEqual([200, 403])

  // Both while the account has both.
  writeSecret({ token: `${authToken}\n${secret}\n`, key })
  await recording.next('auth-tokens-changed')
  await expect.poll(async () => [await status(authToken), await status(secret)]).toEqual([200, 200])

  // A file that is empty for the moment shuts nobody out, and lets nobody in.
  writeSecret({ token: '', key: `${key}-changed` })
  const warnings = [await recording.next('warning'), await recording.next('warning')]
  expect(warnings.map(({ code }) => code).toSorted()).toEqual(['restart-needed', 'secret-file'])
  expect(warnings.map(({ message }) => message).join(' ')).toContain(
    'RINGBACK_REDACTION_KEY_FILE has changed',
  )
  expect([await status(authToken), await status(secret), await status('x')]).toEqual([200, 200, 403])

  writeSecret({ token: secret, key })
  await recording.next('auth-tokens-changed')
  await expect.poll(async () => [await status(authToken), await status(secret)]).toEqual([403, 200])
  const { code, stdout, stderr } = await recording.stop()
  expect(code).toBe(0)
  for (const text of [authToken, secret, key]) expect(stdout + stderr).not.toContain(text)
})
