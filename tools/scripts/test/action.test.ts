import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '@ringback/app-flawed'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../../..')

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>
  readonly runs: { readonly steps: readonly Step[] }
}

interface Step {
  readonly name: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

// action.yml is in this repository.
const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Action

interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs the shell steps of the action one after the other, as a runner does. */
async function runAction(folder: string, inputs: Readonly<Record<string, string>>): Promise<readonly Ran[]> {
  const valueOf = (name: string): string => {
    const input = action.inputs[name]
    if (input === undefined) throw new Error(`action.yml has no input ${name}.`)
    return inputs[name] ?? input.default ?? ''
  }
  const ran: Ran[] = []
  for (const { run, env = {} } of action.runs.steps) {
    if (run === undefined) continue
    const given = Object.entries(env).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => valueOf(input)),
    ])
    ran.push(await bash(folder, run, Object.fromEntries(given)))
  }
  return ran
}

async function bash(folder: string, script: string, given: NodeJS.ProcessEnv): Promise<Ran> {
  const { TWILIO_AUTH_TOKEN: _token, RINGBACK_REDACTION_KEY: _key, ...around } = process.env
  const env = {
    ...around,
    NO_COLOR: '1',
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: join(folder, 'runner'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    ...given,
  }
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      { cwd: folder, env },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    )
  })
}

const command = `${process.execPath} ${join(root, 'packages/ringback/bin/ringback.js')}`

test('the steps of the action fuzz the app, verify its contract, and write SARIF, annotations and a summary', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-action-'))
  const app = await startApp({ port: 0, authToken: 'a-token', bug: 'from-client' })
  try {
    const built = await bash(
      folder,
      `${command} contract build --provider app --route voice.incoming-pstn=/voice`,
      {},
    )
    expect(built).toMatchObject({ code: 0 })
    const inputs = {
      app: app.url,
      'auth-token': 'a-token',
      command,
      'fuzz-arguments': '--runs 20 --seed 1',
    }
    const [fuzz, contract] = await runAction(folder, inputs)
    expect(fuzz).toMatchObject({ code: 1 })
    expect(fuzz?.output).toMatch(/^::error /m)
    expect(contract).toMatchObject({ code: 0 })
    const summary = await readFile(join(folder, 'summary.md'), 'utf8')
    expect(summary).toMatch(/### ringback fuzz[^]*From[^]*### ringback contract verify/)
    for (const name of ['fuzz', 'contract']) {
      const sarif: unknown = JSON.parse(
        await readFile(join(folder, 'runner/ringback', `${name}.sarif`), 'utf8'),
      )
      expect(sarif).toMatchObject({
        runs: [{ tool: { driver: { name: expect.stringContaining(`ringback ${name}`) } } }],
      })
    }
    expect(summary).not.toContain('a-token')
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)

test('without pact files and without a finding the action is green, and says that nothing was verified', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-action-'))
  const app = await startApp({ port: 0, authToken: 'a-token' })
  try {
    const [fuzz, contract] = await runAction(folder, {
      app: app.url,
      'auth-token': 'a-token',
      command,
      'fuzz-arguments': '--runs 20 --seed 1',
    })
    expect(fuzz).toMatchObject({ code: 0 })
    expect(contract).toMatchObject({ code: 0, output: 'There is no pacts, so no contract was verified.\n' })
    expect(existsSync(join(folder, 'runner/ringback/contract.sarif'))).toBe(false)
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
