import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

test('without msw, the import says how to install it, and the server needs none', async ({
  onTestFinished,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-msw-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const scope = join(folder, 'node_modules/@ringback')
  mkdirSync(scope, { recursive: true })
  cpSync(join(root, 'packages/msw/src'), join(folder, 'src'), { recursive: true })
  cpSync(join(root, 'packages/msw/package.json'), join(folder, 'package.json'))
  for (const name of ['catalog', 'common', 'recording', 'simulator', 'twilio-client', 'twiml']) {
    symlinkSync(join(root, 'packages', name), join(scope, name), 'junction')
  }
  const code = (module: string): string =>
    `await import('./src/${module}.ts').then(() => console.log('loaded'), (error) => console.log(error.code, error.message, error.remedy))`
  const told: string[] = []
  for (const module of ['index', 'browser', 'server']) {
    writeFileSync(join(folder, 'main.ts'), code(module))
    const { stdout } = await run(process.execPath, ['--conditions=ringback:source', 'main.ts'], {
      cwd: folder,
    })
    told.push(stdout.trim())
  }
  const missing = 'peer-missing The package msw is not installed. Install it: npm install -D msw'
  expect(told).toEqual([missing, missing, 'loaded'])
})
