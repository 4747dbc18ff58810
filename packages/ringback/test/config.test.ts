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
  it('names every problem at once', () => {
    const config = {
      target: 'localhost:3000',
      signature: 'maybe',
      keep: 'CallStatus',
      routes: { 'dial.aktion': '/x', 'dial.action': 'x' },
      colour: 'red',
    }
    expect(configProblems(config)).toEqual([
      'target: must be a URL that starts with http:// or https://, and is "localhost:3000"',
      'signature: must be one of off, warn, require, and is "maybe"',
      'keep: must be a list of texts, and is "CallStatus"',
      'routes: dial.aktion is no webhook kind; `ringback catalog` lists them',
      'routes: dial.action: must be a URL that starts with http:// or https://, or a path that starts with /',
      expect.stringContaining('colour: there is no such setting'),
    ])
  })

  it('is TypeScript that runs as it is', async () => {
    const cwd = directoryWith({
      'ringback.config.ts': "export default { target: 'http://127.0.0.1:3000' satisfies string }",
    })
    const { config, directory } = await loadConfig({ ...processIo(), cwd })
    expect({ config, directory }).toEqual({ config: { target: 'http://127.0.0.1:3000' }, directory: cwd })
  })

  it('is not needed', async () => {
    const cwd = directoryWith({})
    await expect(loadConfig({ ...processIo(), cwd })).resolves.toEqual({ config: {}, directory: cwd })
  })

  it.each([
    ['a missing file', {}, 'gone.ts', 'There is no configuration file'],
    ['a broken file', { 'c.ts': 'export default {' }, 'c.ts', 'cannot be loaded'],
    ['no object', { 'c.ts': 'export default 3' }, 'c.ts', 'the default export must be an object'],
  ])('says what is wrong with %s', async (_case, files, file, message) => {
    const cwd = directoryWith(files)
    await expect(loadConfig({ ...processIo(), cwd }, file)).rejects.toThrow(message)
  })
})
