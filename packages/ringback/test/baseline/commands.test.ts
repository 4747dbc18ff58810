import { startApp as startFlawed, type BugId } from '@ringback/app-flawed'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { BaselineEntry } from '../../src/baseline/baseline.ts'
import { runCli, type CliResult } from '../run-cli.ts'
import { authToken, publicUrl, startSmallApp } from '../small-app.ts'

const env = { TWILIO_AUTH_TOKEN: authToken }

async function flawed(bug: BugId | undefined): Promise<string> {
  const app = await startFlawed({ port: 0, authToken, publicUrl, ...(bug !== undefined && { bug }) })
  onTestFinished(() => app.close())
  return `${app.url}/voice`
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'ringback-baseline-'))
}

/** Accepts what a command finds, says why, and runs it again on another port; then once more without the bug. */
async function lifeOf(
  command: 'fuzz' | 'map',
  bug: BugId,
  more: readonly string[],
): Promise<readonly CliResult[]> {
  const cwd = folder()
  const run = async (...argv: string[]): Promise<CliResult> =>
    runCli([command, ...argv, '--public-url', publicUrl, '--baseline', 'b.json', ...more], { cwd, env })
  const updated = await run(await flawed(bug), '--update-baseline')
  const file = join(cwd, 'b.json')
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly BaselineEntry[]>
  expect(entries[command]?.length).toBeGreaterThan(0)
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('TODO: say why', 'for the next release'))
  return [updated, await run(await flawed(bug)), await run(await flawed(undefined))]
}

it('map fails on new marks only', async () => {
  const [updated, again, fixed] = await lifeOf('map', 'promised-key-without-page', [])
  expect(updated?.code).toBe(0)
  expect(updated?.stdout).toContain('Replace "TODO: say why".')
  expect(again?.code).toBe(0)
  expect(again?.stdout).toMatch(/^accepted broken-target .*\(accepted: for the next release\)$/m)
  expect(again?.stdout).toContain('1 finding accepted in b.json.')
  expect(fixed?.stdout).toContain('Accepted in b.json, and gone: broken-target-')
})

it('fuzz fails on new findings only', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'b.json'), '{\n  "fuzz": [1]\n}\n')
  const wrong = await runCli(['fuzz', '3000', '--baseline', 'b.json'], { cwd, env })
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('b.json:2: an entry must be an object')
  const [updated, again] = await lifeOf('fuzz', 'from-withheld-number', ['--runs', '0', '--seed', '1'])
  expect(updated?.code).toBe(0)
  expect(again?.code).toBe(0)
  expect(again?.stdout).toMatch(/^accepted /m)
})

it('contract verify fails on new differences only', async () => {
  const app = await startSmallApp()
  onTestFinished(() => app.close())
  const cwd = folder()
  const signed = ['--public-url', publicUrl]
  const built = await runCli(
    ['contract', 'build', app.url, '--provider', 'app', '--route', 'voice.incoming-pstn=/voice', ...signed],
    { cwd, env },
  )
  expect(built.code).toBe(0)
  app.greeting = '</Say><Dial>+14155550123</Dial><Say>'
  const verify = (...argv: string[]): Promise<CliResult> =>
    runCli(['contract', 'verify', app.url, ...signed, ...argv], { cwd, env })
  const baseline = ['--baseline', 'b.json']
  expect((await verify()).code).toBe(1)
  expect((await verify(...baseline, '--update-baseline')).code).toBe(0)
  const again = await verify(...baseline)
  expect(again.code).toBe(0)
  expect(again.stdout).toContain('accepted')
  app.greeting = '</Say><Record/><Say>'
  expect((await verify(...baseline)).code).toBe(1)
  app.greeting = 'Hello'
  const fixed = await verify(...baseline)
  expect(fixed.code).toBe(0)
  expect(fixed.stdout).toContain('and gone:')
})
