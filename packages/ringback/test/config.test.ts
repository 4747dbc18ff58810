import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configProblems } from '../src/config/config-problems.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { processIo } from '../src/shell/process-io.ts'

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'ringback-config-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

describe('the configuration file', () => {
  it('is not read when it is a pipe or a folder, which would be waited for', async () => {
    const directory = directoryWith({})
    execFileSync('mkfifo', [join(directory, 'pipe.ts')])
    for (const file of ['pipe.ts', '.']) {
      await expect(loadConfig({ cwd: directory }, file)).rejects.toThrow('is not a regular file')
    }
  })

  it('names every problem at once', () => {
    const config = {
      app: 'ftp://localhost:3000',
      signature: 'maybe',
      keep: 'CallStatus',
      routes: { 'dial.aktion': '/x', 'dial.action': 'x' },
      colour: 'red',
      target: 'http://127.0.0.1:3000',
      authTokens: { AC1: 3 },
      accountSid: 'AC1',
      workers: 0.5,
      sample: 2,
      only: ['dial.aktion'],
      targets: [{ number: '+14155550100', app: '3000' }],
    }
    expect(configProblems(config)).toEqual([
      'app: must be an address such as http://127.0.0.1:3000, localhost:3000 or 3000, or a module such as ./app.ts; it is "ftp://localhost:3000"',
      'signature: must be off, warn or require; it is "maybe"',
      'keep: must be a list of strings; it is "CallStatus"',
      'routes: Unknown webhook kind dial.aktion. Did you mean dial.action?',
      'routes: dial.action: must be a URL that starts with http:// or https://, or a path that starts with /; it is "x"',
      expect.stringContaining('colour: unknown setting; known are app, functions, publicUrl'),
      'target: unknown setting; did you mean app?',
      'authTokens: must be a list of auth tokens, or an object from account SID to token; it is {"AC1":3}',
      'accountSid: must be AC and 32 hexadecimal digits; it is "AC1"',
      'workers: must be a whole number from 1 to 64 or auto; it is 0.5',
      'sample: must be a number from 0 to 1; it is 2',
      'only: must be a list of webhook kinds (list them: ringback catalog); it is ["dial.aktion"]',
      'targets: must be a list of { path, app }, { to, app } or { accountSid, app }; it is [{"number":"+14155550100","app":"3000"}]',
    ])
  })

  it('is TypeScript that runs as it is', async () => {
    const cwd = directoryWith({
      'ringback.config.ts': "export default { app: 'http://127.0.0.1:3000' satisfies string }",
    })
    const { config, directory } = await loadConfig({ ...processIo(), cwd })
    expect({ config, directory }).toEqual({ config: { app: 'http://127.0.0.1:3000' }, directory: cwd })
  })

  it('is not needed', async () => {
    const cwd = directoryWith({})
    await expect(loadConfig({ ...processIo(), cwd })).resolves.toEqual({ config: {}, directory: cwd })
  })

  it.each([
    ['a missing file', {}, 'gone.ts', 'Cannot find the configuration file'],
    ['a broken file', { 'c.ts': 'export default {' }, 'c.ts', 'Cannot load'],
    ['no object', { 'c.ts': 'export default 3' }, 'c.ts', 'the default export must be an object'],
  ])('says what is wrong with %s', async (_case, files, file, message) => {
    const cwd = directoryWith(files)
    await expect(loadConfig({ ...processIo(), cwd }, file)).rejects.toThrow(message)
  })
})
