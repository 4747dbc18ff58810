import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@ringback/test-support/free-port'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/contracts.md'), 'utf8')
let folder: string
let port: number
let app: ChildProcess | undefined

beforeAll(async () => {
  mkdirSync(join(root, 'tmp'), { recursive: true })
  // Below the workspace, where express, twilio and the command line are installed.
  folder = mkdtempSync(join(root, 'tmp/contract-docs-'))
  port = await freePort()
  writeFileSync(join(folder, 'app.mjs'), block('js', 'app.js'))
  writeFileSync(join(folder, 'routes.json'), block('json', '"voice.incoming-pstn"'))
  await start()
}, 60_000)
afterAll(() => {
  app?.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('the page leads to a green pipeline and then to a red one', { timeout: 120_000 }, async () => {
  const build = await sh(command(/npx ringback contract build 3000 .*/))
  expect(build).toMatchObject({ code: 0 })

  const verify = command(
    /npx ringback contract verify .*(?= --reporter pretty --reporter junit=contract\.xml)/,
  )
  const green = await sh(`${verify} --reporter junit`)
  expect(green).toMatchObject({ code: 0 })
  expect(green.stdout).toMatch(/failures="0"/)

  const shard = command(/npx ringback contract verify .*--shard \S+ --reporter json=\S+/)
  for (const index of [1, 2]) {
    expect(await sh(shard, { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: '2' })).toMatchObject({ code: 0 })
  }
  const merged = await sh(command(/npx ringback report merge \S+ --output \S+/))
  expect(merged).toMatchObject({ code: 0 })
  const events = JSON.parse(readFileSync(join(folder, 'contract.json'), 'utf8')) as { type: string }[]
  expect(events.at(-1)).toMatchObject({ type: 'finished', counts: { failed: 0 } })

  writeFileSync(join(folder, 'app.mjs'), block('js', 'app.js').replace(/^.*document\.gather.*\n/m, ''))
  await start()
  const red = await sh(verify)
  expect(red.code).toBe(1)
  expect(red.stdout).toMatch(/FAILED\s+voice\.incoming-pstn POST \/voice: plain.*\n\s+breaking .*Gather/)
  expect(red.stdout).not.toMatch(/FAILED\s+gather\.action/)
})

/** The fenced block of a language that has a text in it. */
function block(language: string, text: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  )
  return blocks.find((code) => code.includes(text)) ?? ''
}

/** A command as it stands on the page, for the app of this test. */
function command(pattern: RegExp): string {
  const [found] = pattern.exec(page) ?? []
  if (found === undefined) throw new Error(`The page has no ${String(pattern)}.`)
  return found
    .replaceAll('npx ringback', `"${process.execPath}" "${join(root, 'packages/ringback/bin/ringback.js')}"`)
    .replaceAll(/(contract (?:build|verify)) 3000/g, `$1 ${port}`)
}

const env = { TWILIO_AUTH_TOKEN: 'a-token-for-ci', PUBLIC_URL: 'https://phone.example.com' }

function sh(
  line: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...env, ...more }, timeout: 60_000 }
    const child = execFile('sh', ['-c', line], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
  })
}

async function start(): Promise<void> {
  if (app !== undefined) {
    app.kill()
    await once(app, 'exit')
  }
  app = spawn(process.execPath, ['app.mjs'], {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: 'ignore',
  })
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined)
    if (answer !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The app of the page does not start.')
}
